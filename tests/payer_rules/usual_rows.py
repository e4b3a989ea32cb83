"""Rows that many tables share: one clause each, one step from the boundary, under the clause number of the policy."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from priorauth.review.verdict import Verdict
from tests.payer_rules.charts import (
    BASELINE,
    LATEST,
    LEFT_OUT,
    TWO_TREATMENTS,
    Change,
    Data,
    confirmed,
    documented,
    month_count,
    month_counts,
    treated,
    treated_days_before,
    trial,
)
from tests.payer_rules.table import Row

MET, NOT_MET, NOT_DOCUMENTED, BY_HAND = (
    Verdict.MET,
    Verdict.NOT_MET,
    Verdict.NOT_DOCUMENTED,
    Verdict.CHECK_BY_HAND,
)

# on Botox elsewhere: once chronic, now better
IMPROVED_ELSEWHERE: Change = {
    "toxin_treatments": TWO_TREATMENTS,
    "headaches.months": [*month_counts(BASELINE, long=15), *month_counts(LATEST, headache=5, migraine=3, long=5)],
}


def confirmations(policy: str, *clauses: str) -> list[Data]:
    """Return a person's yes to each clause that is checked by hand."""
    return [confirmed(policy, clause, holds=True) for clause in clauses]


def by_hand(policy: str, *clauses: str) -> tuple[Row, ...]:
    """Return the rows on clauses that a person answers, each of which the chart has answered with yes."""
    return tuple(chain.from_iterable(_answers(policy, clause) for clause in clauses))


def _answers(policy: str, clause: str) -> tuple[Row, ...]:
    elsewhere = confirmed("another/policy_2026_01", clause, holds=True)
    return (
        (clause, {}, MET, "a person says yes"),
        (clause, {"confirmations": [confirmed(policy, clause, holds=False)]}, NOT_MET, "a person says no"),
        (clause, {"confirmations": []}, BY_HAND, "nobody has looked"),
        (clause, {"confirmations": [elsewhere]}, BY_HAND, "answered for another policy"),
    )


def whole(clause: str) -> tuple[Row, ...]:
    """Return the rows on the policy as a whole."""
    return (
        (clause, {}, MET, "every clause met"),
        (clause, {"request.product": "Xeomin"}, NOT_MET, "every clause met but one"),
    )


def product(clause: str) -> tuple[Row, ...]:
    others = ("Dysport", "Myobloc", "Xeomin", "Daxxify")
    return (
        (clause, {}, MET, "Botox"),
        *((clause, {"request.product": other}, NOT_MET, other) for other in others),
    )


def adult(clause: str) -> tuple[Row, ...]:
    return (
        (clause, {}, MET, "18 today"),
        (clause, {"patient.born": "2008-06-02"}, NOT_MET, "18 tomorrow"),
    )


def interval(clause: str) -> tuple[Row, ...]:
    """Return the rows on 12 weeks from the last treatment."""
    return (
        (clause, {"toxin_treatments": [treated_days_before(84)]}, MET, "12 weeks to the day"),
        (clause, {"toxin_treatments": [treated_days_before(83)]}, NOT_MET, "a day short of 12 weeks"),
        (clause, {"toxin_treatments": [treated("2026-03")]}, NOT_DOCUMENTED, "last given some day of March"),
        (clause, {"request.interval": "11 weeks"}, NOT_MET, "every 11 weeks asked for"),
    )


def attestation(clause: str, place: int) -> tuple[Row, ...]:
    """Return the rows on what the attestation at this place states."""
    return (
        (clause, {}, MET, "stated"),
        (clause, {f"attestations.{place}.holds": False}, NOT_MET, "denied"),
        (clause, {f"attestations.{place}": LEFT_OUT}, NOT_DOCUMENTED, "not stated"),
        (clause, {f"attestations.{place}.on": "2026-06-02"}, NOT_DOCUMENTED, "stated only tomorrow"),
    )


def overuse(clause: str, place: int) -> tuple[Row, ...]:
    """Return the rows on medication overuse, addressed in the attestation at this place."""
    unsaid = {f"attestations.{place}": LEFT_OUT}
    return (
        *attestation(clause, place),
        (
            clause,
            {**unsaid, "acute_medicines": [documented(drug="sumatriptan", days_per_month=9)]},
            MET,
            "a triptan on 9 days a month",
        ),
        (
            clause,
            {**unsaid, "acute_medicines": [documented(drug="sumatriptan", days_per_month=10)]},
            NOT_DOCUMENTED,
            "a triptan on 10 days a month, and nobody says that it is addressed",
        ),
    )


def counts(clause: str, field: str, bound: int) -> tuple[Row, ...]:
    """Return the rows on at least so many days, counted in the chart's first three months."""
    latest = f"headaches.months.2.{field}"
    return (
        (clause, {}, MET, f"{bound} days"),
        (clause, {latest: bound - 1}, NOT_MET, f"{bound - 1} in the latest month"),
        (clause, {f"headaches.months.0.{field}": bound - 1}, NOT_MET, f"{bound - 1} two months before"),
        (clause, {latest: f"{bound - 1}-{bound + 1}"}, NOT_DOCUMENTED, f"{bound - 1} to {bound + 1}"),
        (clause, {"headaches.months.0": LEFT_OUT}, MET, "no number of months is asked for"),
        (clause, {"headaches.months": []}, NOT_DOCUMENTED, "no month counted"),
    )


def counts_now(clause: str, field: str, bound: int) -> tuple[Row, ...]:
    """Return the rows on a count of the latest months."""
    return (
        *counts(clause, field, bound),
        (clause, IMPROVED_ELSEWHERE, NOT_MET, "already better on Botox: the latest months are judged"),
    )


def counts_before(clause: str, field: str, bound: int) -> tuple[Row, ...]:
    """Return the rows on a count of the months before the first treatment."""
    since: Change = {"headaches.months": month_counts(LATEST, long=15)}
    return (
        *counts(clause, field, bound),
        (clause, since, NOT_DOCUMENTED, "counted only since the first treatment"),
        (clause, {"toxin_treatments": []}, NOT_DOCUMENTED, "no earlier treatment documented"),
    )


def tried(*drugs: str, **fields: Any) -> list[Data]:
    """Return trials of these drugs, each with an inadequate response."""
    return [trial(drug, **fields) for drug in drugs]


ONE_CLASS = ("topiramate", "divalproex sodium", "gabapentin")


def trials(clause: str, number: int, **fields: Any) -> tuple[Row, ...]:
    """Return the rows on so many drugs of any class."""
    short = tried(*ONE_CLASS[: number - 1], **fields)
    return (
        (clause, {}, MET, f"{number} drugs"),
        (clause, {"trials": tried(*ONE_CLASS[:number], **fields)}, MET, "all of one class: classes are not asked for"),
        (clause, {"trials": short}, NOT_MET, f"{number - 1} of them"),
        (clause, {"trials": [*short, trial("Topamax", **fields)]}, NOT_MET, "one drug under two names"),
        (clause, {"trials": [*short, trial("Botox", **fields)]}, NOT_MET, "Botox itself"),
        (clause, {"trials": [*short, trial("study drug", **fields)]}, BY_HAND, "a drug that our table lacks"),
        (clause, {"trials": []}, NOT_DOCUMENTED, "no trial documented"),
        (clause, {"trials.0.for_migraine": False}, NOT_MET, "one for another illness"),
        (clause, {"trials.0.for_migraine": LEFT_OUT}, NOT_DOCUMENTED, "purpose of one not documented"),
        (clause, {"trials.0.stopped": LEFT_OUT}, MET, "no length is asked for"),
    )


def failures(clause: str, *, intolerance: bool, contraindication: bool) -> tuple[Row, ...]:
    """Return the rows on what counts instead of an inadequate response."""
    # in the place of the first drug
    contraindicated: Change = {
        "trials.0": LEFT_OUT,
        "contraindications": [documented(drug="metoprolol", reason="asthma")],
    }
    listed: Change = {"trials.0": LEFT_OUT, "intolerances": [documented(drug="metoprolol", reaction="syncope")]}
    tolerance = MET if intolerance else NOT_MET
    return (
        (clause, {"trials.0.outcome": LEFT_OUT}, NOT_DOCUMENTED, "outcome of one not documented"),
        (clause, {"trials.0.outcome": "effective"}, NOT_MET, "one of them effective"),
        (clause, {"trials.0.outcome": "intolerance"}, tolerance, "one of them not tolerated"),
        (clause, listed, tolerance, "not tolerated, by the allergy list alone"),
        (clause, contraindicated, MET if contraindication else NOT_MET, "one drug contraindicated"),
    )


def before_and_now(before: Iterable[int], now: Iterable[int], between: int = 15) -> Change:
    """Return headache days of the months before treatment, of March, and of the months after the second treatment."""
    counted = (
        *zip(BASELINE, before, strict=True),
        (LATEST[0], between),
        *zip(LATEST[1:], now, strict=True),
    )
    return {"headaches.months": [counted_month(month, days) for month, days in counted]}


def counted_month(month: str, days: int) -> Data:
    """Return a month with so many headache days, up to 8 of them of migraine and of 4 hours."""
    return month_count(month, headache=days, migraine=min(8, days), long=min(8, days))


def response(clause: str, *, one_short: Change, needs: str) -> tuple[Row, ...]:
    """Return the rows on a percentage of fewer headache days after two treatments, which the chart just reaches."""
    one_treatment = {"toxin_treatments": TWO_TREATMENTS[:1]}
    much_better = before_and_now((20, 20, 20), (4, 4))
    return (
        (clause, {}, MET, f"{needs} fewer"),
        (clause, one_short, NOT_MET, f"less than {needs} fewer"),
        (clause, before_and_now((20, 20, 20), (20, 20)), NOT_MET, "as many headache days"),
        (clause, {**one_treatment, **much_better}, NOT_MET, "judged too early: one treatment given"),
        (clause, {"toxin_treatments": []}, NOT_DOCUMENTED, "no earlier treatment documented"),
        (clause, {"headaches.months": month_counts(LATEST)}, NOT_DOCUMENTED, "nothing before treatment"),
        (clause, {"headaches.months": month_counts(BASELINE)}, NOT_DOCUMENTED, "nothing since the second treatment"),
    )


def early_or_response(group: str, early: str, better: str, *, one_short: Change, needs: str) -> tuple[Row, ...]:
    """Return the rows on a response that is asked for once two treatments were given."""
    one_treatment = {"toxin_treatments": TWO_TREATMENTS[:1]}
    unclear = {"toxin_treatments.1.for_migraine": LEFT_OUT}
    return (
        (group, {}, MET, "two treatments and a response"),
        (group, one_treatment, MET, "one treatment: not judged yet"),
        (group, one_short, NOT_MET, "two treatments and no response"),
        (early, {}, NOT_MET, "two treatments given"),
        (early, one_treatment, MET, "one treatment given"),
        (early, unclear, NOT_DOCUMENTED, "what the second treatment was for is not documented"),
        (early, {"toxin_treatments": []}, NOT_DOCUMENTED, "no earlier treatment documented"),
        *response(better, one_short=one_short, needs=needs),
    )


def stopped_below(group: str, leaf: str, bound: int) -> tuple[Row, ...]:
    """Return the rows on fewer than ``bound`` headache days in each of three months, the first of which has as many."""
    place = "headaches.months.3.headache_days"
    fewer = {f"headaches.months.{at}.headache_days": bound - 1 for at in (3, 4, 5)}
    lacking = {**fewer, place: f"{bound - 1}-{bound}"}
    return (
        (leaf, {}, NOT_MET, f"{bound} in one of three months"),
        (leaf, fewer, MET, f"{bound - 1} in each of three months"),
        (leaf, lacking, NOT_DOCUMENTED, f"{bound - 1} to {bound} in one of them"),
        (leaf, {"headaches.months": []}, NOT_DOCUMENTED, "no month counted"),
        (group, {}, MET, f"{bound} in one of three months"),
        (group, fewer, NOT_MET, f"{bound - 1} in each of three months: treatment stops"),
        (group, lacking, NOT_DOCUMENTED, f"{bound - 1} to {bound} in one of them"),
    )
