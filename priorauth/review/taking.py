"""Judges whether a drug is still being taken, or was stopped long enough ago."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from priorauth.case.evidence import Evidence
from priorauth.case.history import Counted, KnownTrial
from priorauth.clinical.calendar import elapsed_at_least, show_date
from priorauth.clinical.medicines import acute, preventive
from priorauth.clinical.terms import Whom
from priorauth.policy.trials import NotTaking
from priorauth.review import words
from priorauth.review.classes import may_belong
from priorauth.review.headache import STALE_AFTER
from priorauth.review.spelling import unless_misspelt
from priorauth.review.verdict import Judgement, Verdict, ask, check_by_hand, met, not_documented, not_met


def judge_not_taking(criterion: NotTaking, case: Counted) -> Judgement:
    """Judge whether none of these drugs is being taken."""
    taken = [one for one in case.trials if _barred(criterion, one.trial.drug)]
    ongoing = [one for one in taken if one.trial.ongoing]
    if ongoing:
        return not_met(f"{words.listed(one.name for one in ongoing)} is being taken", _evidence(ongoing))
    open_stops = [judgement for one in taken if (judgement := _judge_stop(criterion, one, case)) is not None]
    if open_stops:
        return next((one for one in open_stops if one.verdict is Verdict.NOT_MET), open_stops[0])
    return unless_misspelt(_judge_list(criterion, case, taken), criterion, case)


def _judge_stop(criterion: NotTaking, known: KnownTrial, case: Counted) -> Judgement | None:
    ended = known.trial.stopped
    question = ask(Whom.CLINICIAN, f"Is {known.name} still being taken? If not, when was it stopped?")
    if ended is None or ended.high > case.as_of:
        return not_documented(f"whether {known.name} was stopped is not documented", question)
    if criterion.for_at_least is None:
        return None
    reached = elapsed_at_least(ended, case.as_of, criterion.for_at_least)
    if reached is None:
        return not_documented(f"{known.name} was stopped {ended}: not exact enough", question)
    if reached:
        return None
    return not_met(f"{known.name} was stopped {ended}, less than {criterion.for_at_least} ago", known.trial.evidence)


def _judge_list(criterion: NotTaking, case: Counted, stopped: list[KnownTrial]) -> Judgement:
    names = words.listed((drug_class.name for drug_class in criterion.any_of), "or")
    said = words.listed(f"{one.name} was stopped {one.trial.stopped}" for one in stopped)
    question = ask(Whom.CLINICIAN, f"Is the patient taking any {names} now, or in the last months?")
    listed, acute = case.case.medication_list, case.case.acute_medicines
    if found := _named(criterion, (one.drug for one in acute)):
        return not_met(f"{found} is being taken for attacks", (item for one in acute for item in one.evidence))
    # that one drug was stopped says nothing of the others of its class, and an old list nothing of today
    if listed is None or not listed.reviewed_on <= case.as_of <= STALE_AFTER.after(listed.reviewed_on):
        why = f"the medication list was reviewed {show_date(listed.reviewed_on)}" if listed else "no list was reviewed"
        because = "; ".join(part for part in (said, f"{why}: what is taken now is not documented") if part)
        return not_documented(because, question, evidence=_evidence(stopped))
    if found := _named(criterion, listed.drugs):
        return not_met(f"{found} is on the medication list", listed.evidence)
    because = "; ".join(part for part in (said, f"no {names} on the reviewed medication list") if part)
    evidence = (*_evidence(stopped), *listed.evidence)
    if criterion.for_at_least is not None and not stopped:
        because += f"; that none was stopped within {criterion.for_at_least} is not documented"
        return check_by_hand(because, question, evidence=evidence)
    return met(because, evidence)


def _named(criterion: NotTaking, drugs: Iterable[str]) -> str:
    return words.listed(dict.fromkeys(name for drug in drugs if (name := _barred(criterion, drug))))


def _barred(criterion: NotTaking, drug: str) -> str | None:
    # a drug taken for the attacks only, such as ubrogepant, is barred just as well
    known = (medicine for medicine in (preventive(drug), acute(drug)) if medicine is not None)
    found = (medicine.name for medicine in known if any(may_belong(medicine, one) for one in criterion.any_of))
    return next(found, None)


def _evidence(trials: Iterable[KnownTrial]) -> Iterator[Evidence]:
    return chain.from_iterable(known.trial.evidence for known in trials)
