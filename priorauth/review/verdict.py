"""The four verdicts and the exception asked for, how they combine, and the judgement a criterion reaches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from priorauth.case.evidence import Evidence
from priorauth.clinical.model import Model
from priorauth.clinical.terms import Whom
from priorauth.clinical.translatable import translatable


class Verdict(StrEnum):
    """Each has its own next action: send, do not send, obtain, look. The last stands in exception requests only."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_DOCUMENTED = "not_documented"
    CHECK_BY_HAND = "check_by_hand"
    EXCEPTION_ASKED = "exception_asked"
    """Not met as it stands; the payer is asked to except the patient from it, and the chart gives a ground."""

    @property
    def words(self) -> str:
        """The words a checklist prints."""
        return _WORDS[self]

    @property
    def is_open(self) -> bool:
        """True where something is still to be done before sending, or nothing is to be sent."""
        return self not in (Verdict.MET, Verdict.EXCEPTION_ASKED)


_WORDS = {
    Verdict.MET: translatable("met"),
    Verdict.NOT_MET: translatable("not met"),
    Verdict.NOT_DOCUMENTED: translatable("not documented"),
    Verdict.CHECK_BY_HAND: translatable("check by hand"),
    Verdict.EXCEPTION_ASKED: translatable("exception asked"),
}
JUDGED = (Verdict.MET, Verdict.NOT_MET, Verdict.NOT_DOCUMENTED, Verdict.CHECK_BY_HAND)
"""The verdicts that a criterion reaches by what the chart holds."""


class Ask(Model):
    """One question, and who can answer it. It never suggests the answer."""

    whom: Whom
    question: str


class Judgement(NamedTuple):
    """A verdict with its reason, made while deciding."""

    verdict: Verdict
    because: str
    evidence: tuple[Evidence, ...] = ()
    asks: tuple[Ask, ...] = ()
    by_hand: bool = False
    """True for a criterion that is not documented, and that a person can settle all the same."""


def met(because: str, evidence: Iterable[Evidence] = ()) -> Judgement:
    """Return a judgement that the criterion is met."""
    return Judgement(Verdict.MET, because, unique(evidence))


def not_met(because: str, evidence: Iterable[Evidence] = (), *asks: Ask) -> Judgement:
    """Return a judgement that the criterion is not met."""
    return Judgement(Verdict.NOT_MET, because, unique(evidence), asks)


def not_documented(because: str, *asks: Ask, evidence: Iterable[Evidence] = ()) -> Judgement:
    """Return a judgement that the case does not decide, with what to ask."""
    return Judgement(Verdict.NOT_DOCUMENTED, because, unique(evidence), asks)


def check_by_hand(because: str, *asks: Ask, evidence: Iterable[Evidence] = ()) -> Judgement:
    """Return a judgement that a person must make."""
    return Judgement(Verdict.CHECK_BY_HAND, because, unique(evidence), asks)


def at_least(needed: int, verdicts: Sequence[Verdict]) -> Verdict:
    """Return the verdict on "at least ``needed`` of these".

    All of n is ``needed == n`` (not met > not documented > check by hand > exception asked > met), any of is
    ``needed == 1`` (met > exception asked > not documented > check by hand > not met).
    """
    sure = verdicts.count(Verdict.MET)
    possible = len(verdicts) - verdicts.count(Verdict.NOT_MET)
    if sure >= needed:
        return Verdict.MET
    if sure + verdicts.count(Verdict.EXCEPTION_ASKED) >= needed:
        return Verdict.EXCEPTION_ASKED
    if possible < needed:
        return Verdict.NOT_MET
    return Verdict.NOT_DOCUMENTED if Verdict.NOT_DOCUMENTED in verdicts else Verdict.CHECK_BY_HAND


def all_of(verdicts: Sequence[Verdict]) -> Verdict:
    """Return the verdict on "every one of these"; an empty list is met."""
    return at_least(len(verdicts), verdicts)


def any_of(verdicts: Sequence[Verdict]) -> Verdict:
    """Return the verdict on "at least one of these"; an empty list is not met."""
    return at_least(1, verdicts)


def opposite(verdict: Verdict) -> Verdict:
    """Return the verdict on "not this": what is unknown stays unknown."""
    return {Verdict.MET: Verdict.NOT_MET, Verdict.NOT_MET: Verdict.MET}.get(verdict, verdict)


def unique(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence without repeats, in its first order."""
    found = tuple(evidence)
    if len(found) < 2:
        return found
    kept: list[Evidence] = []
    for one in found:
        if one not in kept:
            kept.append(one)
    return tuple(kept)


def ask(whom: Whom, question: str) -> Ask:
    """Return a question to one person."""
    return Ask(whom=whom, question=question)
