"""Every row of the facts on process rules stands in a rule: the row is still there, and our words hold its number."""

from __future__ import annotations

from pathlib import Path

import pytest

from priorauth.policy.process import ProcessRule, all_process_rules

FACTS = Path(__file__).parents[3] / "shared" / "payers" / "process_rules.md"

# words of the facts, key of the rule, and what the rule must say
ROWS = [
    ("dates of service from 2020-07-01", "medicare_outpatient_hospital", "2020-07-01"),
    ("Condition of payment", "medicare_outpatient_hospital", "A condition of payment"),
    ("An affirmed claim can still be denied", "medicare_outpatient_hospital", "An affirmed claim can still be denied"),
    ("CMS may suspend the process", "medicare_outpatient_hospital", "CMS may suspend the process"),
    ("billed together with 64612 or 64615", "medicare_outpatient_hospital", "billed together with 64612 or 64615"),
    ("request is **rejected**", "medicare_outpatient_hospital", "one that is sent is rejected"),
    ("Type of bill 13x only", "medicare_outpatient_hospital", "Type of bill 13x only"),
    ("One claim, one date of service", "medicare_outpatient_hospital", "one claim and one date of service"),
    ("7 **calendar** days", "medicare_outpatient_hospital", "7 calendar days from the request, since January 1, 2025"),
    ("before: 10 business days", "medicare_outpatient_hospital", "10 business days from the request"),
    ("2 **business** days", "medicare_outpatient_hospital", "2 business days from the request"),
    ("must cite the most recent UTN", "medicare_outpatient_hospital", "cites the most recent UTN"),
    ("name and birth date must match exactly", "medicare_outpatient_hospital", "birth date must match exactly"),
    ("120 days from the decision", "medicare_outpatient_hospital", "day of the decision as day one"),
    ("to the beneficiary", "medicare_outpatient_hospital", "to the requester, optionally by fax, and to the patient"),
    ("no mandatory form", "medicare_outpatient_hospital", "no form is mandatory"),
    ("appeal starts only after a claim denial", "medicare_outpatient_hospital", "only after a claim is denied for it"),
    ("PTAN/CCN (6 characters)", "medicare_outpatient_hospital", "PTAN or CCN"),
    ("Units (mandatory through esMD)", "medicare_outpatient_hospital", "through esMD these are mandatory"),
    ("sent after the service, illegible", "medicare_outpatient_hospital", "sent after the service, not legible"),
    ("JK 317-841-4530", "medicare_outpatient_hospital", "JK 317-841-4530, J6 317-841-4528"),
    ("At least 10 requests", "medicare_outpatient_hospital", "at least 10 requests and 90 % affirmed"),
    ("ten-claim post-payment review", "medicare_outpatient_hospital", "ten claims are reviewed after payment"),
    ("older semi-annual scheme", "medicare_outpatient_hospital", "twice a year"),
    ("requests from 2026-01-05", "medicare_surgical_center_from_january_2026", "requests from 2026-01-05"),
    ("from 2026-02-02 for service dates from 2026-02-16", "medicare_surgical_center_from_february_2026", "2026-02-02"),
    ("specialty 49; 41 codes", "medicare_surgical_center_from_january_2026", "41 codes"),
    ("First planned for 2025-12-15", "medicare_surgical_center_from_january_2026", "first planned for 2025-12-15"),
    ("**WISeR**", "medicare_wiser", "2026-01-01 to 2031-12-31"),
    ("SMRC project 01-150", "medicare_office", "SMRC project 01-150"),
    ("JZ required when nothing is discarded", "medicare_waste", "JZ when nothing is, for services from 2023-07-01"),
    ("returned from 2023-10-01", "medicare_waste", "returned from 2023-10-01"),
    ("Novitas wants date, time, amount", "medicare_waste", "date, time, amount and reason"),
    ("155 units plus 45 units JW", "medicare_waste", "155 units and 45 units with JW"),
    ("JW on a separate line from 2020-09-01", "state_tx", "JW on a separate claim line from 2020-09-01"),
    ("Released 2024-01-17", "interoperability_rule", "Released 2024-01-17, effective 2024-04-08"),
    ("72 h expedited, 7 calendar days standard", "interoperability_rule", "not for drugs: 72 hours expedited"),
    ("first by 2026-03-31", "interoperability_rule", "first by 2026-03-31"),
    ("APIs by 2027-01-01", "interoperability_rule", "By 2027-01-01"),
    ("Drugs of every kind are outside", "interoperability_rule", "exclude drugs of every kind"),
    ("attestation in MIPS", "interoperability_rule", "MIPS"),
    ("CMS-0062-P", "interoperability_rule", "proposed 2026-04-10"),
    ("approval holds for the whole course", "medicare_advantage", "holds for the whole course"),
    ("90 days transition", "medicare_advantage", "90 days of transition"),
    ("yearly UM-committee review", "medicare_advantage", "every year"),
    ("except good cause or fraud", "medicare_advantage", "except for good cause or fraud"),
    ("redetermination: file 120 d, decided 60 d", "medicare_claim_appeals", "120 days from the notice"),
    ("QIC: file 180 d, 60 d", "medicare_claim_appeals", "180 days from the notice"),
    ("at least $190 from 2025-01-01", "medicare_claim_appeals", "at least $190 from 2025-01-01 ($180 in 2024)"),
    ("court 60 d, $1,900 from 2025", "medicare_claim_appeals", "$1,900 from 2025"),
    ("60 d (older CMS text) **or** 65 d", "medicare_advantage", "a later secondary text says 65 days"),
    ("**7 d Part B drug**", "medicare_advantage", "Part B drug (payer): 7 days"),
    ("automatic forward to the IRE", "medicare_advantage", "goes there automatically"),
    ("internal: file 180 d", "commercial_plans", "internal appeal (clinic): 180 days"),
    ("file **4 months**", "commercial_plans", "4 months from the notice of the final internal decision"),
    ("copy says 60 days; 45 d / 72 h; binding", "commercial_plans", "binding"),
    ("First decision 15 d PA / 30 d post / 72 h urgent", "commercial_plans", "first decision after the service"),
    ("45 d to complete an incomplete claim", "commercial_group_plans", "incomplete claim (clinic): 45 days"),
    ("24 h to tell of a misfiled urgent request", "commercial_group_plans", "24 hours from the request"),
    ("plan appeal 60 d", "medicaid", "60 days from the notice"),
    ("up to 120 d after the plan decision", "medicaid", "120 days from the plan's decision"),
    ("keep benefits if asked within 10 d", "medicaid", "within 10 days"),
    ("no decision in time counts as denial", "medicaid", "No decision in time counts as a denial"),
    ("fair hearing, typically up to 90 d", "medicaid", "90 days"),
    ("Ohio 90 d", "state_oh", "90 calendar days"),
    ("plans must accept since 2015-09-01", "state_tx", "since 2015-09-01"),
    ("61-211 (rev. 12/16)", "state_ca", "61-211 (rev. 12/16)"),
    ("W&I 14133.37 gives Medi-Cal 24 h", "state_ca_medicaid", "24 hours"),
    ("FIS 2288", "state_mi", "FIS 2288"),
    ("Standard Form v1.0 (May 2016)", "state_ma", "Standard Form v1.0 (May 2016)"),
    ("uniform form, two pages at most", "state_nm", "two pages at most"),
    ("answer in 2 business days", "state_or", "2 business days"),
    ("single form, deemed approved if late", "state_ar", "deemed approved if late"),
    ("Colorado, Louisiana, Vermont | text not found", "state_la", "the state's form"),
    ("ARS 20-3651 to 3654 (five grounds; 72 h / 24 h)", "state_az", "five grounds"),
    ("no repeating a failed step", "state_wy", "A failed step need not be repeated"),
    ("Wisconsin 632.866", "state_wi", "632.866"),
    ("federal Safe Step Act was pending", "step_therapy", "Safe Step Act was pending"),
    ("only about 3 % of providers", "state_tx", "about 3 % of providers"),
    ("90 %, 6 months, 30 a year", "state_wv", "90 % approved over 6 months, at least 30 requests"),
    ("80 % over 12 months (HB24-1149, 2026)", "state_co", "80 % approved over 12 months"),
    ("90 % over 12 months, at least 5", "state_wy", "at least 5 requests"),
    ("18 VSA 9418", "state_vt", "18 VSA 9418"),
    ("June 2025 insurer pledge", "commercial_plans", "pledged in June 2025"),
]
RULES = {rule.key: rule for rule in all_process_rules()}


def _text(rule: ProcessRule) -> str:
    limits = (str(limit) for limit in rule.every_limit)
    levels = (f"{level.amount} {' '.join(one.says for one in level.statements)}" for level in rule.appeals)
    said = (f"{one.says} ({one.source})" for one in (*rule.statements, *rule.background))
    contacts = (f"{one.department} {one.fax}" for one in rule.contacts)
    reading = rule.validity.reading if rule.validity else ""
    return " ".join((*limits, *levels, *said, *contacts, *rule.not_seen, reading, str(rule.service_from)))


@pytest.mark.parametrize(("row", "key", "words"), ROWS, ids=[row for row, *_ in ROWS])
def test_a_row_of_the_facts_stands_in_its_rule(row: str, key: str, words: str) -> None:
    assert words in _text(RULES[key])


@pytest.mark.skipif(not FACTS.is_file(), reason="the facts on process rules are not beside this checkout")
@pytest.mark.parametrize("row", [row for row, *_ in ROWS])
def test_the_row_is_still_in_the_facts(row: str) -> None:
    assert row in " ".join(FACTS.read_text(encoding="utf-8").split())


def test_every_rule_is_named_by_a_row() -> None:
    beside = {
        key for key in RULES if key.startswith(("medicare_surgical_center_before", "medicare_surgical_center_el"))
    }

    assert set(RULES) - {key for _, key, _ in ROWS} == beside
