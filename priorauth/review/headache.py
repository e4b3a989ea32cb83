"""Judges the counts of headache, the diagnosis and its duration."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import takewhile

from priorauth.case.evidence import Evidence
from priorauth.case.history import Counted
from priorauth.case.months import Figure, consecutive_months, count_in_days, days_recorded, mean
from priorauth.clinical.calendar import (
    DateRange,
    Span,
    elapsed_at_least,
    elapsed_more_than,
    month_of,
    months,
    show_month,
)
from priorauth.clinical.codes import is_chronic_migraine
from priorauth.clinical.ranges import Number, Range, between, is_at_least, is_less_than, is_more_than
from priorauth.clinical.terms import Attested, Counting, Whom
from priorauth.policy.counts import ChronicFor, DiagnosisCode, DiaryKept, HeadacheDays, Ichd3ChronicMigraine
from priorauth.policy.criteria import AllOf, Criterion
from priorauth.policy.visits import AttestedBy
from priorauth.review import words
from priorauth.review.verdict import (
    Ask,
    Judgement,
    Verdict,
    all_of,
    ask,
    check_by_hand,
    met,
    not_documented,
    not_met,
)

# Our own limits where a policy names none: a count older than this says nothing of today, and a count without a
# window is looked at over this many months (docs/decisions/0005).
STALE_AFTER = months(3)
USUAL_WINDOW = 3
USUAL_PERIOD = 30

ASK_PURPOSE = ask(Whom.CLINICIAN, "Was each earlier toxin treatment given for migraine?")

_VERDICTS = {True: Verdict.MET, False: Verdict.NOT_MET, None: Verdict.NOT_DOCUMENTED}


def judge_diagnosis(criterion: DiagnosisCode, case: Counted) -> Judgement:
    """Judge whether an accepted code is on the problem list."""
    diagnoses = case.case.diagnoses
    if not diagnoses:
        return not_documented(
            "no diagnosis is documented", ask(Whom.CLINICIAN, "Which diagnosis, with its ICD-10-CM code, is treated?")
        )
    for diagnosis in diagnoses:
        if diagnosis.code in criterion.any_of:
            since = f" (from {diagnosis.mapped_from})" if diagnosis.mapped_from else ""
            return met(f"{diagnosis.code} is documented{since}", diagnosis.evidence)
    codes = words.listed(dict.fromkeys(diagnosis.code for diagnosis in diagnoses))
    question = "Is the ICD-10-CM code on the problem list the right one for this treatment?"
    evidence = [item for diagnosis in diagnoses for item in diagnosis.evidence]
    return not_met(f"{codes} documented; none is a code that counts here", evidence, ask(Whom.CLINICIAN, question))


def judge_headache_days(criterion: HeadacheDays, case: Counted) -> Judgement:
    """Judge a count per month over the window that the criterion names."""
    if criterion.before_treatment and case.treatments_are_missing:
        question = ask(Whom.OFFICE, "On which dates was Botox given for migraine so far?")
        return not_documented("which months lie before the first treatment is not documented", question)
    if criterion.before_treatment and (unclear := judge_first_treatment(case)):
        return unclear
    if criterion.in_last_days is not None:
        return _judge_consecutive_days(criterion, case, criterion.in_last_days)
    figures = case.figures(criterion.counting)
    if criterion.before_treatment:
        figures = case.before_treatment(figures)
    if problem := _unusable(criterion, case, figures):
        return problem
    if criterion.in_each_of_last is not None:
        return _judge_each(criterion, figures, _month_count(criterion.in_each_of_last))
    if criterion.averaged_over is not None:
        return _judge_mean(criterion, figures, _month_count(criterion.averaged_over))
    return _judge_latest(criterion, figures)


@cache
def expand_ichd3(criterion: Ichd3ChronicMigraine) -> AllOf:
    """Return ICHD-3 1.3 as criteria A to D, in our own words (the classification's text is the IHS's)."""
    clause, before = criterion.clause, criterion.before_treatment
    parts: tuple[Criterion, ...] = (
        HeadacheDays(
            clause=f"{clause} A1",
            says="headache on 15 or more days a month, in each of 3 months",
            per_month_at_least=15,
            in_each_of_last=months(3),
            before_treatment=before,
        ),
        ChronicFor(clause=f"{clause} A2", says="for more than 3 months", more_than=months(3)),
        AttestedBy(
            clause=f"{clause} B", says="at least five attacks of migraine so far", about=Attested.FIVE_MIGRAINE_ATTACKS
        ),
        HeadacheDays(
            clause=f"{clause} C",
            says="migraine on 8 or more days a month, in each of 3 months",
            counting=Counting.MIGRAINE_DAY,
            per_month_at_least=8,
            in_each_of_last=months(3),
            before_treatment=before,
        ),
        AttestedBy(
            clause=f"{clause} D", says="not better explained by another diagnosis", about=Attested.NOT_BETTER_EXPLAINED
        ),
    )
    return AllOf(
        clause=clause,
        page=criterion.page,
        says=criterion.says,
        quoted=criterion.quoted,
        reading=criterion.reading,
        criteria=parts,
    )


def judge_chronic(criterion: ChronicFor, case: Counted) -> Judgement:
    """Judge how long the headaches have been chronic, from the dates documented or from the months counted."""
    reached = _reached(criterion)
    known = tuple(_beginnings(case))
    answer = reached(_joined([since for since, _ in known]), case.as_of) if known else None
    said = f"chronic since {words.listed(dict.fromkeys(str(since) for since, _ in known), 'or')}"
    stated = tuple(item for _, items in known for item in items)
    if answer:
        return met(said, stated)
    run, evidence = _run_of_chronic_months(case)
    if run and reached(DateRange(low=run[0], high=run[0]), min(month_of(run[-1])[1] + timedelta(days=1), case.as_of)):
        return met(f"15 or more headache days in every month of {words.months(run)}", evidence)
    question = ask(Whom.CLINICIAN, "Since when, at least to the month, has the headache been chronic?")
    if not known:
        return not_documented("no date is documented from which the headache has been chronic", question)
    if answer is False:
        return not_met(said, stated)
    why = "two documents disagree" if len({str(since) for since, _ in known}) > 1 else "not exact enough to decide"
    return not_documented(f"{said}: {why}", question, evidence=stated)


def judge_diary(criterion: DiaryKept, case: Counted) -> Judgement:
    """Judge whether a daily diary covers enough calendar months, the latest ones."""
    figures = case.figures(Counting.HEADACHE_DAY, from_diary=True)
    question = ask(Whom.PATIENT, "Please bring the headache diary, with an entry for every day.")
    if not figures:
        return not_documented("no diary is documented", question)
    if is_stale(max(figures), case.as_of):
        return not_documented(f"the latest month of the diary is {show_month(max(figures))}", question)
    window = consecutive_months(max(figures), criterion.months_at_least)
    evidence = [item for month in window if month in figures for item in figures[month].evidence]
    kept = [month for month in window if month in figures]
    if len(kept) < len(window):
        return not_met(f"the diary covers {words.months(kept)} only", evidence, question)
    blank = [month for month in window if days_recorded(case.record, month) != month_of(month)[1].day]
    if blank:
        return check_by_hand(
            f"the diary covers {words.months(window)}, with blank days in {words.months(blank)}",
            ask(Whom.PAYER, "Does a diary with blank days count?"),
            evidence=evidence,
        )
    return met(f"the diary covers every day of {words.months(window)}", evidence)


def evidence_of(figures: Iterable[Figure]) -> tuple[Evidence, ...]:
    """Return the evidence of several figures, in order."""
    return tuple([item for figure in figures for item in figure.evidence])


def judge_first_treatment(case: Counted) -> Judgement | None:
    """Return why it cannot be told which treatment was the first for migraine, or None where it can."""
    unclear = case.unclear_treatment
    if unclear is None:
        return None
    because = f"what the toxin treatment of {unclear.on} was for is not documented"
    return not_documented(because, ASK_PURPOSE, evidence=unclear.evidence)


def is_stale(month: date, day: date) -> bool:
    """Tell whether a count of this month says nothing of how it was on ``day`` any more."""
    return STALE_AFTER.after(month_of(month)[1]) < day


def _month_count(span: Span) -> int:
    return span.count


def _bound(criterion: HeadacheDays, count: Range | None) -> bool | None:
    if criterion.per_month_at_least is not None:
        return is_at_least(count, criterion.per_month_at_least)
    if criterion.per_month_more_than is not None:
        return is_more_than(count, criterion.per_month_more_than)
    limit: Number = criterion.per_month_less_than or 0
    return is_less_than(count, limit)


def _unusable(criterion: HeadacheDays, case: Counted, figures: dict[date, Figure]) -> Judgement | None:
    plural = criterion.counting.plural
    when = " before the first treatment" if criterion.before_treatment else ""
    if not figures:
        return not_documented(f"no month's {plural} are documented{when}", _ask_count(criterion, ()))
    latest = max(figures)
    if is_stale(latest, _judged_on(criterion, case)):
        return not_documented(
            f"the latest count of {plural} is for {show_month(latest)}",
            _ask_count(criterion, ()),
            evidence=figures[latest].evidence,
        )
    return None


def _judged_on(criterion: HeadacheDays, case: Counted) -> date:
    if criterion.before_treatment and case.first_treatment is not None:
        return case.first_treatment.on.low
    return case.as_of


def _judge_each(criterion: HeadacheDays, figures: dict[date, Figure], count: int) -> Judgement:
    window = consecutive_months(max(figures), count)
    known = [figures[month] for month in window if month in figures]
    missing = [month for month in window if month not in figures]
    verdict = all_of([_VERDICTS[_bound(criterion, f.count)] for f in known] + [Verdict.NOT_DOCUMENTED] * len(missing))
    because = _said(criterion, known)
    if missing:
        because += f"; nothing documented for {words.months(missing)}"
    return _judgement(criterion, verdict, because, known, missing)


def _judge_latest(criterion: HeadacheDays, figures: dict[date, Figure]) -> Judgement:
    window = consecutive_months(max(figures), USUAL_WINDOW)
    known = [figures[month] for month in window if month in figures]
    # a month that may miss the bound leaves it open, the latest one or one before it
    verdict = all_of([_VERDICTS[_bound(criterion, figure.count)] for figure in known])
    return _judgement(criterion, verdict, _said(criterion, known), known, [])


def _judge_mean(criterion: HeadacheDays, figures: dict[date, Figure], count: int) -> Judgement:
    window = consecutive_months(max(figures), count)
    known = [figures[month] for month in window if month in figures]
    missing = [month for month in window if month not in figures]
    average = mean(tuple(known))
    if missing or average is None:
        why = f"nothing documented for {words.months(missing)}" if missing else "no average can be told from that"
        return _judgement(criterion, Verdict.NOT_DOCUMENTED, f"{_said(criterion, known)}; {why}", known, missing)
    verdict = _VERDICTS[_bound(criterion, average)]
    return _judgement(criterion, verdict, f"{_said(criterion, known)}: {average} on average", known, [])


def _judge_consecutive_days(criterion: HeadacheDays, case: Counted, days: int) -> Judgement:
    figure = count_in_days(case.record, criterion.counting, _judged_on(criterion, case) - timedelta(days=1), days)
    if figure is None:
        return not_documented(f"no diary covers the last {days} days", _ask_count(criterion, ()))
    low, high = figure.count.low or 0, figure.count.high
    period = criterion.bound_is_for_days or USUAL_PERIOD
    # multiplied first: 15 of 30 days stay 15 exactly
    per_period = between(low * period / days, None if high is None else high * period / days)
    because = f"{figure.how} in the last {days} days, {per_period} per {period} days"
    return _judgement(criterion, _VERDICTS[_bound(criterion, per_period)], because, [figure], [])


def _judgement(
    criterion: HeadacheDays, verdict: Verdict, because: str, known: Sequence[Figure], missing: Sequence[date]
) -> Judgement:
    if any(figure.disagrees for figure in known):
        because += "; two documents disagree"
    asks = (_ask_count(criterion, missing),) if verdict is Verdict.NOT_DOCUMENTED else ()
    return Judgement(verdict, because, tuple(dict.fromkeys(evidence_of(known))), asks)


def _said(criterion: HeadacheDays, known: Sequence[Figure]) -> str:
    return f"{criterion.counting.plural}: " + words.listed(
        f"{figure.count} in {show_month(figure.month)}" for figure in known
    )


def _ask_count(criterion: HeadacheDays, missing: Sequence[date]) -> Ask:
    plural = criterion.counting.plural
    if missing:
        when = f"in {words.months(missing)}"
    elif criterion.before_treatment:
        when = "in each of the last three months before the first Botox treatment"
    else:
        when = "in each of the last three full months"
    return ask(Whom.CLINICIAN, f"How many {plural} were there {when}? Please count them from the diary or the history.")


def _reached(criterion: ChronicFor) -> Callable[[DateRange, date], bool | None]:
    if criterion.more_than is not None:
        limit = criterion.more_than
        return lambda since, until: elapsed_more_than(since, until, limit)
    span = criterion.at_least or months(1)
    return lambda since, until: elapsed_at_least(since, until, span)


def _beginnings(case: Counted) -> Iterable[tuple[DateRange, tuple[Evidence, ...]]]:
    if case.record.chronic_since is not None:
        yield case.record.chronic_since.since, case.record.chronic_since.evidence
    for diagnosis in case.case.diagnoses:
        if diagnosis.since is not None and is_chronic_migraine(diagnosis.code):
            yield diagnosis.since, diagnosis.evidence


def _joined(beginnings: Sequence[DateRange]) -> DateRange:
    """Return the days that every document allows; where they contradict each other, all from first to last."""
    low, high = max(one.low for one in beginnings), min(one.high for one in beginnings)
    if low <= high:
        return DateRange(low=low, high=high)
    return DateRange(low=min(one.low for one in beginnings), high=max(one.high for one in beginnings))


def _run_of_chronic_months(case: Counted) -> tuple[tuple[date, ...], tuple[Evidence, ...]]:
    figures = case.figures(Counting.HEADACHE_DAY)
    if not figures or is_stale(max(figures), case.as_of):
        return (), ()
    back = reversed(consecutive_months(max(figures), len(figures)))
    run = tuple(takewhile(lambda month: month in figures and bool(is_at_least(figures[month].count, 15)), back))[::-1]
    return run, evidence_of(figures[month] for month in run)
