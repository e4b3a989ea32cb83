"""The same invented patient in C-CDA and in FHIR gives the same facts: only the evidence says which it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from priorauth.case.evidence import evidence_in
from priorauth.case.model import Case
from tests.intake import documents as ccda
from tests.intake import records as fhir

_CHRONIC = fhir.concept(fhir.ICD10CM, "G43.709", "Chronic migraine without aura")
_CHRONIC_CCDA = ccda.value(ccda.ICD10CM, "G43.709", "Chronic migraine without aura")
_DOSE = {
    "timing": {"repeat": {"frequency": 1, "period": 12, "periodUnit": "h"}},
    "doseAndRate": [{"doseQuantity": {"value": 50, "unit": "mg"}}],
}


_PLAN = {"type": {"coding": [{"code": "plan"}]}, "name": "Gold"}
_PLAN_CCDA = ccda.related("REFR", '<act classCode="ACT" moodCode="DEF"><text>Gold</text></act>')


def facts(case: Case) -> Any:
    """Return what a case says, without where it is documented."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: bare(one) for key, one in value.items() if key not in ("evidence", "id")}
        return [bare(one) for one in value] if isinstance(value, list) else value

    return bare(case.model_dump(mode="json", exclude_defaults=True))


PAIRS = {
    "a problem": (
        [fhir.condition(_CHRONIC, onsetDateTime="2024-02-03")],
        [ccda.section(ccda.PROBLEMS, ccda.problem(_CHRONIC_CCDA))],
    ),
    "a problem under SNOMED CT": (
        [fhir.condition(onsetDateTime="2024-02")],
        [ccda.section(ccda.PROBLEMS, ccda.problem(ccda.CHRONIC_MIGRAINE, ccda.during("202402")))],
    ),
    "a problem that is over": (
        [fhir.condition(onsetDateTime="2020", abatementDateTime="2024-01-01")],
        [ccda.section(ccda.PROBLEMS, ccda.problem(ccda.CHRONIC_MIGRAINE, ccda.during("2020", "20240101")))],
    ),
    "a contraindication": (
        [fhir.condition(fhir.concept(fhir.ICD10CM, "J45.909", "Asthma"))],
        [ccda.section(ccda.PROBLEMS, ccda.problem(ccda.value(ccda.ICD10CM, "J45.909", "Asthma")))],
    ),
    "an adverse effect": (
        [fhir.condition(fhir.concept(fhir.ICD10CM, "T42.6X5A", "Topiramate effect"), onsetDateTime="2024-02-03")],
        [ccda.section(ccda.PROBLEMS, ccda.problem(ccda.value(ccda.ICD10CM, "T42.6X5A", "Topiramate effect")))],
    ),
    "a course with dose and purpose": (
        [
            fhir.statement(
                "Topiramate 50 MG Oral Tablet", "2025-01-10", "2025-05-20", reasonCode=[fhir.MIGRAINE], dosage=[_DOSE]
            )
        ],
        [
            ccda.section(
                ccda.MEDICINES,
                ccda.medicine(
                    "Topiramate 50 MG Oral Tablet",
                    None,
                    ccda.every("12", "h"),
                    ccda.dose("50"),
                    ccda.indication(ccda.MIGRAINE),
                ),
            )
        ],
    ),
    "a course for another illness": (
        [fhir.statement("Propranolol", "2025-01-10", "2025-05-20", reasonCode=[fhir.HYPERTENSION])],
        [ccda.section(ccda.MEDICINES, ccda.medicine("Propranolol", None, ccda.indication(ccda.HYPERTENSION)))],
    ),
    "a course that goes on": (
        [fhir.statement("Amitriptyline", "2025-01-10", status="active")],
        [ccda.section(ccda.MEDICINES, ccda.medicine("Amitriptyline", ccda.during("20250110"), status="active"))],
    ),
    "courses that follow one another": (
        [
            fhir.statement("Topiramate", "2024-01-10", "2024-05-20"),
            fhir.statement("Topiramate", "2025-01-10", "2025-05-20", id="s2"),
        ],
        [
            ccda.section(
                ccda.MEDICINES,
                ccda.medicine("Topiramate", ccda.during("20240110", "20240520")),
                ccda.medicine("Topiramate"),
            )
        ],
    ),
    "an order": (
        [fhir.order("Topiramate", status="active")],
        [
            ccda.section(
                ccda.MEDICINES, ccda.medicine("Topiramate", ccda.during("20250110"), mood="INT", status="active")
            )
        ],
    ),
    "an order that was stopped": (
        [fhir.order("Topiramate")],
        [
            ccda.section(
                ccda.MEDICINES, ccda.medicine("Topiramate", ccda.during("20250110"), mood="INT", status="aborted")
            )
        ],
    ),
    "an acute medicine": (
        [fhir.statement("Sumatriptan", "2025-01-10", status="active", reasonCode=[fhir.MIGRAINE])],
        [
            ccda.section(
                ccda.MEDICINES,
                ccda.medicine("Sumatriptan", ccda.during("20250110"), ccda.indication(ccda.MIGRAINE), status="active"),
            )
        ],
    ),
    "an intolerance": (
        [fhir.allergy("Topiramate", reaction=[{"manifestation": [{"text": "Paresthesia"}]}])],
        [ccda.section(ccda.ALLERGIES, ccda.allergy("Topiramate", "Paresthesia"))],
    ),
    "a toxin treatment": (
        [fhir.procedure(fhir.concept(fhir.CPT, "64615")), fhir.procedure(fhir.concept(fhir.HCPCS, "J0585"), id="x2")],
        [
            ccda.section(
                ccda.PROCEDURES,
                ccda.procedure(ccda.code(ccda.CPT, "64615")),
                ccda.procedure(ccda.code(ccda.HCPCS, "J0585")),
            )
        ],
    ),
    "a toxin that was given": (
        [fhir.administration("Botox", 155)],
        [ccda.section(ccda.GIVEN, ccda.medicine("Botox", ccda.at("20260302"), ccda.dose("155", "U")))],
    ),
    "a coverage": (
        [fhir.coverage("Example Health", subscriberId="W123", **{"class": [_PLAN]})],
        [ccda.section(ccda.PAYERS, ccda.policy(more=_PLAN_CCDA))],
    ),
    "the clinician who wrote it down": (
        [
            fhir.practitioner(
                name=[{"family": "Sample", "given": ["Ada"], "suffix": ["MD"]}],
                telecom=[{"system": "phone", "value": "+1(555)555-0100"}],
            ),
            {
                "resourceType": "PractitionerRole",
                "id": "r1",
                "practitioner": {"reference": "Practitioner/dr1"},
                "organization": {"reference": "Organization/o1"},
                "specialty": [fhir.concept("http://nucc.org/provider-taxonomy", "2084N0400X", "Neurology")],
            },
            {
                "resourceType": "Organization",
                "id": "o1",
                "name": "Example Neurology",
                "telecom": [{"system": "phone", "value": "+1(555)555-0101"}],
                "address": [{"line": ["1 Sample Road"], "city": "Springfield", "state": "IL", "postalCode": "62701"}],
            },
            fhir.condition(onsetDateTime="2024-02-03", recorder={"reference": "PractitionerRole/r1"}),
        ],
        [ccda.section(ccda.PROBLEMS, ccda.problem(ccda.CHRONIC_MIGRAINE, None, ccda.author(inside=ccda.ORGANIZATION)))],
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_both_readers_give_the_same_facts(tmp_path: Path, name: str) -> None:
    resources, sections = PAIRS[name]

    assert facts(ccda.case_of(tmp_path, *sections)) == facts(fhir.case_of(tmp_path, *resources))


def test_all_of_it_at_once_too_and_each_says_where_it_stands(tmp_path: Path) -> None:
    resources = [
        one | {"id": f"n{number}"} if one["id"] not in ("dr1", "r1", "o1") else one
        for number, one in enumerate(one for pair in PAIRS.values() for one in pair[0])
    ]
    sections = [section for pair in PAIRS.values() for section in pair[1]]
    from_ccda, from_fhir = ccda.case_of(tmp_path, *sections), fhir.case_of(tmp_path, *resources)

    assert facts(from_ccda) == facts(from_fhir)
    assert len(from_ccda.trials) > 3
    assert {one.document.split(")")[0] for one in evidence_in(from_ccda)} == {"Continuity of Care Document (C-CDA"}
    assert {one.document.split()[0] for one in evidence_in(from_fhir)} == {"FHIR"}
