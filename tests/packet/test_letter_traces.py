"""Every number, date and drug of a packet comes from the case, the policy or a verified table, and back.

Two directions: nothing stands in a letter or an exhibit that has no such origin, and no fact of a case can be taken
away or altered without the letter noticing (or being refused).
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from priorauth.case.read import make_case
from priorauth.clinical.tables import table
from priorauth.errors import PriorAuthError
from priorauth.review.conclude import review
from priorauth.review.finding import Readiness
from tests.samples import READY, TOLD_WHOLE, letter_html, packet_html, policy_of, sample, sample_data

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
SHORT = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"

# Numbers that are worked out, each with its arithmetic from facts of the case.
INITIAL_ARITHMETIC = {
    "42",  # years from 1984-03-17 to 2026-06-10
    "45",  # one vial of 200 units minus 155
    "200",  # the vial that holds 155 units
    "98",  # days from 2025-01-06 to 2025-04-14
    "105",  # days from 2025-05-05 to 2025-08-18
    "28",  # days from 2024-10-07 to 2024-11-04
}
CONTINUATION_ARITHMETIC = INITIAL_ARITHMETIC | {
    "9.3",  # (10 + 9 + 9) / 3 headache days now
    "11.7",  # 21 - 9.33 fewer headache days
    "55.6",  # 11.67 of 21, in percent
    "17.3",  # (17 + 18 + 17) / 3 long days before
    "5.7",  # (6 + 6 + 5) / 3 long days now
    "67.3",  # 11.67 of 17.33, in percent
    "12.3",  # (12 + 13 + 12) / 3 migraine days before
    "4.3",  # (5 + 4 + 4) / 3 migraine days now
    "8",  # 12.33 - 4.33 fewer migraine days
    "64.9",  # 8 of 12.33, in percent
    "84",  # days from 2026-02-25 to 2026-05-20
    "3",  # treatments given
}
# every 12 weeks after June 24, after May 20, and after July 8, 2026
FROM_JUNE = ("2026-09-16", "2026-12-09", "2027-03-03")
FROM_MAY = ("2026-08-12", "2026-11-04", "2027-01-27")
FROM_JULY = ("2026-09-30", "2026-12-23", "2027-03-17")
# the last day asked for, twelve months from the first one, and the days that are planned
DAYS_WORKED_OUT = {
    "aetna_appeal_ready": ("2027-07-07",),
    "aetna_appeal_ready_continuation": ("2027-05-26",),
    "aetna_continuation_ready": ("2027-05-19", *FROM_MAY),
    "aetna_exception_ready": ("2027-06-23", *FROM_JUNE),
    "aetna_initial_ready": ("2027-06-23", *FROM_JUNE),
    "aetna_initial_ready_expedited": ("2027-06-23", *FROM_JUNE),
    "general_continuation_ready": ("2027-05-19", *FROM_MAY),
    "general_initial_ready": ("2027-06-23", *FROM_JUNE),
    "uhc_continuation_ready": ("2027-05-19", *FROM_MAY),
    "uhc_initial_ready": ("2027-06-23", *FROM_JUNE),
    "uhc_resubmission_ready": ("2027-07-07", *FROM_JULY),
}
# the names of the classification and its chapters, the codes' own digits, the size of the case's enclosures
NAMES_WITH_NUMBERS = {"1.3", "8.2", "3", "585", "64615", "1", "2", "6", "256"}  # 585 is J0585, 256 is SHA-256

# Facts that a letter has no place for, by path, each with the reason. Everything else must be noticed.
NOT_SHOWN = {
    r"patient\.sex": "the letter speaks of the patient by name",
    r"request\.state": "chooses the policy, where a payer's differ by state",
    r"request\.line_of_business": "chooses the policy",
    r"diagnoses\.\d+\.text": "the ICD-10-CM text of the code is printed",
    r".*\.quote": "pinned in the packet's exhibits, not in the letter",
    r"documents\.\d+\.(id|kind|signed)": "decides criteria and enclosure letters, is not printed itself",
    r"acute_medicines\.\d+\.(stated_on|evidence.*)": "the row shows drug and days",
    r"trials\.\d+\.dose_reached": "checked where a policy asks for it",
    r"trials\.\d+\.oral": "checked where a policy asks for it",
    r"toxin_treatments\.\d+\.(wasted|improved)": "the response is printed in the words of the chart",
    r"toxin_treatments\.\d+\.evidence.*": "named where a criterion rests on it",
    r"scores\.\d+\.evidence.*": "the score is printed with its date",
    r"attestations\.\d+\.evidence.*|attestations\.\d+\.(by|on|about|holds)": "see the test of attestations below",
    r"headaches\.months\.\d+\.evidence.*": "three months share one diary, cited as a run of pages",
    r"prescriber\.specialty": "the specialty of the taxonomy code takes its place",
}


def text_of(letter: str) -> str:
    """The words of a letter, without its tags."""
    return html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<title>.*?</title>", " ", letter)))


def numbers(text: str) -> set[str]:
    """Every number in a text, without leading zeros of dates."""
    return {re.sub(r"^0+(?=\d)", "", found) for found in re.findall(r"\d+(?:\.\d+)?", text)}


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every leaf of plain data with its path."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, f"{path}.{index}")
    else:
        yield path, value


def allowed_numbers(name: str) -> set[str]:
    """The numbers of the case, its policy, the citations in force, and the tables of codes and sites."""
    case = sample(name)
    cited = [row for row in table("citations") if row["verified"] == "yes" and row["status"] == "current"]
    sources = [
        json.dumps(sample_data(name)),
        *DAYS_WORKED_OUT[name],
        policy_of(case).model_dump_json(),
        *(" ".join(row.values()) for row in cited),
        *(" ".join(row.values()) for one in ("preempt_sites", "safety") for row in table(one)),
        " ".join(row["moh_days_per_month_threshold"] for row in table("acute_medicines")),
        " ".join(f"{row['code']} {row['description']}" for row in table("diagnosis_codes")),
        " ".join(row["code"] for row in table("procedure_codes") if row["system"] == "NDC-11"),
    ]
    arithmetic = INITIAL_ARITHMETIC if case.request.judged_as == "initial" else CONTINUATION_ARITHMETIC
    return {number for source in sources for number in numbers(source)} | arithmetic | NAMES_WITH_NUMBERS


@pytest.mark.parametrize("name", READY)
def test_every_number_has_an_origin(name: str) -> None:
    found = numbers(text_of(packet_html(sample(name))))

    assert sorted(found - allowed_numbers(name)) == []


@pytest.mark.parametrize("name", READY)
def test_every_date_has_an_origin(name: str) -> None:
    text = text_of(packet_html(sample(name)))
    origin = (
        {str(value) for _, value in leaves(sample_data(name))}
        | set(DAYS_WORKED_OUT[name])
        | {policy_of(sample(name)).model_dump_json()}
    )
    days = {_iso(*found) for found in re.findall(rf"\b({MONTHS}|{SHORT}) (\d{{1,2}}), (\d{{4}})", text)}
    months = {_iso(month, "", year) for month, year in re.findall(rf"\b({MONTHS}|{SHORT}) (\d{{4}})\b", text)}

    assert days
    assert [day for day in days if not any(day in one for one in origin)] == []
    assert [month for month in months if not any(month in one for one in origin)] == []


@pytest.mark.parametrize("name", READY)
def test_every_drug_has_an_origin(name: str) -> None:
    known = {row["generic_name"] for one in ("preventives", "acute_medicines") for row in table(one)}
    text = text_of(packet_html(sample(name))).lower()
    cited = " ".join(row["citation"] for row in table("citations") if row["status"] == "current").lower()
    origin = json.dumps(sample_data(name)) + policy_of(sample(name)).model_dump_json() + cited

    named = {drug for drug in known if re.search(rf"\b{re.escape(drug.lower())}\b", text)}

    if name in TOLD_WHOLE:
        assert {"topiramate", "propranolol", "amitriptyline", "sumatriptan", "naproxen"} <= named
    assert sorted(drug for drug in named if drug.lower() not in origin.lower()) == []


@pytest.mark.parametrize("name", TOLD_WHOLE)
def test_no_fact_can_be_taken_away_unnoticed(name: str) -> None:
    whole = letter_html(sample(name))

    unnoticed = [
        path for path, _ in leaves(sample_data(name)) if not _is_excused(path) and _without(name, path) == whole
    ]

    assert unnoticed == []


@pytest.mark.parametrize("name", TOLD_WHOLE)
def test_no_fact_can_be_altered_unnoticed(name: str) -> None:
    whole = letter_html(sample(name))

    unnoticed = [
        path
        for path, value in leaves(sample_data(name))
        if not _is_excused(path) and _with(name, path, _altered(value)) == whole
    ]

    assert unnoticed == []


@pytest.mark.parametrize("name", TOLD_WHOLE)
@pytest.mark.parametrize("index", range(5))
def test_a_statement_is_printed_only_while_it_is_made(name: str, index: int) -> None:
    data = sample_data(name)
    about = data["attestations"][index]["about"]
    data["attestations"][index]["by"] = "Somebody Else, MD"
    changed = letter_html(make_case(data))
    uses = {
        "five_migraine_attacks": True,
        "not_better_explained": True,
        "label_dosing": name.startswith("uhc"),
        "no_label_contraindication": name.startswith("general"),
        "overuse_addressed": False,  # no held policy asks for it
    }

    assert ("Somebody Else, MD" in changed) is uses[about]


@pytest.mark.parametrize(("field", "value"), [("given", "Xaviera"), ("family", "Quimby"), ("born", "1951-12-30")])
def test_the_letter_carries_the_patients_identity(field: str, value: str) -> None:
    data = sample_data("aetna_initial_ready")
    data["patient"][field] = value
    printed = {"born": "born December 30, 1951"}.get(field, value)

    assert letter_html(make_case(data)).count(printed) >= 2


def test_the_excuses_are_all_needed() -> None:
    unnoticed = set()
    for name in TOLD_WHOLE:
        whole = letter_html(sample(name))
        excused = [(path, value) for path, value in leaves(sample_data(name)) if _is_excused(path)]
        unnoticed |= {path for path, _ in excused if _without(name, path) == whole}
        unnoticed |= {path for path, value in excused if _with(name, path, _altered(value)) == whole}

    assert [excuse for excuse in NOT_SHOWN if not any(re.fullmatch(excuse, path) for path in unnoticed)] == []


def _is_excused(path: str) -> bool:
    return any(re.fullmatch(excuse, path) for excuse in NOT_SHOWN)


def _without(name: str, path: str) -> str | None:
    data = sample_data(name)
    target, last = _step(data, path)
    del target[last]
    return _letter(data)


def _with(name: str, path: str, value: Any) -> str | None:
    data = sample_data(name)
    target, last = _step(data, path)
    target[last] = value
    return _letter(data)


def _letter(data: dict[str, Any]) -> str | None:
    """The letter, or None where the case is refused, no policy answers it, or no letter is written."""
    try:
        case = make_case(data)
        if review(case, policy_of(case)).readiness is Readiness.NOT_MET:
            return None
        return letter_html(case)
    except PriorAuthError:
        return None


def _step(data: Any, path: str) -> tuple[Any, Any]:
    *way, last = (int(step) if step.isdigit() else step for step in path.split("."))
    for step in way:
        data = data[step]
    return data, last


def _altered(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    text = str(value)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return (date.fromisoformat(text) + timedelta(days=1)).isoformat()
    if re.fullmatch(r"\d{4}-\d{2}", text):
        return f"{int(text[:4]) - 1}{text[4:]}"
    return f"{text}x"


def _iso(month: str, day: str, year: str) -> str:
    number = [*SHORT.split("|")].index(month[:3]) + 1
    return f"{year}-{number:02d}" + (f"-{int(day):02d}" if day else "")
