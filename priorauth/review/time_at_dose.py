"""Judges how long a preventive was taken at the dose that a policy asks for: the way up to it does not count."""

from __future__ import annotations

from datetime import date

from priorauth.case.history import KnownTrial
from priorauth.clinical.calendar import Course, Span
from priorauth.clinical.terms import Whom
from priorauth.review.verdict import Judgement, ask, met, not_documented, not_met
from priorauth.review.words import counted


def judge_time_at_dose(span: Span, known: KnownTrial, as_of: date) -> Judgement:
    """Judge whether the dose of a trial was taken for ``span``, to the end of the trial."""
    if known.course.lasted_at_least(span) is False:
        return not_met(f"the whole trial was shorter than {span}")
    at_dose = known.trial.at_dose(as_of)
    lasted, said = at_dose.lasted_at_least(span), _say(at_dose)
    if lasted is None:
        question = ask(Whom.CLINICIAN, f"Since when was {known.name} taken at its highest dose, and until when?")
        return not_documented(f"{said}; {span} at that dose cannot be told from that", question)
    return met(said) if lasted else not_met(f"{said}, less than {span}")


def _say(at_dose: Course) -> str:
    fewest, most = at_dose.fewest_days, at_dose.most_days
    if fewest is None or most is None:
        return "how long it was taken at that dose is not documented"
    return f"{counted(fewest, 'day') if fewest == most else f'{fewest}–{most} days'} at that dose"
