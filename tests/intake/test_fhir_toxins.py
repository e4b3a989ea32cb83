from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from priorauth.case.botox import ToxinTreatment
from priorauth.case.evidence import Evidence
from priorauth.clinical.calendar import DateRange
from priorauth.clinical.terms import Toxin
from tests.intake.records import CPT, MIGRAINE, SNOMED, Resource, case_of, concept, import_one, procedure

HCPCS = "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"
INJECTION = concept(CPT, "64615", "Chemodenervation for chronic migraine")
BOTOX = concept(HCPCS, "J0585", "Injection, onabotulinumtoxinA, 1 unit")
DYSTONIA = concept(SNOMED, "74333002", "Cervical dystonia")


def test_the_injection_and_the_drug_of_one_day_are_one_treatment(tmp_path: Path) -> None:
    drug = procedure(BOTOX, None, id="x2", performedPeriod={"start": "2026-03-02T10:00:00Z", "end": "2026-03-02"})
    imported = import_one(tmp_path, procedure(INJECTION, "2026-03-02T10:00:00-06:00"), drug)
    assert imported.case.toxin_treatments == (
        ToxinTreatment(
            on=DateRange.model_validate("2026-03-02"),
            product=Toxin.BOTOX,
            for_migraine=True,
            evidence=(
                Evidence(
                    document="FHIR Procedure",
                    dated=date(2026, 3, 2),
                    quote="Chemodenervation for chronic migraine",
                    reference="Procedure/x1",
                ),
                Evidence(
                    document="FHIR Procedure",
                    dated=date(2026, 3, 2),
                    quote="Injection, onabotulinumtoxinA, 1 unit",
                    reference="Procedure/x2",
                ),
            ),
        ),
    )
    assert not any("Procedure" in note for note in imported.notes)


@pytest.mark.parametrize(
    ("code", "reason", "product", "for_migraine"),
    [
        (INJECTION, [], Toxin.BOTOX, True),
        (INJECTION, [DYSTONIA], Toxin.BOTOX, None),
        (concept("urn:oid:2.16.840.1.113883.6.12", "64615"), [MIGRAINE], Toxin.BOTOX, True),
        (BOTOX, [], Toxin.BOTOX, None),
        (BOTOX, [MIGRAINE], Toxin.BOTOX, True),
        (BOTOX, [DYSTONIA], Toxin.BOTOX, False),
        ({"coding": [{"code": "J0588"}]}, [DYSTONIA], Toxin.XEOMIN, False),
        ({"coding": [INJECTION["coding"][0], {"code": "J0586"}]}, [], Toxin.DYSPORT, True),
    ],
)
def test_what_was_given_and_for_what(
    tmp_path: Path, code: Resource, reason: list[Resource], product: Toxin, for_migraine: bool | None
) -> None:
    (treatment,) = case_of(tmp_path, procedure(code, reasonCode=reason)).toxin_treatments
    assert (treatment.product, treatment.for_migraine) == (product, for_migraine)
    assert (treatment.units, treatment.improved, treatment.adverse_effects) == (None, None, None)


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        (concept(SNOMED, "64615"), {}),
        (concept(CPT, "64612"), {}),
        ({"text": "Botox injection, 64615"}, {}),
        (INJECTION, {"on": "2026-06-02"}),
        (INJECTION, {"on": None}),
        (INJECTION, {"status": "not-done"}),
        (INJECTION, {"status": "entered-in-error"}),
        (INJECTION, {"status": "preparation"}),
    ],
)
def test_what_is_no_treatment_up_to_the_day(tmp_path: Path, code: Resource, fields: dict[str, Any]) -> None:
    assert case_of(tmp_path, procedure(code, **fields)).toxin_treatments == ()


@pytest.mark.parametrize(
    ("resources", "note"),
    [
        ((procedure(INJECTION, None),), "Procedure/x1, a toxin treatment, names no day: left out."),
        (
            (procedure(INJECTION, status="stopped"),),
            "Procedure/x1, a toxin treatment, is not marked as completed: left out.",
        ),
        ((procedure(INJECTION),), "Procedure/x1 names no toxin: taken to be Botox; check that it was."),
        (
            (procedure(BOTOX), procedure({"coding": [{"code": "J0588"}]}, id="x2")),
            "Procedure/x1 and another record of that day name different toxins: each is kept; check them.",
        ),
    ],
)
def test_what_the_office_is_told(tmp_path: Path, resources: tuple[Resource, ...], note: str) -> None:
    assert note in import_one(tmp_path, *resources).notes


def test_treatments_come_in_order_and_may_be_dated_in_part(tmp_path: Path) -> None:
    given = [procedure(BOTOX, day, id=f"x-{day}") for day in ("2026-03-02", "2025-09", "2025-12-01")]
    treatments = case_of(tmp_path, *given).toxin_treatments
    assert [(one.on.low.isoformat(), one.on.is_exact) for one in treatments] == [
        ("2025-09-01", False),
        ("2025-12-01", True),
        ("2026-03-02", True),
    ]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"on": None}, "names no day"),
        ({"status": "stopped"}, "is not marked as completed"),
        ({"status": "unknown"}, "is not marked as completed"),
    ],
)
def test_a_treatment_that_may_have_been_given_is_said_to_be_missing(
    tmp_path: Path, fields: dict[str, Any], reason: str
) -> None:
    case = case_of(tmp_path, procedure(INJECTION, **fields))
    assert case.not_read == (f"Procedure/x1, a toxin treatment, {reason}: left out.",)


@pytest.mark.parametrize("status", ["preparation", "not-done", "entered-in-error"])
def test_what_was_never_given_is_not_missing(tmp_path: Path, status: str) -> None:
    assert case_of(tmp_path, procedure(INJECTION, status=status)).not_read == ()


def test_two_toxins_of_one_day_are_two_treatments(tmp_path: Path) -> None:
    dysport = procedure({"coding": [{"code": "J0586"}]}, id="x2", reasonCode=[DYSTONIA])
    treatments = case_of(tmp_path, procedure(BOTOX, reasonCode=[MIGRAINE]), dysport).toxin_treatments
    assert [(one.product, one.for_migraine) for one in treatments] == [(Toxin.BOTOX, True), (Toxin.DYSPORT, False)]


@pytest.mark.parametrize(
    ("vague", "missing"),
    [
        ("2026-02", False),
        ("2026-03", True),
        ("2026", True),
    ],
)
def test_a_record_without_an_exact_day_that_may_be_another_session_is_not_counted(
    tmp_path: Path, vague: str, missing: bool
) -> None:
    case = case_of(tmp_path, procedure(BOTOX, "2026-03-02"), procedure(BOTOX, vague, id="x2"))
    assert len(case.toxin_treatments) == (1 if missing else 2)
    said = "Procedure/x2, a toxin treatment, names no exact day and may be another record's: left out."
    assert case.not_read == ((said,) if missing else ())
