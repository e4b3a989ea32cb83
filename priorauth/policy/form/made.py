"""From what one answer says to one criterion: its kind, its bounds, and our words for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from priorauth.clinical.calendar import months
from priorauth.clinical.terms import Attested, Counting, DocumentKind, Instrument, PlaceOfService, Toxin
from priorauth.policy.clause import Clause
from priorauth.policy.criteria import (
    AcuteMedicineDays,
    Age,
    Attached,
    AttestedBy,
    ChronicFor,
    DiagnosisCode,
    DiaryKept,
    DoseAsked,
    HeadacheDays,
    Ichd3ChronicMigraine,
    Interval,
    ManualCheck,
    MedicationOveruse,
    NotTaking,
    PlaceIs,
    PlanStated,
    PrescriberIs,
    ProductIs,
    Response,
    ResponseDocumented,
    ScoreDocumented,
    SitesAsked,
    SpanAsked,
    TreatmentsGiven,
    UnitsWithin,
)
from priorauth.policy.form import cells
from priorauth.policy.form.cells import CellFault

_MONTH_WINDOWS = (
    (re.compile(r"in each of (?:the )?last (\d+) months?"), "in_each_of_last"),
    (re.compile(r"averaged over (?:the last )?(\d+) months?"), "averaged_over"),
)
_DAY_WINDOW = re.compile(r"(?:in|over) (?:the )?last (\d+) days")
_BEFORE = re.compile(r"before (?:the )?(?:first )?treatment")
_UNIT = re.compile(r"^(?:(?:headache|migraine) )?(?:days?|attacks?)\b|\b(?:per|a|each) month\b")
_WITHIN = re.compile(r"units? (?:in|within) (\d+) days")
_LONGEST_SAYS = 160
_AFTER = re.compile(r"after (\d+) treatments?")
_OF_COUNTED = {f"of {one.plural}": one for one in Counting}


@dataclass(frozen=True)
class Made:
    """A criterion but for its place in the document."""

    kind: type[Clause]
    says: str
    fields: dict[str, Any] = field(default_factory=dict)


def age(said: str) -> Made:
    """Make "18" the age of 18 or more."""
    years = cells.at_least_number(said)
    return Made(Age, f"{years} years of age or older", {"at_least": years})


def prescriber(said: str) -> Made:
    """Make a specialist, with or without one consulted, or certain specialties by their codes."""
    who = re.sub(r" or (in )?consult\w*$", "", said.strip(), flags=re.IGNORECASE)
    or_consulting = who != said.strip()
    is_any = who.lower() == "specialist"
    codes = () if is_any else tuple(code.upper() for code in cells.parts(who))
    if not (is_any or codes) or not all(re.fullmatch(r"[0-9A-Z]{9}X", code) for code in codes):
        raise CellFault('"specialist", "specialist or consulting", or NUCC codes such as 2084N0400X')
    words = f"prescribed by a specialist{' or in consultation with one' if or_consulting else ''}"
    return Made(PrescriberIs, words, {"taxonomies": codes, "or_consulting": or_consulting})


def diagnosis_codes(said: str) -> Made:
    """Make a list of codes."""
    codes = cells.codes(said)
    return Made(DiagnosisCode, f"diagnosis by one of the codes {', '.join(codes)}", {"any_of": codes})


def ichd3(said: str) -> Made:
    """Make the diagnosis by ICHD-3 1.3."""
    cells.yes(said)
    return Made(Ichd3ChronicMigraine, "chronic migraine by ICHD-3 1.3")


def chronic_for(said: str) -> Made:
    """Make "at least 3 months" or "more than 3 months"."""
    direction, span = cells.bounded_span(said, "at least", "more than")
    return Made(ChronicFor, f"chronic for {direction} {span}", {direction.replace(" ", "_"): span})


def days_of(counting: Counting) -> Callable[[str], Made]:
    """Return what makes a count per month of one unit."""

    def make(said: str) -> Made:
        found = cells.bound(said, "at least", "more than", "less than")
        rest, windows = _windows(found.rest)
        if _UNIT.sub("", rest).strip(" ,"):
            raise CellFault(
                'such as "at least 15", "at least 15 in each of the last 3 months", "at least 15 averaged over 3 '
                'months" or "at least 15 before treatment"'
            )
        bound = {f"per_month_{found.direction.replace(' ', '_')}": found.number}
        return Made(
            HeadacheDays, f"{counting.plural} a month: {cells.plain(said)}", {"counting": counting, **bound, **windows}
        )

    return make


def _windows(rest: str) -> tuple[str, dict[str, Any]]:
    windows: dict[str, Any] = {}
    for pattern, name in _MONTH_WINDOWS:
        if found := pattern.search(rest):
            windows[name], rest = months(int(found[1])), pattern.sub("", rest)
    if found := _DAY_WINDOW.search(rest):
        windows["in_last_days"], rest = int(found[1]), _DAY_WINDOW.sub("", rest)
    if _BEFORE.search(rest):
        windows["before_treatment"], rest = True, _BEFORE.sub("", rest)
    return rest.strip(), windows


def diary(said: str) -> Made:
    """Make a diary of so many months."""
    kept = cells.number(re.sub(r" months?$", "", said.lower().removeprefix("at least ")))
    return Made(DiaryKept, f"a headache diary of at least {kept} months", {"months_at_least": kept})


def overuse(said: str) -> Made:
    """Make the question of medication overuse."""
    cells.yes(said)
    return Made(MedicationOveruse, "medication overuse is absent or addressed")


def acute_days(said: str) -> Made:
    """Make "at most 2" days a week with acute medicine."""
    found = cells.bound(said, "at most")
    if found.rest not in ("", "days", "days a week", "days per week"):
        raise CellFault('"at most 2" days a week')
    return Made(
        AcuteMedicineDays,
        f"acute medicines on at most {found.number} days a week",
        {"days_per_week_at_most": found.number},
    )


def not_taking(said: str) -> Made:
    """Make drugs that must not be taken at the same time."""
    drugs = tuple(cells.drug_class(part) for part in re.split(r"(?<=\));", said))
    return Made(NotTaking, f"not together with {said}", {"any_of": drugs})


def product(said: str) -> Made:
    """Make the products that are covered."""
    toxins = cells.some_of(Toxin)(said)
    return Made(ProductIs, f"the product is {' or '.join(toxins)}", {"any_of": toxins})


def dose(said: str) -> Made:
    """Make "at most 155 units"."""
    units = cells.simple_bound(said, "at most").number
    return Made(DoseAsked, f"at most {units} units a treatment", {"units_at_most": units})


def sites(said: str) -> Made:
    """Make a number of injection sites."""
    count = cells.number(re.sub(r" sites?$", "", said.lower()))
    return Made(SitesAsked, f"{count} injection sites", {"sites": count})


def interval(said: str) -> Made:
    """Make "at least 12 weeks" from the last treatment."""
    span = cells.shortest(said)
    return Made(Interval, f"at least {span} after the last treatment", {"at_least": span})


def units_window(said: str) -> Made:
    """Make "at most 400 units in 84 days"."""
    found = cells.bound(said, "at most")
    within = _WITHIN.fullmatch(found.rest)
    if within is None:
        raise CellFault('such as "at most 400 units in 84 days"')
    words = f"at most {found.number} units in {within[1]} days, all indications together"
    return Made(UnitsWithin, words, {"units_at_most": found.number, "days": int(within[1])})


def span_asked(said: str) -> Made:
    """Make the longest authorization that may be asked for."""
    span = cells.longest(said)
    return Made(SpanAsked, f"an authorization of at most {span}", {"at_most": span})


def place(said: str) -> Made:
    """Make the places of service where it may be given."""
    places = cells.some_of(PlaceOfService)(said)
    return Made(PlaceIs, f"place of service {', '.join(places)}", {"any_of": places})


def plan_stated(said: str) -> Made:
    """Make the demand that the request states frequency and duration."""
    cells.yes(said)
    return Made(PlanStated, "the request says how often and for how long treatment is planned")


def attached(said: str) -> Made:
    """Make a document that goes along, such as "office note, signed, within 6 months"."""
    kind, *more = cells.parts(said) or ("",)
    fields: dict[str, Any] = {"document": cells.one_of(DocumentKind)(kind)}
    for one in more:
        if one.lower() == "signed":
            fields["signed"] = True
        elif one.lower().startswith("within "):
            fields["within_last"] = cells.span(one.lower().removeprefix("within ").removeprefix("the last "))
        else:
            raise CellFault('a document, such as "office note, signed, within 6 months"')
    return Made(Attached, f"goes along: {said}", fields)


def attested(said: str) -> Made:
    """Make a statement of the clinician."""
    about = cells.one_of(Attested)(said)
    return Made(AttestedBy, f"the clinician states that {about.statement}", {"about": about})


def score(said: str) -> Made:
    """Make a score, such as "MIDAS" or "HIT-6 at least 60"."""
    name, _, least = said.replace(", at least ", " at least ").partition(" at least ")
    instruments = cells.some_of(Instrument)(name)
    bound = {"total_at_least": cells.number(least)} if least else {}
    return Made(ScoreDocumented, f"a documented score: {said}", {"any_of": instruments, **bound})


def response(said: str) -> Made:
    """Make less headache than before treatment, such as "at least 50 percent" or "at least 7 days fewer"."""
    text = said.lower()
    fields: dict[str, Any] = {}
    if after := _AFTER.search(text):
        fields["after_treatments"], text = int(after[1]), _AFTER.sub("", text)
    for words, counting in _OF_COUNTED.items():
        if words in text:
            fields["counting"], text = counting, text.replace(words, "")
    fields |= _less(re.sub(r"\s+", " ", text).strip(" ,"))
    return Made(Response, f"less headache than before treatment: {cells.plain(said)}", fields)


def _less(text: str) -> dict[str, Any]:
    if text in ("any", "any reduction"):
        return {"any_reduction": True}
    measures = {
        ("at least", "percent"): "percent_at_least",
        ("more than", "percent"): "percent_more_than",
        ("at least", "days fewer"): "fewer_days_at_least",
        ("at least", "hours fewer"): "fewer_hours_at_least",
    }
    fault = CellFault(
        '"any", "at least 50 percent", "more than 50 percent", "at least 7 days fewer" or "at least 100 hours fewer"; '
        'then, where it says so, "of migraine days" and "after 2 treatments"'
    )
    try:
        found = cells.bound(text.replace("%", " percent"), "at least", "more than")
    except CellFault:
        raise fault from None
    measure = measures.get((found.direction, found.rest))
    if measure is None:
        raise fault
    return {measure: found.number}


def response_documented(said: str) -> Made:
    """Make a benefit that is documented after each of the last treatments, without a number."""
    count = cells.number(said)
    words = f"a benefit is documented for each of the last {count} treatments"
    return Made(ResponseDocumented, words, {"in_each_of_last": count})


def treatments_given(said: str) -> Made:
    """Make "at least 2" or "less than 5" treatments so far."""
    found = cells.simple_bound(said, "at least", "less than")
    return Made(
        TreatmentsGiven,
        f"{found.direction} {found.number} treatments given so far",
        {found.direction.replace(" ", "_"): found.number},
    )


def by_hand(said: str) -> Made:
    """Make a clause that a person looks at."""
    if len(said) > _LONGEST_SAYS:
        raise CellFault(f"at most {_LONGEST_SAYS} characters, not {len(said)}; a second row can hold the rest")
    return Made(ManualCheck, said, {"why": "a person looks at it and answers"})
