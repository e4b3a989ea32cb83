"""What a review says of a drug that no table knows: what its name may mean, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from priorauth.case.history import Counted
from priorauth.clinical.spelling import Near, read_spelling
from priorauth.clinical.terms import Whom
from priorauth.policy.trials import NotTaking
from priorauth.review.classes import may_belong
from priorauth.review.verdict import Ask, Judgement, Verdict, ask, check_by_hand
from priorauth.review.words import listed


def not_recognised(drug: str) -> str:
    """Say that a drug was not recognised, and what its name was read as where only one is near."""
    one = read_spelling(drug).read_as
    return f"“{one.said}” read as {one.medicine.name}, not confirmed" if one else "the drug was not recognised"


def ask_ingredient(drug: str) -> Ask:
    """Ask which drug it was: the office where the spelling alone is in doubt, else the clinician."""
    spelling = read_spelling(drug)
    if spelling.read_as:
        said, name = spelling.read_as.said, spelling.read_as.medicine.name
        return ask(Whom.OFFICE, f"“{said}” was read as {name}: is that the drug of the chart?")
    if spelling.near:
        names = listed((one.medicine.name for one in spelling.near), "or")
        return ask(Whom.CLINICIAN, f"Which ingredient is {drug}? Did you mean {names}?")
    return ask(Whom.CLINICIAN, f"Which ingredient is {drug}?")


def unless_misspelt(judgement: Judgement, criterion: NotTaking, case: Counted) -> Judgement:
    """Return the judgement, or leave it to a person where an unknown name may be that of a drug that is ruled out."""
    if judgement.verdict is not Verdict.MET:
        return judgement
    found = next((one for name in _unknown_names(case) for one in _ruled_out(name, criterion)), None)
    if found is None:
        return judgement
    because = f"{judgement.because}; but “{found.said}” may be {found.medicine.name}"
    return check_by_hand(because, ask_ingredient(found.said), evidence=judgement.evidence)


def _unknown_names(case: Counted) -> Iterator[str]:
    yield from (known.trial.drug for known in case.trials if known.medicine is None)
    yield from (one.drug for one in case.case.acute_medicines)
    if case.case.medication_list is not None:
        yield from case.case.medication_list.drugs


def _ruled_out(name: str, criterion: NotTaking) -> Iterable[Near]:
    possible = read_spelling(name).possible
    return (one for one in possible if any(may_belong(one.medicine, barred) for barred in criterion.any_of))
