"""Rows that the policies of the Medicare contractors share: counts, documents and benefits, one step from the bound."""

from __future__ import annotations

from priorauth.clinical.terms import DocumentKind
from priorauth.review.verdict import Verdict
from tests.payer_rules.charts import (
    BASELINE,
    LATEST,
    TWO_TREATMENTS,
    Change,
    Data,
    diary,
    month_counts,
    treated,
    treated_days_before,
)
from tests.payer_rules.table import Row

MET, NOT_MET, NOT_DOCUMENTED = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_DOCUMENTED


def document(kind: str, *, signed: bool | None = None) -> Data:
    return {"id": kind, "kind": kind, "title": kind, "dated": "2026-05-29", "signed": signed}


def attached(clause: str, kind: str, *documents: Data) -> tuple[Row, ...]:
    """Return the rows on a document that goes along, for a chart that attaches these documents."""
    others = [document(other, signed=True) for other in DocumentKind if other != kind]
    return (
        (clause, {"documents": list(documents)}, MET, f"{kind} attached"),
        (clause, {"documents": others}, NOT_DOCUMENTED, f"every document but the {kind}"),
        (clause, {"documents": []}, NOT_DOCUMENTED, "nothing attached"),
    )


def helped(treatment: Data) -> Data:
    return {**treatment, "improved": True, "response": "fewer headache days"}


def did_not_help(treatment: Data) -> Data:
    return {**treatment, "improved": False, "response": "no change"}


EARLIER, LAST = TWO_TREATMENTS
BOTH_HELPED = [helped(EARLIER), helped(LAST)]


def benefit_of_the_last(clause: str) -> tuple[Row, ...]:
    """Return the rows on a benefit of the last treatment, whatever came of the one before."""
    return (
        (clause, {}, MET, "both helped"),
        (clause, {"toxin_treatments": [EARLIER, helped(LAST)]}, MET, "nothing documented of the one before"),
        (clause, {"toxin_treatments": [helped(LAST)]}, MET, "one treatment given, and it helped"),
        (clause, {"toxin_treatments": [helped(EARLIER), did_not_help(LAST)]}, NOT_MET, "the last did not help"),
        (clause, {"toxin_treatments": [helped(EARLIER), LAST]}, NOT_DOCUMENTED, "nothing documented of the last"),
        (clause, {"toxin_treatments": []}, NOT_DOCUMENTED, "no earlier treatment"),
    )


def improved_elsewhere(counted: dict[str, int]) -> Change:
    """Change a first request into one of a patient who is already better on Botox."""
    few = dict.fromkeys(("headache", "migraine", "long"), 5)
    return {
        "toxin_treatments": TWO_TREATMENTS,
        "headaches.months": [*month_counts(BASELINE, **counted), *month_counts(LATEST, **few)],
    }


def before_and_since(counted: dict[str, int]) -> list[Data]:
    """Return the months before the first treatment, and far better ones since."""
    return [*month_counts(BASELINE, **counted), *month_counts(LATEST, headache=5, migraine=3, long=5)]


def first_count(clause: str, field: str, counted: dict[str, int], bound: int) -> tuple[Row, ...]:
    """Return the rows on a count of the latest months, for a chart that counts these in each."""
    return (
        *_count(clause, field, bound),
        (clause, _uncounted(LATEST, field, counted), NOT_DOCUMENTED, "another unit does not stand for them"),
        (clause, improved_elsewhere(counted), NOT_MET, "already better on Botox: the latest months are judged"),
        (clause, {"headaches": {}}, NOT_DOCUMENTED, "no month counted"),
    )


def count_again(clause: str, field: str, counted: dict[str, int], bound: int) -> tuple[Row, ...]:
    """Return the rows on a count before the first treatment, for a chart that counts these in each month."""
    since = {"headaches.months": month_counts(LATEST, **counted)}
    return (
        *_count(clause, field, bound),
        (clause, _uncounted(BASELINE, field, counted), NOT_DOCUMENTED, "another unit does not stand for them"),
        (clause, since, NOT_DOCUMENTED, "counted only since the first treatment"),
        (clause, {"toxin_treatments": []}, NOT_DOCUMENTED, "no earlier treatment documented"),
    )


def _count(clause: str, field: str, bound: int) -> tuple[Row, ...]:
    path = f"headaches.months.2.{field}"
    return (
        (clause, {}, MET, f"{bound} of them"),
        (clause, {path: bound - 1}, NOT_MET, f"{bound - 1} of them"),
        (clause, {path: f"{bound - 1}-{bound}"}, NOT_DOCUMENTED, f"{bound - 1} to {bound} of them"),
    )


def _uncounted(months: tuple[str, ...], field: str, counted: dict[str, int]) -> Change:
    return {"headaches.months": [{**month, field: None} for month in month_counts(months, **counted)]}


def blank_day(clause: str, months: tuple[str, ...]) -> tuple[Row, ...]:
    """Return the row on a diary with a blank day, which may have been the missing headache day."""
    kept = {"headaches": {"diaries": [diary(months, headache=14, blank=1)]}}
    return ((clause, kept, NOT_DOCUMENTED, "14 in a diary with a blank day"),)


def three_months(clause: str, *, before_treatment: bool = False) -> tuple[Row, ...]:
    """Return the rows on a bound that holds in each of three months."""
    months = BASELINE if before_treatment else LATEST
    return (
        (clause, {"headaches.months": month_counts(months[1:])}, NOT_DOCUMENTED, "two months counted"),
        (
            clause,
            {"headaches.months": month_counts(months, headache=14, migraine=7)},
            NOT_MET,
            "one short in every month",
        ),
    )


def interval(clause: str) -> tuple[Row, ...]:
    """Return the rows on an interval of 12 weeks."""
    return (
        (clause, {"toxin_treatments": [treated_days_before(84)]}, MET, "12 weeks to the day"),
        (clause, {"toxin_treatments": [treated_days_before(83)]}, NOT_MET, "a day short of 12 weeks"),
        (clause, {"toxin_treatments": [treated("2026-03")]}, NOT_DOCUMENTED, "last given some day of March"),
        (clause, {"request.interval": "11 weeks"}, NOT_MET, "every 11 weeks asked for"),
    )
