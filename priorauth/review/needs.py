"""What every request needs whatever the policy, and what a person must see first."""

from __future__ import annotations

from collections.abc import Iterator

from priorauth.case.history import Counted
from priorauth.case.model import Case
from priorauth.clinical.calendar import whole_years
from priorauth.clinical.codes import exclude_each_other, is_chronic_migraine, is_episodic_migraine
from priorauth.clinical.injection import FIXED_SITES
from priorauth.clinical.ranges import is_at_least
from priorauth.clinical.terms import Whom
from priorauth.policy.model import Confidence, Policy
from priorauth.policy.registry import follows_medicare, is_called
from priorauth.review.finding import Flag, Gap
from priorauth.review.overuse import overuse_groups, recent_intake
from priorauth.review.stops import stop_flags
from priorauth.review.verdict import Verdict, ask
from priorauth.review.words import listed

# The US label is for adults (facts §2, indication); ICD-10-CM sets the Excludes1 pairs (facts §4).
_ADULT = 18
_WHICH_SITES = "Which muscles get the sites beyond the fixed 31, on which side, and why?"
_READ_IN_PART = Flag(text="The payer's text was read in part only: compare it with the current text.", whom=Whom.OFFICE)


def missing_details(case: Case) -> Iterator[Gap]:
    """Yield a gap for every administrative detail that a request needs and the case lacks."""
    request, practice, prescriber = case.request, case.practice, case.prescriber
    details = (
        ("member id", case.coverage and case.coverage.member_id, "What is the member id on the card?"),
        ("practice", practice, "Which practice sends the request?"),
        ("practice phone", practice and practice.phone, "What is the practice's phone number?"),
        ("practice tax id (TIN)", practice and practice.tin, "What is the practice's tax id?"),
        ("prescriber", prescriber, "Who prescribes and signs?"),
        ("prescriber NPI", prescriber and prescriber.npi, "What is the prescriber's NPI?"),
        ("prescriber taxonomy", prescriber and prescriber.taxonomy, "What is the prescriber's NUCC taxonomy code?"),
        ("place of service", request.place_of_service, "Where will the injection take place (POS code)?"),
        ("planned date", request.service_date, "On which day is the next injection planned?"),
        ("span asked", request.span or request.treatments, "For how long, or how many treatments, is it asked for?"),
        *_outpatient_details(case),
        ("drug source", request.drug_source, "Will the drug be bought and billed, or come from a specialty pharmacy?"),
    )
    for name, value, question in details:
        if not value:
            yield Gap(
                clause=None,
                says=name,
                verdict=Verdict.NOT_DOCUMENTED,
                because="every request needs it",
                asks=(ask(Whom.OFFICE, question),),
            )
    yield from _sites_not_named(case)
    if case.not_read:
        yield Gap(
            clause=None,
            says="the whole record",
            verdict=Verdict.CHECK_BY_HAND,
            because=" ".join(case.not_read),
            asks=(ask(Whom.OFFICE, "What does the part of the record say that could not be read?"),),
        )


def _sites_not_named(case: Case) -> Iterator[Gap]:
    # the fixed protocol says where 31 sites lie; of every site more, only the clinician can tell where and why
    request = case.request
    more = request.sites - FIXED_SITES
    if more > 0 and not request.extra_sites:
        yield Gap(
            clause=None,
            says="sites beyond the fixed ones",
            verdict=Verdict.NOT_DOCUMENTED,
            because=f"{request.sites} sites are asked for, and the fixed protocol has {FIXED_SITES}",
            asks=(ask(Whom.CLINICIAN, _WHICH_SITES),),
        )


def _outpatient_details(case: Case) -> Iterator[tuple[str, object, str]]:
    # the cover sheet of Medicare's outpatient programme names the hospital (process rules §1)
    if case.request.asks_for_outpatient_cover:
        facility = case.facility
        yield "hospital", facility, "Which hospital does the treatment take place in?"
        yield "hospital's CCN or PTAN", facility and facility.ccn, "What is the hospital's CCN or PTAN?"
        yield "hospital's NPI", facility and facility.npi, "What is the hospital's NPI?"


def common_flags(case: Case) -> tuple[Flag, ...]:
    """Return what a person must see in a case whatever the policy."""
    return (*_flags_of_case(case), *_overuse_flags(Counted(case)))


class Needs:
    """What every request needs and what is seen in a case whatever the policy, found once for all policies."""

    def __init__(self, counted: Counted) -> None:
        self._case = case = counted.case
        self.details = tuple(missing_details(case))
        self._first = tuple(_flags_of_case(case))
        self._overuse = tuple(_overuse_flags(counted))

    def flags(self, policy: Policy) -> tuple[Flag, ...]:
        """Return what a person must see before anything is sent."""
        of_payer = (*_payer_flags(self._case, policy), *_plan_flags(self._case, policy))
        return (*self._first, *of_payer, *self._overuse, *_policy_flags(self._case, policy))


def _flags_of_case(case: Case) -> Iterator[Flag]:
    yield from _patient_flags(case)
    yield from stop_flags(case)
    yield from _conflict_flags(case)
    yield from _diagnosis_flags(case)


def _patient_flags(case: Case) -> Iterator[Flag]:
    patient, as_of = case.patient, case.request.as_of
    if patient.has_died_by(as_of):
        yield Flag(
            code="patient-died",
            field="patient",
            text=f"The chart says that the patient has died{f' ({patient.died})' if patient.died else ''}.",
            whom=Whom.OFFICE,
            stops=True,
        )
    age = whole_years(patient.born, as_of)
    if age < _ADULT:
        yield Flag(
            code="patient-minor",
            field="patient.born",
            text=f"The patient is {age} years old; the US label is for adults.",
            whom=Whom.CLINICIAN,
        )


def _conflict_flags(case: Case) -> Iterator[Flag]:
    for conflict in case.conflicts:
        files = listed(claim.file for claim in conflict.claims)
        yield Flag(
            code="conflict-open",
            field="conflicts",
            text=f"{files} differ on {conflict.field}: which is right?",
            whom=Whom.OFFICE,
            opens=True,
        )


def _diagnosis_flags(case: Case) -> Iterator[Flag]:
    codes = list(dict.fromkeys(diagnosis.code for diagnosis in case.diagnoses))
    chronic = [code for code in codes if is_chronic_migraine(code)]
    episodic = [code for code in codes if is_episodic_migraine(code)]
    if not chronic:
        yield Flag(
            code="code-none-chronic",
            field="diagnoses",
            text="No ICD-10-CM code of chronic migraine (G43.7-, G43.E-) is documented.",
            whom=Whom.CLINICIAN,
        )
    pairs = [(one, other) for one in chronic for other in episodic]
    if pairs:
        first, second = next((pair for pair in pairs if exclude_each_other(*pair)), pairs[0])
        why = "exclude each other (Excludes1)" if exclude_each_other(first, second) else "are both documented"
        yield Flag(
            code="code-episodic-beside-chronic",
            field="diagnoses",
            text=f"{first} (chronic) and {second} (not chronic) {why}: which of them is right?",
            whom=Whom.CLINICIAN,
            opens=True,
        )


def _payer_flags(case: Case, policy: Policy) -> Iterator[Flag]:
    request = case.request
    if follows_medicare(policy, request.line_of_business):
        where = f" in {request.state}" if request.state else ""
        yield Flag(
            text=f"Medicare Advantage: Traditional Medicare's criteria, CMS-4201-F. The contractor{where} is "
            f"{policy.payer_name}; no policy of {request.payer} for this plan is held.",
            whom=Whom.OFFICE,
        )


def _plan_flags(case: Case, policy: Policy) -> Iterator[Flag]:
    if case.coverage is None or case.coverage.payer == case.request.payer:
        return
    if not (is_called(policy, case.coverage.payer) and is_called(policy, case.request.payer)):
        yield Flag(
            code="payer-differs",
            field="coverage.payer",
            text=f"The coverage names {case.coverage.payer}, and the request {case.request.payer}: which is right?",
            whom=Whom.OFFICE,
            opens=True,
        )


def _overuse_flags(counted: Counted) -> Iterator[Flag]:
    for name, days, limit in overuse_groups(counted.case.acute_medicines, recent_intake(counted)):
        if is_at_least(days, limit):
            yield Flag(
                code="overuse",
                field="acute_medicines",
                text=f"{name.capitalize()} on {days} days a month: overuse by ICHD-3 8.2 begins at {limit}.",
                whom=Whom.CLINICIAN,
            )


def _policy_flags(case: Case, policy: Policy) -> Iterator[Flag]:
    if not policy.is_payer:
        yield Flag(
            text=f"{policy.source.title} is no payer's rule: find out what {case.request.payer} asks for.",
            whom=Whom.OFFICE,
        )
    if policy.source.confidence is not Confidence.HIGH:
        yield _READ_IN_PART
