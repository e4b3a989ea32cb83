"""Every entry of the facts is a policy or its absence is explained; its numbers and drugs stand in the outline."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from priorauth.policy.outline import outline
from priorauth.policy.process import all_process_rules
from priorauth.policy.registry import all_policies, policy_by_id

FACTS = Path(__file__).parents[3] / "shared" / "payers"
needs_facts = pytest.mark.skipif(not FACTS.is_dir(), reason="the facts on payers are not beside this checkout")

ENTRIES: dict[str, tuple[str, ...]] = {
    "uhc_commercial_2026D0017AN": ("unitedhealthcare/commercial_2026_01",),
    "uhc_community_plan_CS2026D0017AP": ("unitedhealthcare/medicaid_2026_01",),
    "aetna_cpb_0113": ("aetna/commercial_2026_01",),
    "priority_health_mdl_2026": ("priority_health/commercial_2026_04",),
    "wa_lni": ("washington_lni/workers_compensation_2017_12", "washington_lni/workers_compensation_2018_10"),
    "healthpartners_commercial": ("healthpartners/commercial_2026_11",),
    "healthpartners_mhcp": ("healthpartners/medicaid_2026_11",),
    "bcbs_nc": ("bcbs_nc/commercial_2020_01", "bcbs_nc/commercial_2021_01", "bcbs_nc/commercial_2025_04"),
    "highmark": ("highmark/commercial_2023_10",),
    "bcbs_tn": ("bcbs_tn/commercial_2026_11",),
    "magellan_rx_ic0238": (
        "magellan_rx/commercial_2016_03",
        "magellan_rx/commercial_2018_03",
        "magellan_rx/commercial_2018_06",
        "magellan_rx/commercial_2020_01",
    ),
    "harvard_pilgrim": ("harvard_pilgrim/commercial_2018_01",),
    "bcbs_ma_006": ("bcbs_ma/commercial_2018_06",),
    "bcbs_mi_bcn": ("bcbs_mi/medicare_advantage_2024_08",),
    "premera": ("premera/commercial_2022_12",),
    "western_health_advantage": ("western_health_advantage/commercial_2026_11",),
    "mercy_care_az_form": ("mercy_care/medicaid_2026_11",),
    "medicare_noridian_je_L35170": ("medicare/noridian_je_l35170_2026_02",),
    "medicare_noridian_jf_L35172": ("medicare/noridian_jf_l35172_2026_02",),
    "medicare_wps_L39909": ("medicare/wps_2026_02",),
    "medicare_wps_L34635_superseded": ("medicare/wps_2023_10",),
    "medicare_ngs_L33646": ("medicare/ngs_l33646_2021_05",),
    "medicare_palmetto_L33458": ("medicare/palmetto_l33458_2021_05",),
    "medicare_novitas_L38809": ("medicare/novitas_l38809_2025_12",),
    "medicare_first_coast_L33274": ("medicare/first_coast_l33274_2026_01",),
    "medicare_cgs_L33949": ("medicare/cgs_l33949_2023_09",),
    "medicaid_wi_forwardhealth": ("wisconsin_medicaid/medicaid_2024_05",),
    "medicaid_az_mercycare": ("mercy_care/medicaid_2026_11",),
    "medicaid_mn_healthpartners": ("healthpartners/medicaid_2026_11",),
    "medicaid_ar_passe_caresource": (
        "caresource_passe/medicaid_2023_01",
        "caresource_passe/medicaid_2024_07",
        "caresource_passe/medicaid_2025_04",
    ),
    "medicaid_ny_ffs": ("new_york_medicaid/medicaid_2022_11",),
    "medicaid_tx": ("texas_medicaid/medicaid_2020_09",),
    "state_wa_lni": ("washington_lni/workers_compensation_2017_12", "washington_lni/workers_compensation_2018_10"),
    "medicaid_oh_spbm": ("ohio_medicaid/medicaid_2026_11",),
    "tricare": ("tricare/federal_2017_03",),
    "va_dod_cpg": ("va_dod/any_2023_09",),
    "uk_nice_ta260": ("nice/national_2026_11",),
    "uk_hny": ("nhs_humber_north_yorkshire/national_2025_06",),
    "uk_smc_69211": ("nhs_scotland/national_2017_02",),
    "au_mbs_18377": ("australia_mbs/national_2026_11",),
    "ca_cadth": ("canada_cadth/national_2019_10",),
    "eu_ehf_2018": ("ehf/any_2018_09",),
    "gr_hellenic": ("hellenic_headache_society/any_2019_12",),
}
# Entries that ask nothing of the patient: a rule of process, or of which policy applies
NO_POLICY = {
    "medicare_opd_pa_program": "a programme: the process rule medicare_outpatient_hospital",
    "medicare_advantage_general": "a layer: the plan follows its contractor (choose_policy)",
}
# Policies that no entry asks for
OF_OUR_OWN = {"general/any_2018_01": "the US label and ICHD-3, for a payer whose policy is not held"}

NUMBERS = re.compile(
    r"^\s+(?:headache_days_per_month_min|migraine_days_per_month_min|hours_min|hours_per_day_min|n_agents|drugs_min|"
    r"n_classes|classes_min|units_recommended|units_per_visit_max|max_units_per_treatment|units|days|courses|value|"
    r"age_min|age_min_years): '?(\d+)'?(?:\D.*)?$",
    re.MULTILINE,
)
DRUGS = re.compile(r"^\s+- ([a-z]{6,}(?:ol|ine|ate|xin|ide|mab|pant|tan|pil|ril|zem|dine|pin))\b", re.MULTILINE)
# drugs that the modules hold under another name of the same ingredient
SAME = {"valproate": "divalproex sodium"}


@cache
def entries() -> dict[str, str]:
    """Return the text of every entry of both files, by its id."""
    text = "".join((FACTS / name).read_text(encoding="utf-8") for name in ("commercial.yaml", "public.yaml"))
    parts = re.split(r"^- id: (\S+)$", text, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


@needs_facts
def test_every_entry_is_a_policy_or_is_explained() -> None:
    assert set(entries()) == {*ENTRIES, *NO_POLICY}
    assert len(entries()) == 45


def test_every_policy_belongs_to_an_entry() -> None:
    named = {name for names in ENTRIES.values() for name in names}

    assert {policy.id for policy in all_policies()} == named | set(OF_OUR_OWN)
    assert {"medicare_outpatient_hospital", "medicare_advantage"} <= {rule.key for rule in all_process_rules()}


@needs_facts
@pytest.mark.parametrize("entry", ENTRIES)
def test_the_numbers_of_an_entry_stand_in_its_outlines(entry: str) -> None:
    said = " ".join(outline(policy_by_id(name)) for name in ENTRIES[entry])
    words = {"1": "one", "2": "two", "3": "three", "4": "four", "5": "five"}
    numbers = set(NUMBERS.findall(entries()[entry])) - {"0"}

    missing = [one for one in numbers if not re.search(rf"\b({one}|{words.get(one, one)})\b", said, re.IGNORECASE)]
    assert missing == []


@needs_facts
@pytest.mark.parametrize("entry", ENTRIES)
def test_the_drugs_of_an_entry_stand_in_its_outlines(entry: str) -> None:
    said = " ".join(outline(policy_by_id(name)) for name in ENTRIES[entry])
    drugs = set(DRUGS.findall(entries()[entry]))

    assert [drug for drug in drugs if drug not in said and SAME.get(drug, drug) not in said] == []


@needs_facts
@pytest.mark.parametrize("entry", ENTRIES)
def test_confidence_is_no_higher_than_in_the_facts(entry: str) -> None:
    stated = re.findall(r"^  confidence: (\w+)$", entries()[entry], re.MULTILINE)

    assert len(stated) == 1
    held = {policy_by_id(name).source.confidence.value for name in ENTRIES[entry]}
    assert held <= ({"high", "medium"} if stated == ["high"] else {"medium"})
