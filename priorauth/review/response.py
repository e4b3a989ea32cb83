"""Judges what treatment changed: baseline against now, and scores."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from priorauth.case.botox import ToxinTreatment
from priorauth.case.documents import Score
from priorauth.case.evidence import Evidence
from priorauth.case.history import Counted
from priorauth.case.months import Figure, consecutive_months, mean
from priorauth.clinical.model import Model
from priorauth.clinical.ranges import (
    Range,
    between,
    is_at_least,
    is_at_most,
    is_less_than,
    is_more_than,
    percent_reduction,
    subtract,
)
from priorauth.clinical.scores import band
from priorauth.clinical.terms import Counting, Whom
from priorauth.policy.counts import Response, ScoreDocumented
from priorauth.policy.visits import ResponseDocumented, TreatmentsGiven
from priorauth.review import words
from priorauth.review.headache import ASK_PURPOSE, evidence_of, is_stale, judge_first_treatment
from priorauth.review.verdict import Judgement, Verdict, ask, check_by_hand, met, not_documented, not_met

COMPARED_MONTHS = 3
_VERDICTS = {True: Verdict.MET, False: Verdict.NOT_MET, None: Verdict.NOT_DOCUMENTED}


class Change(Model):
    """Headache before treatment and now, as means of up to three documented months on each side."""

    before: Range
    now: Range
    months_before: tuple[date, ...]
    months_now: tuple[date, ...]
    evidence: tuple[Evidence, ...]

    @property
    def fewer(self) -> Range | None:
        """How many fewer now (negative when more)."""
        return subtract(self.before, self.now)

    @property
    def percent(self) -> Range | None:
        """By how many percent less now (negative when more)."""
        return percent_reduction(self.before, self.now)


def change_since_treatment(
    case: Counted, counting: Counting | None, *, from_diary: bool = False, after_treatment: int = 1
) -> Change | None:
    """Return headache before the first treatment against now, or None where a side is not documented.

    ``counting`` None compares hours of headache per month. Now is taken from the months that began after
    treatment number ``after_treatment``. Counts too old to speak of the day of the first treatment, or of today,
    are not documented.
    """
    if case.first_treatment is None or case.unclear_treatment is not None:
        return None
    figures = case.hours(from_diary=from_diary) if counting is None else case.figures(counting, from_diary=from_diary)
    before = _latest(case.before_treatment(figures), case.first_treatment.on.low)
    now = _latest(case.after_treatment(figures, after_treatment), case.as_of)
    mean_before, mean_now = mean(before), mean(now)
    if mean_before is None or mean_now is None:
        return None
    return Change(
        before=mean_before,
        now=mean_now,
        months_before=tuple(figure.month for figure in before),
        months_now=tuple(figure.month for figure in now),
        evidence=tuple(dict.fromkeys(evidence_of(before) + evidence_of(now))),
    )


def judge_response(criterion: Response, case: Counted) -> Judgement:
    """Judge the payer's own measure of response."""
    if case.first_treatment is None:
        return not_documented(
            "no earlier Botox treatment for migraine is documented",
            ask(Whom.CLINICIAN, "On which dates was Botox given for migraine so far, and how many units each time?"),
        )
    needed = criterion.after_treatments or 1
    given = _given(case)
    if not is_at_least(given, needed):
        because = f"{_say_given(given)}; the response is judged after {needed}"
        return not_met(because) if is_less_than(given, needed) else not_documented(because, ASK_PURPOSE)
    if unclear := judge_first_treatment(case):
        return unclear
    counting = None if criterion.fewer_hours_at_least is not None else criterion.counting
    change = change_since_treatment(case, counting, from_diary=criterion.from_diary, after_treatment=needed)
    if change is None:
        return _ask_for_change(criterion, counting)
    verdict = _VERDICTS[_is_enough(criterion, change)]
    question = ask(Whom.CLINICIAN, f"How many {_unit(counting)} a month are there now, and how many before Botox?")
    asks = (question,) if verdict is Verdict.NOT_DOCUMENTED else ()
    return Judgement(verdict, say_change(change, counting), change.evidence, asks)


def say_change(change: Change, counting: Counting | None) -> str:
    """Say "on average 20 headache days a month before treatment (…), 9 now (…): 11 fewer, 55% less"."""
    said = (
        f"on average {change.before} {_unit(counting)} a month before treatment "
        f"({words.months(change.months_before)}), "
        f"{change.now} now ({words.months(change.months_now)})"
    )
    if change.fewer is None or change.percent is None:
        return said
    if is_at_most(change.fewer, 0):
        return f"{said}: no fewer"
    return f"{said}: {change.fewer} fewer, {change.percent}% less"


def judge_treatments_given(criterion: TreatmentsGiven, case: Counted) -> Judgement:
    """Judge how many treatments for migraine were given."""
    if not case.treatments and (criterion.at_least is not None or case.treatments_are_missing):
        return not_documented(
            "no earlier treatment is documented", ask(Whom.OFFICE, "On which dates was Botox given so far?")
        )
    given = _given(case)
    answer = (
        is_at_least(given, criterion.at_least)
        if criterion.at_least is not None
        else is_less_than(given, criterion.less_than or 0)
    )
    asks = (ASK_PURPOSE,) if answer is None else ()
    return Judgement(_VERDICTS[answer], _say_given(given), _evidence(case.treatments), asks)


def judge_response_documented(criterion: ResponseDocumented, case: Counted) -> Judgement:
    """Judge whether each of the last treatments has a documented benefit."""
    last = case.possible_migraine_treatments[-criterion.in_each_of_last :]
    if not last:
        return not_documented(
            "no earlier treatment for migraine is documented",
            ask(Whom.OFFICE, "On which dates was Botox given for migraine so far?"),
        )
    unclear = [str(one.on) for one in last if one.for_migraine is None]
    if unclear:
        because = f"what the treatment of {words.listed(unclear)} was for is not documented"
        return not_documented(because, ASK_PURPOSE, evidence=_evidence(last))
    unknown = [str(one.on) for one in last if one.improved is None]
    poor = [str(one.on) for one in last if one.improved is False]
    if poor:
        return not_met(f"no benefit documented after {words.listed(poor)}", _evidence(last))
    if unknown:
        question = f"What did the treatment of {words.listed(unknown)} change?"
        return not_documented(
            f"no response documented after {words.listed(unknown)}",
            ask(Whom.CLINICIAN, question),
            evidence=_evidence(last),
        )
    said = "; ".join(f"{one.on}: {one.response}" for one in last)
    if len(last) < criterion.in_each_of_last:
        return check_by_hand(
            f"{said}; the policy does not say what holds before {criterion.in_each_of_last} treatments were given",
            ask(Whom.PAYER, f"What is asked for before {criterion.in_each_of_last} treatments were given?"),
            evidence=_evidence(last),
        )
    return met(said, _evidence(last))


def judge_score(criterion: ScoreDocumented, case: Counted) -> Judgement:
    """Judge whether a score is documented, recent enough and high enough."""
    scores = [score for score in case.case.scores if score.instrument in criterion.any_of and score.on <= case.as_of]
    if criterion.within_last is not None:
        earliest = criterion.within_last.before(case.as_of)
        scores = [score for score in scores if score.on >= earliest]
    names = words.listed((one.value for one in criterion.any_of), "or")
    if not scores:
        return not_documented(
            f"no {names} is documented", ask(Whom.PATIENT, f"Please fill in the {names} questionnaire.")
        )
    latest = max(scores, key=lambda score: score.on)
    if criterion.total_at_least is not None and latest.total < criterion.total_at_least:
        return not_met(say_score(latest), latest.evidence)
    return met(say_score(latest), latest.evidence)


def say_score(score: Score) -> str:
    """Say "HIT-6 66 on 2026-04-02 (severe impact)"."""
    return f"{score.instrument} {score.total} on {score.on.isoformat()} ({band(score.instrument, score.total)})"


def _latest(figures: dict[date, Figure], day: date) -> tuple[Figure, ...]:
    if not figures or is_stale(max(figures), day):
        return ()
    return tuple(figures[month] for month in consecutive_months(max(figures), COMPARED_MONTHS) if month in figures)


def _is_enough(criterion: Response, change: Change) -> bool | None:
    if criterion.any_reduction:
        return is_more_than(change.fewer, 0)
    if criterion.percent_at_least is not None:
        return is_at_least(change.percent, criterion.percent_at_least)
    if criterion.percent_more_than is not None:
        return is_more_than(change.percent, criterion.percent_more_than)
    return is_at_least(change.fewer, criterion.fewer_days_at_least or criterion.fewer_hours_at_least or 0)


def _ask_for_change(criterion: Response, counting: Counting | None) -> Judgement:
    by = " in a diary" if criterion.from_diary else ""
    return not_documented(
        f"{_unit(counting)} before treatment and now are not both documented{by}",
        ask(
            Whom.CLINICIAN,
            f"How many {_unit(counting)} were there{by} in each of the last three months before the first Botox "
            "treatment, and in each month since the last one?",
        ),
    )


def _given(case: Counted) -> Range:
    return between(len(case.migraine_treatments), len(case.possible_migraine_treatments))


def _say_given(given: Range) -> str:
    return f"{given} earlier treatment{'' if str(given) == '1' else 's'} for migraine documented"


def _unit(counting: Counting | None) -> str:
    return "hours of headache" if counting is None else counting.plural


def _evidence(facts: Iterable[ToxinTreatment]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(item for fact in facts for item in fact.evidence))
