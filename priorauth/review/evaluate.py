"""Holds one criterion against one case: a finding, with the reason attached where it is decided."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeGuard, get_args

from priorauth.case.documents import Confirmation
from priorauth.case.history import Counted
from priorauth.clinical.calendar import show_date
from priorauth.policy.clause import Clause
from priorauth.policy.counts import (
    AcuteMedicineDays,
    ChronicFor,
    DiagnosisCode,
    DiaryKept,
    HeadacheDays,
    Ichd3ChronicMigraine,
    MedicationOveruse,
    Response,
    ScoreDocumented,
)
from priorauth.policy.criteria import AllOf, AnyOf, AtLeast, Criterion, Group, NoneOf
from priorauth.policy.trials import Contraindicated, NotTaking, PreventiveTrials
from priorauth.policy.visits import (
    Age,
    Attached,
    AttestedBy,
    DiagnosedBy,
    DoseAsked,
    Interval,
    ManualCheck,
    PlaceIs,
    PlanStated,
    PrescriberIs,
    ProductIs,
    ResponseDocumented,
    SitesAsked,
    SpanAsked,
    TreatmentsGiven,
    UnitsWithin,
    VialsWithin,
)
from priorauth.review import headache, overuse, response, taking, trials, visits
from priorauth.review.finding import Finding
from priorauth.review.verdict import Judgement, Verdict, all_of, any_of, at_least, check_by_hand, met, not_met, opposite

# A criterion's own class decides who judges it; a test checks that no kind is missing.
JUDGES: dict[type[Clause], Callable[[Any, Counted], Judgement]] = {
    AcuteMedicineDays: overuse.judge_acute_days,
    Age: visits.judge_age,
    Attached: visits.judge_attached,
    AttestedBy: visits.judge_attested,
    ChronicFor: headache.judge_chronic,
    Contraindicated: trials.judge_contraindicated,
    DiagnosedBy: visits.judge_diagnosed_by,
    DiagnosisCode: headache.judge_diagnosis,
    DiaryKept: headache.judge_diary,
    DoseAsked: visits.judge_dose,
    HeadacheDays: headache.judge_headache_days,
    Interval: visits.judge_interval,
    ManualCheck: lambda criterion, _: visits.judge_by_hand(criterion),
    MedicationOveruse: overuse.judge_overuse,
    NotTaking: taking.judge_not_taking,
    PlaceIs: visits.judge_place,
    PlanStated: visits.judge_plan,
    PrescriberIs: visits.judge_prescriber,
    PreventiveTrials: trials.judge_preventive_trials,
    ProductIs: visits.judge_product,
    Response: response.judge_response,
    ResponseDocumented: response.judge_response_documented,
    ScoreDocumented: response.judge_score,
    SitesAsked: visits.judge_sites,
    SpanAsked: visits.judge_span,
    TreatmentsGiven: response.judge_treatments_given,
    UnitsWithin: visits.judge_units_within,
    VialsWithin: visits.judge_vials_within,
}
_GROUPS = frozenset(get_args(Group))


# These rest on what is asked, on the birth date, or on a person's word: no part of a record can be missing for them.
_WITHOUT_RECORD = frozenset(
    {Age, AttestedBy, DoseAsked, ManualCheck, PlaceIs, PlanStated, ProductIs, SitesAsked, SpanAsked}
)


def evaluate(criterion: Criterion, case: Counted, policy_id: str, *, excluded: bool = False) -> Finding:
    """Hold a criterion, and all below it, against a case; ``excluded`` where it stands below a "none of"."""
    if _is_group(criterion):
        below = excluded != (type(criterion) is NoneOf)
        return _evaluate_group(criterion, case, policy_id, criterion, excluded=below)
    if type(criterion) is Ichd3ChronicMigraine:
        return _evaluate_group(headache.expand_ichd3(criterion), case, policy_id, criterion, excluded=excluded)
    if type(criterion) is ManualCheck and not case.case.confirmations:
        return _left_to_a_person(criterion)
    judgement = JUDGES[type(criterion)](criterion, case)
    if case.case.not_read and type(criterion) not in _WITHOUT_RECORD:
        judgement = _doubted(judgement, excluded=excluded)
    if judgement.verdict is Verdict.CHECK_BY_HAND or judgement.by_hand:
        judgement = _confirmed(judgement, criterion.clause, case, policy_id)
    return _finding(criterion, judgement)


def _doubted(judgement: Judgement, *, excluded: bool) -> Judgement:
    # what a record lacks must never make a verdict better, and below a "none of" it is "not met" that is better
    if judgement.verdict is not (Verdict.NOT_MET if excluded else Verdict.MET):
        return judgement
    because = f"{judgement.because}; but a part of the record could not be read"
    return check_by_hand(because, *judgement.asks, evidence=judgement.evidence)


# the exact class: isinstance is slow on pydantic's classes, and this is asked for every criterion
def _is_group(criterion: Criterion) -> TypeGuard[Group]:
    return type(criterion) in _GROUPS


def _evaluate_group(group: Group, case: Counted, policy_id: str, shown_as: Clause, *, excluded: bool) -> Finding:
    findings = tuple([evaluate(child, case, policy_id, excluded=excluded) for child in group.criteria])
    verdicts = [finding.verdict for finding in findings]
    because = f"{verdicts.count(Verdict.MET)} of {len(verdicts)} met"
    return _finding(shown_as, Judgement(combine(group, verdicts), because), findings)


def combine(group: Group, verdicts: list[Verdict]) -> Verdict:
    """Return the verdict on a group from the verdicts on its criteria."""
    match group:
        case AllOf():
            return all_of(verdicts)
        case AnyOf():
            return any_of(verdicts)
        case AtLeast():
            return at_least(group.needed, verdicts)
        case NoneOf():
            return opposite(any_of(verdicts))


def _confirmed(judgement: Judgement, clause: str, case: Counted, policy_id: str) -> Judgement:
    answers = [
        one
        for one in case.case.confirmations
        if (one.policy, one.clause) == (policy_id, clause) and one.on <= case.as_of
    ]
    if not answers:
        return judgement
    # of two on the same day that contradict each other, the one that denies it counts
    answer: Confirmation = max(answers, key=lambda one: (one.on, not one.holds))
    if judgement.by_hand and not answer.holds:
        return judgement  # what is still to be documented may meet it
    note = f": {answer.note}" if answer.note else ""
    # the doubt that was resolved stays behind: this reason is printed in the letter
    said = f"confirmed by {answer.by} on {show_date(answer.on)}{note}"
    evidence = judgement.evidence + answer.evidence
    return met(said, evidence) if answer.holds else not_met(said, evidence)


# What only a person can tell is the same for every case, so its finding is made once.
@lru_cache(maxsize=10_000)
def _left_to_a_person(criterion: ManualCheck) -> Finding:
    return _finding(criterion, visits.judge_by_hand(criterion))


def _finding(criterion: Clause, judgement: Judgement, findings: tuple[Finding, ...] = ()) -> Finding:
    return Finding(
        clause=criterion.clause,
        page=criterion.page,
        says=criterion.says,
        quoted=criterion.quoted,
        reading=criterion.reading,
        kind=getattr(criterion, "kind", ""),
        verdict=judgement.verdict,
        because=judgement.because,
        evidence=judgement.evidence,
        asks=judgement.asks,
        findings=findings,
    )
