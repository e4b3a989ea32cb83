"""From answers to a policy: nothing is added to them, and what nobody answered becomes a question to a person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import ValidationError

from priorauth.case.read import explain
from priorauth.clinical.calendar import DateRange
from priorauth.clinical.terms import Mechanism, RequestKind
from priorauth.errors import PolicyDataError
from priorauth.policy.clause import Numbering
from priorauth.policy.form.answers import Answer
from priorauth.policy.form.questions import ABOUT, NOT_READ, SILENT, ClauseQuestion, Kinds
from priorauth.policy.form.requests import Asked, asked_of
from priorauth.policy.model import Authorization, Confidence, Contact, Policy, Source

_AS_GIVEN = ("payer_name", "names", "document", "states", "states_excluded", "ended")
_OF_SENDING = {
    "mechanism": "whether a prior authorization is needed, and how a request is sent",
    "lasts": "how long an authorization lasts",
}
_OF_CONTACT = ("phone", "fax", "form")


def build_policy(answers: Sequence[Answer], name: str) -> Policy:
    """Return the policy that the answers make; ``name`` is what errors call their file.

    Raises:
        PolicyDataError: an answer is missing or not as expected; the message names its row and column.
    """
    about = _about(answers, name)
    kinds = about.get("requests", Kinds.BOTH).kinds
    numbers = _clause_numbers(answers)
    asked = {kind: asked_of(kind, answers, numbers, about.get("blank_means", NOT_READ)) for kind in kinds}
    _refuse_whole_with_gaps(answers, about, asked)
    undated = "effective" not in about
    effective = DateRange.model_validate(about["read_on"]).low if undated else about["effective"]
    try:
        return Policy(
            payer=about.get("payer") or _key_of(about["payer_name"]),
            line_of_business=about["line_of_business"],
            effective=effective,
            undated=undated,
            source=_source(about, str(effective)),
            numbering=about.get("numbering") or _numbering(answers),
            requests={kind: one.criterion for kind, one in asked.items()},
            silent_on=tuple(_silent_on(about, asked)),
            not_read=tuple(_not_read(about, asked)),
            notes=tuple(one.said for one in answers if one.key == "note"),
            authorization=_authorization(about, kinds),
            contact=_contact(about),
            mechanism=about.get("mechanism", Mechanism.PRIOR_AUTHORIZATION),
            **{key: about[key] for key in _AS_GIVEN if key in about},
        )
    except ValidationError as error:
        raise PolicyDataError(explain(error, name, "policy")) from None


def _about(answers: Sequence[Answer], name: str) -> dict[str, Any]:
    """Return what is answered of the document as a whole, by key."""
    given = [one for one in answers if not one.is_clause]
    times = Counter(one.key for one in given)
    for one in given:
        if times[one.key] > 1 and one.key != "note":
            raise one.fault("one row of this only", "key")
    for question in ABOUT:
        if question.needed and question.key not in times:
            raise PolicyDataError(f'{name}: the row {question.key} has no answer. It asks: "{question.asks}"')
    return {one.key: one.read() for one in given}


def _refuse_whole_with_gaps(answers: Sequence[Answer], about: dict[str, Any], asked: dict[RequestKind, Asked]) -> None:
    """Refuse a text that is said to be read as a whole while it was not read for something."""
    gaps = [subject for one in asked.values() for subject in one.not_read]
    if about.get("read") == Confidence.HIGH and gaps:
        whole = next(one for one in answers if one.key == "read")
        raise whole.fault(
            f'part, since some rows are blank or "not read" ({gaps[0]}); or write "silent" there, or in the row '
            "blank_means, if you read for them and the document does not say it"
        )


def _clause_numbers(answers: Sequence[Answer]) -> dict[str, str]:
    """Return the clause number of each answer by its place: the document's, else ours, which is the key."""
    # the further rows on failed preventives belong to the clause of the first
    asked = [one for one in answers if isinstance(one.question, ClauseQuestion) and not _is_detail(one.question)]
    times = Counter(one.key for one in asked)
    seen: Counter[str] = Counter()
    numbers: dict[str, str] = {}
    for place, one in enumerate(asked):
        seen[one.key] += 1
        number = one.clause or (f"{one.key}.{seen[one.key]}" if times[one.key] > 1 else one.key)
        for other in asked[:place]:
            if numbers[other.where] == number and set(other.requests.kinds) & set(one.requests.kinds):
                raise one.fault(f'a number of its own, such as "{number} (2)": {other.where} has it too', "clause")
        numbers[one.where] = number
    return numbers


def _is_detail(question: ClauseQuestion) -> bool:
    return question.in_trials and question.key != "trials"


def _numbering(answers: Sequence[Answer]) -> Numbering:
    clauses = [one for one in answers if isinstance(one.question, ClauseQuestion) and not _is_detail(one.question)]
    said = [one for one in clauses if not one.is_silent and not one.is_not_read]
    return "payer" if said and all(one.clause for one in said) else "ours"


def _source(about: dict[str, Any], effective: str) -> Source:
    return Source(
        number=about.get("number"),
        title=about["title"],
        revision=about.get("revision") or effective,
        url=about["address"],
        read_on=about["read_on"],
        read_from=about.get("read_from"),
        confidence=Confidence(about.get("read", Confidence.MEDIUM)),
    )


def _authorization(about: dict[str, Any], kinds: tuple[RequestKind, ...]) -> dict[RequestKind, Authorization]:
    return {kind: Authorization(lasts_at_most=about["lasts"]) for kind in kinds} if "lasts" in about else {}


def _contact(about: dict[str, Any]) -> Contact | None:
    given = {key: about[key] for key in _OF_CONTACT if key in about}
    return Contact(**given, read_on=about["read_on"], source=about["address"]) if given else None


def _silent_on(about: dict[str, Any], asked: dict[RequestKind, Asked]) -> Iterator[str]:
    yield from _subjects({kind: one.silent_on for kind, one in asked.items()})
    if about.get("blank_means") == SILENT:
        yield from (words for key, words in _OF_SENDING.items() if key not in about)


def _not_read(about: dict[str, Any], asked: dict[RequestKind, Asked]) -> Iterator[str]:
    yield from _subjects({kind: one.not_read for kind, one in asked.items()})
    if about.get("blank_means") != SILENT:
        yield from (words for key, words in _OF_SENDING.items() if key not in about)


def _subjects(by_kind: dict[RequestKind, list[str]]) -> Iterator[str]:
    """Yield each subject once, with the kind of request where it is open for one of several kinds only."""
    every = dict.fromkeys(subject for subjects in by_kind.values() for subject in subjects)
    for subject in every:
        kinds = [kind for kind, subjects in by_kind.items() if subject in subjects]
        yield subject if len(kinds) == len(by_kind) else f"{subject} ({kinds[0]} request)"


def _key_of(payer_name: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "_", payer_name.lower()).strip("_")
    return slug if slug[:1].isalpha() else f"payer_{slug}"
