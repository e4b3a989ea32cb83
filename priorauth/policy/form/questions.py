"""Every question of the table: its key, what it asks, what may be answered, and to what it belongs.

The table and the terminal ask the same questions, so a policy can begin on one and be finished on the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from priorauth.clinical.terms import Attested, Counting, LineOfBusiness, Mechanism, Outcome, RequestKind
from priorauth.policy.clause import Numbering
from priorauth.policy.form import cells, made
from priorauth.policy.form.cells import CellFault
from priorauth.policy.form.made import Made

SILENT, NOT_READ = "silent", "not read"


class Kinds(StrEnum):
    """For which requests an answer holds."""

    INITIAL = "initial"
    CONTINUATION = "continuation"
    BOTH = "both"

    @property
    def kinds(self) -> tuple[RequestKind, ...]:
        """The kinds of request."""
        return tuple(
            kind for kind in (RequestKind.INITIAL, RequestKind.CONTINUATION) if self in (kind.value, Kinds.BOTH)
        )


@dataclass(frozen=True)
class Question:
    """One question of the table."""

    key: str
    asks: str
    expected: str
    read: Callable[[str], Any]
    """Reads an answer, or raises CellFault."""
    needed: bool = False
    """Without it there is no policy."""


@dataclass(frozen=True)
class ClauseQuestion(Question):
    """A question on what the policy asks of a request."""

    topic: str = ""
    subject: str = ""
    """What the text is silent on, or was not read for, where nothing else is answered."""
    requests: Kinds = Kinds.BOTH
    """For which requests the blank table has it."""
    in_trials: bool = False
    """True for the questions that make one criterion together: the failed preventives."""


def numbering(said: str) -> Numbering:
    """Return whose clause numbers they are."""
    known: dict[str, Numbering] = {"payer": "payer", "ours": "ours"}
    if said.lower() not in known:
        raise CellFault("payer (the document's own numbers) or ours")
    return known[said.lower()]


def whole_or_part(said: str) -> str:
    """Return how much was read, as the word for it in a policy."""
    known = {"whole": "high", "part": "medium"}
    if said.lower() not in known:
        raise CellFault("whole (all of the text on Botox for migraine was read) or part")
    return known[said.lower()]


def blank_means(said: str) -> str:
    """Return what an empty answer means."""
    if said.lower() not in (SILENT, NOT_READ):
        raise CellFault(f'"{NOT_READ}" or "{SILENT}"')
    return said.lower()


ABOUT = (
    Question("payer_name", "Who is the payer?", "the name as a letter prints it", cells.words, needed=True),
    Question("names", "What else do people and records call it?", "names with ; between them", cells.items),
    Question("payer", "Short key of the payer", "small letters and _; from the name if blank", cells.key),
    Question(
        "line_of_business",
        "What kind of plan?",
        "commercial, medicare, medicare advantage, medicaid, workers compensation, federal, national or any",
        cells.one_of(LineOfBusiness),
        needed=True,
    ),
    Question("states", "For which states only?", "two letters each; blank for all", cells.states),
    Question("states_excluded", "For which states not?", "two letters each; blank for none", cells.states),
    Question(
        "document",
        "Key, where the payer has several documents for this kind of plan",
        "small letters, digits and _; blank where it has one",
        cells.key,
    ),
    Question("effective", "First day in effect", "a date; blank where the document has none", cells.day),
    Question("ended", "First day on which it no longer holds", "a date; blank where no end is known", cells.day),
    Question("title", "Title of the document", "as printed", cells.words, needed=True),
    Question("number", "Number of the document", "as printed; blank where none was seen", cells.words),
    Question("revision", "Which edition?", "as printed; blank for the first day in effect", cells.words),
    Question("address", "Where can it be read?", "one web address", cells.address, needed=True),
    Question("read_on", "When did you read it?", "a date", cells.day_or_month, needed=True),
    Question("read_from", "Which copy did you read?", "blank where it was the address itself", cells.words),
    Question("read", "How much of it did you read?", "whole or part; blank means part", whole_or_part),
    Question("numbering", "Whose clause numbers?", "payer or ours; blank: payer where each has one", numbering),
    Question(
        "requests",
        "For which requests has it rules?",
        "initial, continuation or both; blank: both",
        cells.one_of(Kinds),
    ),
    Question(
        "mechanism",
        "How is a request sent?",
        "prior authorization, claim attachment, diagnosis edit, exempt, voluntary or none",
        cells.one_of(Mechanism),
    ),
    Question("phone", "Phone for requests", "as printed", cells.words),
    Question("fax", "Fax for requests", "as printed", cells.words),
    Question("form", "Name of the payer's own form", "as printed; blank where none is asked for", cells.words),
    Question("lasts", "How long does an authorization last?", "N months, N weeks or N days", cells.longest),
    Question("note", "What else should the office know?", "one sentence; copy the row for more", cells.words),
    Question(
        "blank_means",
        "What does a blank answer below mean?",
        "not read (nobody looked) or silent (you read the whole text, and it does not say); blank means not read",
        blank_means,
    ),
)

COUNTS, PREVENTIVES, PEOPLE = "headache counts and duration", "failed preventives", "people and diagnosis"
RECORD, TREATMENT, RESPONSE = "documents and statements", "drug, dose and course", "response to treatment"
INITIAL, CONTINUATION = Kinds.INITIAL, Kinds.CONTINUATION


def _count(key: str, asks: str, counting: Counting) -> ClauseQuestion:
    expected = "at least N, more than N or less than N; then, where it says so: in each of the last N months"
    read = made.days_of(counting)
    return ClauseQuestion(key, asks, expected, read, topic=COUNTS, subject=counting.plural, requests=INITIAL)


def _trials(
    key: str, asks: str, expected: str, read: Callable[[str], Any], subject: str, requests: Kinds = INITIAL
) -> ClauseQuestion:
    return ClauseQuestion(
        key, asks, expected, read, topic=PREVENTIVES, subject=subject, requests=requests, in_trials=True
    )


def _clause(
    key: str,
    asks: str,
    expected: str,
    read: Callable[[str], Made],
    about: tuple[str, str],
    requests: Kinds = Kinds.BOTH,
) -> ClauseQuestion:
    return ClauseQuestion(key, asks, expected, read, topic=about[0], subject=about[1], requests=requests)


def outcomes(said: str) -> tuple[Outcome, ...] | None:
    """Return the outcomes that count; None for "any"."""
    return None if said.lower() == "any" else cells.some_of(Outcome)(said)


_ATTESTED = f"one of: {', '.join(one.value.replace('_', ' ') for one in Attested)}"

CLAUSES = (
    _clause("age", "How old at least?", "a whole number of years", made.age, (PEOPLE, "age")),
    _clause(
        "diagnosis_codes",
        "Which ICD-10-CM codes?",
        "each written out",
        made.diagnosis_codes,
        (PEOPLE, "diagnosis codes"),
    ),
    _clause("ichd3", "Chronic migraine by ICHD-3?", "yes", made.ichd3, (PEOPLE, "the criteria of ICHD-3"), INITIAL),
    _clause(
        "prescriber",
        "Who may prescribe?",
        "specialist, specialist or consulting, or NUCC codes",
        made.prescriber,
        (PEOPLE, "prescriber"),
    ),
    _count("headache_days", "How many headache days a month?", Counting.HEADACHE_DAY),
    _count("migraine_days", "How many migraine days a month?", Counting.MIGRAINE_DAY),
    _count("long_days", "How many days a month with 4 hours or more?", Counting.LONG_HEADACHE_DAY),
    _count("attacks", "How many attacks a month?", Counting.ATTACK),
    _clause(
        "chronic_for",
        "For how long has it been chronic?",
        "at least N months, or more than N months",
        made.chronic_for,
        (COUNTS, "duration"),
        INITIAL,
    ),
    _clause(
        "diary", "A headache diary of how many months?", "a whole number", made.diary, (COUNTS, "a diary"), INITIAL
    ),
    _trials("trials", "How many preventive drugs?", "a whole number", cells.at_least_number, "failed preventives"),
    _trials("trial_classes", "From how many classes?", "a whole number", cells.at_least_number, "number of classes"),
    _trials("trial_length", "How long each?", "N weeks, N months or N days", cells.shortest, "length of a trial"),
    _trials(
        "trial_outcomes",
        "With which outcome?",
        "inadequate response, intolerance, effective, ongoing; or any",
        outcomes,
        "outcome of a trial",
    ),
    _trials(
        "trial_not_tolerated",
        "Does a drug that was not tolerated count, however short?",
        "yes or no",
        cells.yes_or_no,
        "intolerance of a preventive",
    ),
    _trials(
        "trial_contraindicated",
        "Does a contraindicated drug count?",
        "yes or no",
        cells.yes_or_no,
        "contraindication of a preventive",
    ),
    _trials(
        "trial_class",
        "A class that counts, and its drugs (a row for each)",
        "beta-blocker (e.g. propranolol, metoprolol) or CGRP (only erenumab)",
        cells.drug_class,
        "list of preventives",
    ),
    _clause(
        "overuse", "Must medication overuse be ruled out?", "yes", made.overuse, (COUNTS, "medication overuse"), INITIAL
    ),
    _clause(
        "acute_days",
        "Acute medicine on how many days a week?",
        "at most N",
        made.acute_days,
        (COUNTS, "days of acute medicine"),
        INITIAL,
    ),
    _clause(
        "not_taking",
        "Not together with which drugs?",
        "CGRP (e.g. erenumab, fremanezumab)",
        made.not_taking,
        (TREATMENT, "use together with another drug"),
    ),
    _clause("product", "Which product?", "Botox", made.product, (TREATMENT, "product")),
    _clause("dose", "What dose?", "at most N units", made.dose, (TREATMENT, "dose")),
    _clause("sites", "How many injection sites?", "a whole number", made.sites, (TREATMENT, "injection sites")),
    _clause(
        "interval",
        "How long after the last treatment?",
        "N weeks, N months or N days",
        made.interval,
        (TREATMENT, "interval"),
    ),
    _clause(
        "units_in_days",
        "How many units in how many days?",
        "at most N units in N days",
        made.units_window,
        (TREATMENT, "a cap on units"),
    ),
    _clause(
        "span_asked",
        "How long may be asked for?",
        "N months",
        made.span_asked,
        (TREATMENT, "how long may be asked for"),
    ),
    _clause("place", "Place of service?", "11, 19, 22 or 24", made.place, (TREATMENT, "place of service")),
    _clause("plan_stated", "Must the plan be stated?", "yes", made.plan_stated, (TREATMENT, "a stated plan")),
    _clause(
        "response",
        "How much better than before treatment?",
        "any, at least N percent, at least N days fewer or at least N hours fewer; then, where it says so: of migraine "
        "days, after N treatments",
        made.response,
        (RESPONSE, "response"),
        CONTINUATION,
    ),
    _clause(
        "response_documented",
        "Is the benefit of the last treatments documented?",
        "how many of them",
        made.response_documented,
        (RESPONSE, "a documented benefit"),
        CONTINUATION,
    ),
    _clause(
        "treatments_given",
        "How many treatments so far?",
        "at least N, or less than N",
        made.treatments_given,
        (RESPONSE, "number of treatments"),
        CONTINUATION,
    ),
    _clause(
        "attached",
        "Which document goes along?",
        "office note, signed, within N months",
        made.attached,
        (RECORD, "documents to send"),
    ),
    _clause(
        "attested", "What does the clinician state?", _ATTESTED, made.attested, (RECORD, "statements of the clinician")
    ),
    _clause(
        "score",
        "Which score?",
        "MIDAS or HIT-6; then, where it says so: at least N",
        made.score,
        (RECORD, "a score of disability"),
        INITIAL,
    ),
    ClauseQuestion(
        "by_hand",
        "What must a person look at? (a row for each)",
        "one sentence, at most 160 characters",
        made.by_hand,
    ),
)
TOPICS = (PEOPLE, COUNTS, PREVENTIVES, TREATMENT, RECORD, RESPONSE)
BY_KEY: dict[str, Question] = {question.key: question for question in (*ABOUT, *CLAUSES)}
