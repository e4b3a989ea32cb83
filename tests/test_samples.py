"""The shipped samples are what scripts/samples.py writes, and each lands where its name says."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import jsonschema
import pytest

from priorauth.case.model import Case
from priorauth.clinical.schema import json_schema
from priorauth.review.conclude import review
from priorauth.review.finding import Readiness, Review
from priorauth.review.verdict import Verdict
from tests.samples import NAMES, policy_of, sample, sample_data, sample_text

ND, NM, BY_HAND = Verdict.NOT_DOCUMENTED, Verdict.NOT_MET, Verdict.CHECK_BY_HAND

# asked in words that no program can judge, or not read
NOT_JUDGED_BY_NGS = (
    *("list.1", "list.2", "list.3", "list.4", "list.6.b", "list.7"),
    *("initial.1", "initial.2", "people.1", "dose.1"),
)

# sample: the gaps it must raise, by clause (or by what every request needs)
GAPS: dict[str, list[tuple[str, Verdict]]] = {
    "aetna_appeal_not_met_episodic": [("initial.1", NM), ("initial.4 A1", NM)],
    "aetna_appeal_ready": [],
    "aetna_appeal_ready_continuation": [],
    "aetna_continuation_gap_no_baseline": [("continuation.1", ND)],
    "aetna_continuation_not_met_no_response": [("continuation.1", NM)],
    "aetna_continuation_not_met_units_in_84_days": [("dose.2", NM), ("dose.3", NM)],
    "aetna_continuation_ready": [],
    "aetna_exception_ready": [],
    "aetna_initial_gap_hours": [("initial.2", ND)],
    "aetna_initial_gap_intolerance_by_hand": [("initial.3", BY_HAND)],
    "aetna_initial_gap_member_id": [("member id", ND)],
    "aetna_initial_gap_purpose": [("initial.3", ND)],
    "aetna_initial_gap_statement": [("initial.4 B", ND)],
    "aetna_initial_gap_trial_dates": [("initial.3", ND)],
    "aetna_initial_not_met_age": [("initial.5", NM)],
    "aetna_initial_not_met_code": [("code.1", NM)],
    "aetna_initial_not_met_dose": [("dose.1", NM)],
    "aetna_initial_not_met_headache_days": [("initial.1", NM), ("initial.4 A1", NM)],
    "aetna_initial_not_met_one_class": [("initial.3", NM)],
    "aetna_initial_not_met_other_illness": [("initial.3", NM)],
    "aetna_initial_not_met_trial_too_short": [("initial.3", NM)],
    "aetna_initial_ready": [],
    "aetna_initial_ready_expedited": [],
    "general_continuation_not_met_one_treatment": [("2.c", NM)],
    "general_continuation_ready": [],
    "general_initial_ready": [],
    "medicare_initial_gap_outpatient": [(clause, BY_HAND) for clause in NOT_JUDGED_BY_NGS],
    "uhc_continuation_gap_planned_date": [("2", ND), ("planned date", ND)],
    "uhc_continuation_not_met_too_early": [("2", NM)],
    "uhc_continuation_ready": [],
    "uhc_initial_gap_dose_by_hand": [("3", BY_HAND)],
    "uhc_initial_gap_vague_frequency": [("4", ND), ("5", ND), ("6", ND)],
    "uhc_initial_not_met_deceased": [],
    "uhc_initial_not_met_product": [("7", NM), ("3", BY_HAND)],
    "uhc_initial_ready": [],
    "uhc_resubmission_ready": [],
}
READINESS = {"ready": Readiness.READY, "gap": Readiness.GAPS, "not": Readiness.NOT_MET}


@pytest.mark.parametrize("name", NAMES)
def test_sample_lands_where_its_name_says(name: str) -> None:
    case = sample(name)

    reviewed = review(case, policy_of(case))

    assert reviewed.readiness is READINESS[name.split("_")[2]]
    assert [(gap.clause or gap.says, gap.verdict) for gap in reviewed.gaps] == GAPS[name]


def test_every_policy_and_request_kind_has_a_ready_sample() -> None:
    ready = {name for name, gaps in GAPS.items() if name.endswith("_ready") and not gaps}

    assert ready >= {
        f"{payer}_{kind}_ready" for payer in ("aetna", "general", "uhc") for kind in ("initial", "continuation")
    }


def test_files_are_what_the_script_writes() -> None:
    script = _script()
    written = {name: json.dumps(script.sample(name), indent=2, ensure_ascii=False) + "\n" for name in script.CHANGES}

    assert written == {name: sample_text(name) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_sample_and_its_review_fit_the_published_schemas(name: str) -> None:
    case = sample(name)

    jsonschema.validate(sample_data(name), json_schema(Case, "validation"))
    jsonschema.validate(
        json.loads(review(case, policy_of(case)).model_dump_json()), json_schema(Review, "serialization")
    )


def test_the_schema_says_what_a_field_means() -> None:
    schema = json_schema(Case, "validation")

    assert schema["properties"]["id"]["description"].startswith("Names the packet's folder")
    assert schema["$defs"]["Request"]["properties"]["as_of"]["description"].startswith("The day the case is judged on")


def _script() -> ModuleType:
    path = Path(__file__).parents[1] / "scripts" / "samples.py"
    spec = importlib.util.spec_from_file_location("samples_script", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
