"""Third-party charts, end to end: read, judged with honest gaps, and stopped where nobody may send anything."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from priorauth.case.model import Case
from priorauth.clinical.terms import LineOfBusiness
from priorauth.intake.fhir import ImportOptions, read_fhir
from priorauth.policy.model import Policy
from priorauth.policy.registry import all_policies
from priorauth.review.conclude import review
from priorauth.review.finding import Readiness
from priorauth.review.verdict import Verdict

FOLDER = Path(__file__).parents[2] / "shared" / "fhir" / "synthea_r4_migraine"
BUNDLES = sorted(FOLDER.glob("*.json.gz"))
DAY = date(2026, 6, 1)
# what no Synthea chart documents, by the criterion that asks for it
NEVER_DOCUMENTED = {"headache_days", "attested", "response"}

pytestmark = pytest.mark.skipif(not BUNDLES, reason="the Synthea bundles are not beside this checkout")


def _case(path: Path, day: date = DAY) -> Case:
    options = ImportOptions(as_of=day, payer="Aetna", line_of_business=LineOfBusiness.COMMERCIAL)
    (imported,) = read_fhir(path, options)
    return imported.case


CASES = {path.name.partition("_")[0] + path.name[-12:-8]: _case(path) for path in BUNDLES}


def test_all_of_them_are_there() -> None:
    assert len(BUNDLES) == 32


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_chronic_migraine_is_stated_with_its_evidence(case: Case) -> None:
    (diagnosis,) = [one for one in case.diagnoses if one.code == "G43.719"]

    assert diagnosis.mapped_from == "SNOMED CT 124171000119105"
    assert diagnosis.evidence[0].reference is not None
    assert diagnosis.evidence[0].reference.startswith("Condition/")
    assert diagnosis.since is not None


@pytest.mark.parametrize("policy", all_policies(), ids=lambda policy: policy.id)
@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_nothing_is_met_that_the_chart_does_not_document(case: Case, policy: Policy) -> None:
    reviewed = review(case, policy)
    by_kind: dict[str, set[Verdict]] = {}
    for leaf in reviewed.finding.leaves():
        by_kind.setdefault(leaf.kind, set()).add(leaf.verdict)

    assert reviewed.readiness is not Readiness.READY
    for kind in NEVER_DOCUMENTED & by_kind.keys():
        assert by_kind[kind] == {Verdict.NOT_DOCUMENTED}
    assert by_kind.get("preventive_trials", set()) <= {Verdict.NOT_DOCUMENTED, Verdict.NOT_MET}
    assert all(gap.asks or gap.verdict is Verdict.NOT_MET for gap in reviewed.gaps)


def test_the_deceased_are_stopped() -> None:
    stopped = {name: review(case, all_policies()[0]) for name, case in CASES.items() if case.patient.deceased}

    assert len(stopped) == 14
    assert all(one.readiness is Readiness.NOT_MET for one in stopped.values())
    assert all(any(flag.stops for flag in one.flags) for one in stopped.values())


@pytest.mark.parametrize(("day", "flagged"), [(date(2011, 5, 20), True), (date(2011, 5, 21), False)])
def test_those_under_18_are_flagged(day: date, flagged: bool) -> None:
    (path,) = [path for path in BUNDLES if path.name.startswith("Bradly_Douglas")]  # born 1993-05-21

    reviewed = review(_case(path, day), all_policies()[0])

    assert any("years old; the US label is for adults" in flag.text for flag in reviewed.flags) is flagged
