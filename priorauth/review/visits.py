"""Judges people, product, dose, interval, documents and the plan."""

from __future__ import annotations

import re
from datetime import date, timedelta

from priorauth.case.botox import ToxinTreatment
from priorauth.case.evidence import Evidence
from priorauth.case.history import Counted
from priorauth.case.model import Diagnosis
from priorauth.case.people import Prescriber
from priorauth.case.request import Request
from priorauth.clinical.calendar import DateRange, elapsed_at_least, is_no_shorter, show_date, weeks, whole_years
from priorauth.clinical.codes import describe_taxonomy, is_chronic_migraine, is_specialist
from priorauth.clinical.injection import FIXED_SITES, FIXED_UNITS, vials_for
from priorauth.clinical.ranges import between, is_at_most
from priorauth.clinical.terms import Attested, Toxin, Whom
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
    SitesAsked,
    SpanAsked,
    UnitsWithin,
    VialsWithin,
)
from priorauth.review import words
from priorauth.review.verdict import Judgement, Verdict, ask, check_by_hand, met, not_documented, not_met

_ASK_DATE = ask(Whom.OFFICE, "On which day is the next injection planned?")


def judge_age(criterion: Age, case: Counted) -> Judgement:
    """Judge the age in completed years on the day of the request."""
    age = whole_years(case.case.patient.born, case.as_of)
    said = f"{age} years old on {show_date(case.as_of)}"
    evidence = case.case.patient.evidence
    return met(said, evidence) if age >= criterion.at_least else not_met(said, evidence)


def judge_prescriber(criterion: PrescriberIs, case: Counted) -> Judgement:
    """Judge whether the prescriber is a specialist, or consulted one."""
    prescriber = case.case.prescriber
    if prescriber is None or prescriber.taxonomy is None:
        if criterion.or_consulting and prescriber is not None and prescriber.consulted:
            return _judge_consulted(criterion, prescriber)
        return not_documented(
            "the prescriber's specialty (NUCC taxonomy code) is not documented",
            ask(Whom.OFFICE, "What is the prescriber's NUCC taxonomy code?"),
        )
    specialty = describe_taxonomy(prescriber.taxonomy) or f"taxonomy {prescriber.taxonomy}"
    counts = prescriber.taxonomy in criterion.taxonomies if criterion.taxonomies else is_specialist(prescriber.taxonomy)
    if counts:
        return met(f"prescriber: {specialty}", prescriber.evidence)
    if criterion.or_consulting and prescriber.consulted:
        return _judge_consulted(criterion, prescriber)
    question = ask(Whom.CLINICIAN, "Was a specialist consulted? Who, with which specialty, and when?")
    if counts is None:
        return check_by_hand(f"prescriber: {specialty}, not in our table of specialties", question)
    if criterion.or_consulting:
        return not_documented(f"prescriber: {specialty}; no consultation with a specialist is documented", question)
    return not_met(f"prescriber: {specialty}", prescriber.evidence)


def _judge_consulted(criterion: PrescriberIs, prescriber: Prescriber) -> Judgement:
    said = f"in consultation with {prescriber.consulted}"
    if not criterion.taxonomies:
        return met(said, prescriber.evidence)
    allowed = words.listed((describe_taxonomy(code) or code for code in criterion.taxonomies), "or")
    return check_by_hand(f"{said}; the policy asks for {allowed}", evidence=prescriber.evidence)


def judge_diagnosed_by(criterion: DiagnosedBy, case: Counted) -> Judgement:
    """Judge who made the diagnosis of chronic migraine."""
    chronic = [one for one in case.case.diagnoses if is_chronic_migraine(one.code)]
    judgements = [_judge_maker(criterion, one, case.case.prescriber) for one in chronic]
    known = [one for one in judgements if one is not None]
    best = next((one for one in known if one.verdict is Verdict.MET), next(iter(known), None))
    if best is not None:
        return best
    return not_documented(
        "who made the diagnosis of chronic migraine is not documented",
        ask(Whom.CLINICIAN, "Who made the diagnosis of chronic migraine, with which specialty (NUCC taxonomy code)?"),
        evidence=(item for one in chronic for item in one.evidence),
    )


def _judge_maker(criterion: DiagnosedBy, diagnosis: Diagnosis, prescriber: Prescriber | None) -> Judgement | None:
    if criterion.the_prescriber:
        if diagnosis.made_by is None or prescriber is None:
            return None
        said = f"diagnosed by {diagnosis.made_by}"
        # a family name alone may be that of another clinician
        if len(known := _words_of(prescriber.name)) > 1 and known <= _words_of(diagnosis.made_by):
            return met(f"{said}, who prescribes", diagnosis.evidence)
        question = ask(Whom.CLINICIAN, "Is the clinician who made the diagnosis the one who prescribes?")
        return check_by_hand(f"{said}, prescribed by {prescriber.name}", question, evidence=diagnosis.evidence)
    if diagnosis.made_by_taxonomy is None:
        return None
    said = f"diagnosed by: {describe_taxonomy(diagnosis.made_by_taxonomy) or f'taxonomy {diagnosis.made_by_taxonomy}'}"
    counts = diagnosis.made_by_taxonomy in criterion.taxonomies
    return met(said, diagnosis.evidence) if counts else not_met(said, diagnosis.evidence)


def _words_of(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.lower()))


def judge_attested(criterion: AttestedBy, case: Counted) -> Judgement:
    """Judge whether a named clinician states it, and the request does not contradict the statement."""
    statement = criterion.about.statement
    attestation = case.attestation(criterion.about)
    if attestation is None:
        question = ask(Whom.CLINICIAN, f"Do you state that {statement}? Please answer with your name and the date.")
        return not_documented(f"nobody has stated that {statement}", question)
    said = f"stated by {attestation.by} on {show_date(attestation.on)}"
    if not attestation.holds:
        return not_met(f"{attestation.by}, {show_date(attestation.on)}, does not state that {statement}")
    if criterion.about is Attested.LABEL_DOSING and (conflict := _against_label(case)):
        question = ask(Whom.CLINICIAN, "The statement and the dose asked for do not agree: which is right?")
        return check_by_hand(f"{said}; but {conflict}", question, evidence=attestation.evidence)
    return met(said, attestation.evidence)


def judge_product(criterion: ProductIs, case: Counted) -> Judgement:
    """Judge the product asked for."""
    product = case.case.request.product
    return met(f"{product} requested") if product in criterion.any_of else not_met(f"{product} requested")


def judge_dose(criterion: DoseAsked, case: Counted) -> Judgement:
    """Judge the units asked for."""
    units = case.case.request.units
    said = f"{units} units requested"
    return met(said) if units <= criterion.units_at_most else not_met(said)


def judge_sites(criterion: SitesAsked, case: Counted) -> Judgement:
    """Judge the number of sites asked for."""
    sites = case.case.request.sites
    return met(f"{sites} sites planned") if sites == criterion.sites else not_met(f"{sites} sites planned")


def judge_interval(criterion: Interval, case: Counted) -> Judgement:
    """Judge both the interval asked for and the time from the last toxin treatment to the planned one."""
    request = case.case.request
    asked = is_no_shorter(request.interval, criterion.at_least)
    if asked is False:
        return not_met(f"an interval of {request.interval} requested")
    judgement = _judge_gap(criterion, case)
    if asked is None and judgement.verdict is Verdict.MET:
        because = f"{judgement.because}; an interval of {request.interval} is asked for: not the policy's unit"
        question = ask(Whom.PAYER, f"Is an interval of {request.interval} as long as {criterion.at_least}?")
        return check_by_hand(because, question, evidence=judgement.evidence)
    return judgement


def _judge_gap(criterion: Interval, case: Counted) -> Judgement:
    request = case.case.request
    if case.treatments_are_missing:
        return _no_treatment_documented()
    if not case.treatments:
        return met(f"every {request.interval} requested; no earlier treatment on record")
    last, evidence = _last_day(case), case.treatments[-1].evidence
    if request.service_date is None:
        return not_documented(f"last treatment {last}; no planned date is documented", _ASK_DATE, evidence=evidence)
    said = f"last treatment {last}, next {show_date(request.service_date)}"
    reached = elapsed_at_least(last, request.service_date, criterion.at_least)
    if reached is None:
        question = ask(Whom.OFFICE, "On which day exactly was the last toxin treatment given?")
        return not_documented(f"{said}: not exact enough", question, evidence=evidence)
    gap = (request.service_date - last.high).days
    if reached:
        return met(f"{said}: {words.counted(gap, 'day')}", evidence)
    question = ask(Whom.OFFICE, "Can the injection be moved to a later day?")
    return not_met(f"{said}: {words.counted(gap, 'day')}, less than {criterion.at_least}", evidence, question)


def judge_units_within(criterion: UnitsWithin, case: Counted) -> Judgement:
    """Judge the units in the window that ends with the planned treatment, which is included."""
    request = case.case.request
    if request.units > criterion.units_at_most:
        return not_met(f"{request.units} units requested now, more than {criterion.units_at_most}")
    if case.treatments_are_missing:
        return _no_treatment_documented()
    first = _window_start(case, criterion.days)
    counted = case.treatments if criterion.all_indications else case.possible_migraine_treatments
    possible = tuple(one for one in counted if one.on.high >= first)
    if possible and request.service_date is None:
        return not_documented("no planned date is documented", _ASK_DATE)
    sure = [one for one in possible if one.on.low >= first and (criterion.all_indications or one.for_migraine)]
    total = between(
        request.units + sum(one.units or 0 for one in sure),
        None if any(one.units is None for one in possible) else request.units + sum(one.units or 0 for one in possible),
    )
    fits = is_at_most(total, criterion.units_at_most)
    said = f"{total} units in {criterion.days} days, {request.units} of them requested now"
    if fits is None:
        question = ask(Whom.OFFICE, "On which day, with how many units and what for was each earlier treatment given?")
        return not_documented(said, question, evidence=_evidence(possible))
    return met(said, _evidence(possible)) if fits else not_met(said, _evidence(possible))


def judge_vials_within(criterion: VialsWithin, case: Counted) -> Judgement:
    """Judge the vials of one size in the window that ends with the planned treatment."""
    if case.treatments_are_missing:
        return _no_treatment_documented()
    first = _window_start(case, criterion.days)
    counted = case.treatments if criterion.all_indications else case.possible_migraine_treatments
    earlier = tuple(one for one in counted if one.on.high >= first)
    if earlier:
        question = ask(Whom.OFFICE, f"How many {criterion.vial_units}-unit vials were used at each earlier treatment?")
        return not_documented("vials of an earlier treatment are not documented", question, evidence=_evidence(earlier))
    used = _vials_asked(case.case.request, criterion.vial_units)
    said = f"{words.counted(used, 'vial')} of {criterion.vial_units} units needed"
    return met(said) if used <= criterion.vials_at_most else not_met(said)


def judge_attached(criterion: Attached, case: Counted) -> Judgement:
    """Judge whether a document of the kind is attached, signed and recent enough as asked."""
    name = criterion.document.value.replace("_", " ")
    known = [one for one in case.case.documents if one.kind is criterion.document]
    if criterion.within_last is not None:
        earliest = criterion.within_last.before(case.as_of)
        known = [one for one in known if one.dated is not None and earliest <= one.dated <= case.as_of]
    if not known:
        return not_documented(f"no {name} is attached", ask(Whom.OFFICE, f"Please attach the {name}."))
    signed = [one for one in known if one.signed]
    if criterion.signed and not signed:
        return not_documented(f"the {name} is not signed", ask(Whom.CLINICIAN, f"Please sign the {name}."))
    document = (signed or known)[0]
    return met(document.title, (Evidence(document=document.id),))


def judge_place(criterion: PlaceIs, case: Counted) -> Judgement:
    """Judge the place of service."""
    place = case.case.request.place_of_service
    if place is None:
        return not_documented(
            "no place of service is documented", ask(Whom.OFFICE, "Where will the injection take place (POS code)?")
        )
    said = f"place of service {place}"
    return met(said) if place in criterion.any_of else not_met(said)


def judge_plan(criterion: PlanStated, case: Counted) -> Judgement:
    """Judge whether the request says how often and for how long."""
    request = case.case.request
    if request.span is None and request.treatments is None:
        question = ask(Whom.CLINICIAN, "For how long, or for how many treatments, is the treatment planned?")
        return not_documented(f"every {request.interval}; no duration is stated", question)
    length = str(request.span) if request.span else words.counted(request.treatments or 0, "treatment")
    return met(f"every {request.interval}, for {length}")


def judge_span(criterion: SpanAsked, case: Counted) -> Judgement:
    """Judge how long an authorization is asked for."""
    span = case.case.request.span
    if span is None:
        return not_documented(
            "no span is asked for", ask(Whom.OFFICE, "For how long should the authorization be asked for?")
        )
    fits = is_no_shorter(criterion.at_most, span)
    if fits is None:
        return check_by_hand(f"{span} asked for: not the policy's unit")
    return met(f"{span} asked for") if fits else not_met(f"{span} asked for")


def judge_by_hand(criterion: ManualCheck) -> Judgement:
    """Leave it to a person, whatever the case."""
    if criterion.not_read:
        return check_by_hand(f"not read: {criterion.why}", ask(Whom.PAYER, "What does the payer's current text say?"))
    question = ask(Whom.CLINICIAN, f"Is this so, and where is it documented: {criterion.says}?")
    return check_by_hand(criterion.why, question)


def _against_label(case: Counted) -> str:
    request = case.case.request
    if request.product is not Toxin.BOTOX:
        return f"{request.product} is asked for, which has no label dose for migraine"
    if (request.units, request.sites) != (FIXED_UNITS, FIXED_SITES):
        asked, label = f"{request.units} units in {request.sites} sites", f"{FIXED_UNITS} units in {FIXED_SITES} sites"
        return f"{asked} are asked for and the label recommends {label}"
    if is_no_shorter(request.interval, weeks(12)) is False:
        return f"an interval of {request.interval} is asked for and the label says 12 weeks"
    return ""


def _no_treatment_documented() -> Judgement:
    question = ask(Whom.OFFICE, "On which dates was Botox given so far, and how many units each time?")
    return not_documented("a continuation is asked for, and no earlier treatment is documented", question)


def _last_day(case: Counted) -> DateRange:
    # of several days known to the month or year only, none need be the last for sure
    return DateRange(low=max(one.on.low for one in case.treatments), high=max(one.on.high for one in case.treatments))


def _window_start(case: Counted, days: int) -> date:
    return (case.case.request.service_date or case.as_of) - timedelta(days=days - 1)


def _vials_asked(request: Request, size: int) -> int:
    vials = vials_for(request.units, request.ndc)
    return vials.of_100 if size == 100 else vials.of_200


def _evidence(treatments: tuple[ToxinTreatment, ...]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(item for one in treatments for item in one.evidence))
