"""People, product, statements, documents, place and plan."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from priorauth.case.people import Patient, Prescriber
from priorauth.clinical.calendar import months
from priorauth.clinical.terms import Attested, DocumentKind, PlaceOfService, Toxin
from priorauth.policy.criteria import (
    Age,
    AllOf,
    AnyOf,
    Attached,
    AttestedBy,
    ManualCheck,
    PlaceIs,
    PlanStated,
    PrescriberIs,
    ProductIs,
)
from priorauth.review.verdict import Verdict
from tests.builders import attested, clause, document, judge

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
NOT_DOCUMENTED, BY_HAND = Verdict.NOT_DOCUMENTED, Verdict.CHECK_BY_HAND


@pytest.mark.parametrize(
    ("born", "as_of", "expected"),
    [
        pytest.param(date(2008, 4, 15), date(2026, 4, 15), MET, id="18th birthday"),
        pytest.param(date(2008, 4, 16), date(2026, 4, 15), NOT_MET, id="the day before it"),
        pytest.param(date(2008, 4, 14), date(2026, 4, 15), MET, id="the day after it"),
        pytest.param(date(2008, 2, 29), date(2026, 2, 28), NOT_MET, id="born on 29 February, on 28 February"),
        pytest.param(date(2008, 2, 29), date(2026, 3, 1), MET, id="born on 29 February, on 1 March"),
    ],
)
def test_age(born: date, as_of: date, expected: Verdict) -> None:
    patient = Patient(given="Sample", family="Patient", born=born)
    assert judge(clause(Age, at_least=18), patient=patient, request={"as_of": as_of}).verdict is expected


NEUROLOGY, PAIN, FAMILY, UNHEARD = "2084N0400X", "208VP0014X", "207Q00000X", "999999999X"
SPECIALIST = clause(PrescriberIs)
CONSULTING = clause(PrescriberIs, or_consulting=True)
NEUROLOGIST = clause(PrescriberIs, taxonomies=(NEUROLOGY,))
NEUROLOGIST_CONSULTED = clause(PrescriberIs, taxonomies=(NEUROLOGY,), or_consulting=True)
PRESCRIBERS: list[Any] = [
    pytest.param(SPECIALIST, NEUROLOGY, None, MET, id="neurology"),
    pytest.param(SPECIALIST, PAIN, None, MET, id="pain medicine"),
    pytest.param(SPECIALIST, FAMILY, None, NOT_MET, id="family medicine"),
    pytest.param(SPECIALIST, FAMILY, "Dr B, neurology", NOT_MET, id="consulting does not count here"),
    pytest.param(SPECIALIST, UNHEARD, None, BY_HAND, id="a code we do not know"),
    pytest.param(SPECIALIST, None, None, NOT_DOCUMENTED, id="no code"),
    pytest.param(CONSULTING, FAMILY, "Dr B, neurology", MET, id="family medicine, consulting a neurologist"),
    pytest.param(CONSULTING, FAMILY, None, NOT_DOCUMENTED, id="family medicine, nobody consulted"),
    pytest.param(NEUROLOGIST, NEUROLOGY, None, MET, id="the specialty asked for"),
    pytest.param(NEUROLOGIST, PAIN, None, NOT_MET, id="another specialty than asked for"),
    pytest.param(NEUROLOGIST_CONSULTED, PAIN, "Dr B, pain medicine", BY_HAND, id="which specialist was consulted?"),
]


@pytest.mark.parametrize(("criterion", "taxonomy", "consulted", "expected"), PRESCRIBERS)
def test_prescriber(criterion: PrescriberIs, taxonomy: str | None, consulted: str | None, expected: Verdict) -> None:
    prescriber = Prescriber(name="A. Example", taxonomy=taxonomy, consulted=consulted)
    assert judge(criterion, prescriber=prescriber).verdict is expected


def test_no_prescriber_is_a_question() -> None:
    assert judge(SPECIALIST).verdict is NOT_DOCUMENTED


ATTACKS = Attested.FIVE_MIGRAINE_ATTACKS
STATEMENTS: list[Any] = [
    pytest.param((attested(ATTACKS),), MET, id="stated"),
    pytest.param((attested(ATTACKS, holds=False),), NOT_MET, id="denied"),
    pytest.param((), NOT_DOCUMENTED, id="nobody said"),
    pytest.param((attested(Attested.NOT_BETTER_EXPLAINED),), NOT_DOCUMENTED, id="something else was stated"),
    pytest.param((attested(ATTACKS, date(2026, 4, 16)),), NOT_DOCUMENTED, id="stated on a later day"),
    pytest.param(
        (attested(ATTACKS, date(2025, 1, 1)), attested(ATTACKS, holds=False)), NOT_MET, id="the latest counts"
    ),
    pytest.param((attested(ATTACKS), attested(ATTACKS, holds=False)), NOT_MET, id="both on one day: the denial counts"),
    pytest.param((attested(ATTACKS, holds=False), attested(ATTACKS)), NOT_MET, id="in either order"),
]


@pytest.mark.parametrize(("statements", "expected"), STATEMENTS)
def test_statement_of_a_clinician(statements: tuple[Any, ...], expected: Verdict) -> None:
    assert judge(clause(AttestedBy, about=ATTACKS), attestations=statements).verdict is expected


@pytest.mark.parametrize(
    ("product", "expected"), [(Toxin.BOTOX, MET), (Toxin.XEOMIN, NOT_MET)], ids=["listed", "not listed"]
)
def test_product(product: Toxin, expected: Verdict) -> None:
    criterion = clause(ProductIs, any_of=(Toxin.BOTOX,))
    assert judge(criterion, request={"product": product}).verdict is expected


OFFICE_NOTE = DocumentKind.OFFICE_NOTE
RECENT_SIGNED = clause(Attached, document=OFFICE_NOTE, signed=True, within_last=months(6))
DOCUMENTS: list[Any] = [
    pytest.param((document(OFFICE_NOTE, signed=True),), MET, id="recent and signed"),
    pytest.param((document(OFFICE_NOTE, signed=False),), NOT_DOCUMENTED, id="not signed"),
    pytest.param((document(OFFICE_NOTE),), NOT_DOCUMENTED, id="nobody said whether it is signed"),
    pytest.param((document(OFFICE_NOTE, date(2025, 10, 15), signed=True),), MET, id="6 months old to the day"),
    pytest.param((document(OFFICE_NOTE, date(2025, 10, 14), signed=True),), NOT_DOCUMENTED, id="a day too old"),
    pytest.param((document(OFFICE_NOTE, date(2026, 4, 16), signed=True),), NOT_DOCUMENTED, id="of a later day"),
    pytest.param((document(OFFICE_NOTE, None, signed=True),), NOT_DOCUMENTED, id="not dated"),
    pytest.param((document(DocumentKind.LETTER, signed=True),), NOT_DOCUMENTED, id="another kind of document"),
    pytest.param((), NOT_DOCUMENTED, id="nothing attached"),
]


@pytest.mark.parametrize(("documents", "expected"), DOCUMENTS)
def test_attached_document(documents: tuple[Any, ...], expected: Verdict) -> None:
    assert judge(RECENT_SIGNED, documents=documents).verdict is expected


def test_a_recent_note_and_an_old_signed_one_are_not_one_recent_signed_note() -> None:
    old = document(OFFICE_NOTE, date(2024, 1, 1), signed=True)
    recent = document(OFFICE_NOTE, signed=False).model_copy(update={"id": "note-2"})
    assert judge(RECENT_SIGNED, documents=(old, recent)).verdict is NOT_DOCUMENTED


def test_any_document_of_the_kind_will_do_where_no_more_is_asked() -> None:
    assert judge(clause(Attached, document=OFFICE_NOTE), documents=(document(OFFICE_NOTE, None),)).verdict is MET


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        pytest.param(PlaceOfService.OFFICE, MET, id="listed"),
        pytest.param(PlaceOfService.ON_CAMPUS_OUTPATIENT_HOSPITAL, NOT_MET, id="not listed"),
        pytest.param(None, NOT_DOCUMENTED, id="not said"),
    ],
)
def test_place(place: PlaceOfService | None, expected: Verdict) -> None:
    criterion = clause(PlaceIs, any_of=(PlaceOfService.OFFICE,))
    assert judge(criterion, request={"place_of_service": place}).verdict is expected


@pytest.mark.parametrize(
    ("request_fields", "expected"),
    [
        pytest.param({"span": "12 months"}, MET, id="for 12 months"),
        pytest.param({"treatments": 4}, MET, id="for 4 treatments"),
        pytest.param({}, NOT_DOCUMENTED, id="for how long is not said"),
    ],
)
def test_plan(request_fields: dict[str, Any], expected: Verdict) -> None:
    assert judge(clause(PlanStated), request=request_fields).verdict is expected


def test_a_clause_for_a_person_is_never_met_by_software() -> None:
    assert judge(clause(ManualCheck, why="a judgement in the note")).verdict is BY_HAND
    not_read = judge(clause(ManualCheck, why="page 7 could not be read", not_read=True))
    assert not_read.verdict is BY_HAND
    assert "not read" in not_read.because


# tapering acute medicines was tried, or is contraindicated or inappropriate
TAPER = clause(
    AnyOf,
    criteria=(
        clause(AttestedBy, "a", about=Attested.REBOUND_MITIGATION_TRIED),
        clause(AttestedBy, "b", about=Attested.REBOUND_MITIGATION_INAPPROPRIATE),
    ),
)
TRIED, INAPPROPRIATE = Attested.REBOUND_MITIGATION_TRIED, Attested.REBOUND_MITIGATION_INAPPROPRIATE
TAPERS: list[Any] = [
    pytest.param((attested(TRIED),), MET, id="tried"),
    pytest.param((attested(INAPPROPRIATE),), MET, id="inappropriate"),
    pytest.param((attested(TRIED, holds=False),), NOT_DOCUMENTED, id="not tried, the exception is not said"),
    pytest.param((attested(TRIED, holds=False), attested(INAPPROPRIATE, holds=False)), NOT_MET, id="neither"),
    pytest.param((attested(TRIED, holds=False), attested(INAPPROPRIATE)), MET, id="not tried, and inappropriate"),
    pytest.param((), NOT_DOCUMENTED, id="nothing said"),
]


@pytest.mark.parametrize(("statements", "expected"), TAPERS)
def test_taper_with_its_exception(statements: tuple[Any, ...], expected: Verdict) -> None:
    assert judge(TAPER, attestations=statements).verdict is expected


def test_a_neurologist_who_is_also_trained() -> None:
    both = clause(AllOf, criteria=(NEUROLOGIST, clause(AttestedBy, "2", about=Attested.TRAINED_IN_INJECTION)))
    neurologist = Prescriber(name="A. Example", taxonomy=NEUROLOGY)
    assert judge(both, prescriber=neurologist).verdict is NOT_DOCUMENTED
    statements = (attested(Attested.TRAINED_IN_INJECTION),)
    assert judge(both, prescriber=neurologist, attestations=statements).verdict is MET


def test_reasons_name_the_specialty_and_the_plan() -> None:
    unheard = Prescriber(name="A. Example", taxonomy=UNHEARD)
    assert "taxonomy 999999999X" in judge(SPECIALIST, prescriber=unheard).because
    assert "Neurology" in judge(SPECIALIST, prescriber=Prescriber(name="A. Example", taxonomy=NEUROLOGY)).because
    consulting = Prescriber(name="A. Example", taxonomy=FAMILY, consulted="Dr B")
    assert judge(NEUROLOGIST_CONSULTED, prescriber=consulting).because.endswith("the policy asks for Neurology")
    assert judge(clause(PlanStated), request={"span": "12 months"}).because == "every 12 weeks, for 12 months"
    assert judge(clause(PlanStated), request={"treatments": 4}).because == "every 12 weeks, for 4 treatments"
