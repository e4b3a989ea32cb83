"""Reading a case: one sentence of what is wrong and where, with no value of the chart; and nothing lost on the way."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorauth.case.documents import Confirmation
from priorauth.case.model import Case
from priorauth.case.read import make_case, parse_case, read_case, read_part, write_part
from priorauth.clinical.terms import Attested, Counting, DocumentKind, Instrument, Outcome, RequestKind
from priorauth.errors import CaseFileError
from tests.builders import (
    a_case,
    acute,
    attested,
    chronic_since,
    complete_details,
    contraindicated,
    diagnosis,
    diary,
    document,
    month,
    not_tolerated,
    reviewed_list,
    score,
    stated,
    treated,
    trial,
)

GOOD: dict[str, Any] = {
    "id": "case-1",
    "request": {"kind": "initial", "as_of": "2026-04-15", "payer": "Example Health"},
    "patient": {"given": "Winifred", "family": "Quackenbush", "born": "1985-07-31"},
}
SECRETS = ("Winifred", "Quackenbush", "1985-07-31", "1985", "07/31/1985", "M0012345")


def with_value(path: str, value: Any) -> dict[str, Any]:
    """Return the good case with one value set, at a dotted path."""
    data: dict[str, Any] = json.loads(json.dumps(GOOD))
    *way, last = path.split(".")
    place = data
    for step in way:
        place = place.setdefault(step, {})
    place[last] = value
    return data


def message(data: Any) -> str:
    with pytest.raises(CaseFileError) as caught:
        make_case(data, "chart.json")
    return str(caught.value)


FAULTS: list[Any] = [
    pytest.param(with_value("patient.born", "07/31/1985"), "patient.born", id="birth date in another form"),
    pytest.param(with_value("patient.born", None), "patient.born", id="no birth date"),
    pytest.param(with_value("patient.given", ["Winifred", "Quackenbush"]), "patient.given", id="name as a list"),
    pytest.param(
        with_value("coverage", {"payer": "Example Health", "memberid": "M0012345"}), "memberid", id="unknown key"
    ),
    pytest.param(with_value("id", "Winifred Quackenbush"), "id", id="name as the id"),
    pytest.param(with_value("request.interval", "Winifred Quackenbush"), "request.interval", id="name for a span"),
    pytest.param(with_value("request.state", "Quackenbush"), "request.state", id="name for a state"),
    pytest.param(with_value("request.kind", "Quackenbush"), "request.kind", id="name for a kind"),
    pytest.param(with_value("patient.died", "1985-07-31x"), "patient.died", id="date with a letter"),
    pytest.param(with_value("headaches.chronic_since", {"since": "31 July 1985"}), "since", id="date in words"),
    pytest.param(
        with_value("headaches.months", [{"month": "2026-03", "headache_days": "1985-07-31"}]),
        "headaches.months.0.headache_days",
        id="birth date for a count",
    ),
    pytest.param(
        with_value("trials", [{"drug": "Quackenbush", "ongoing": True, "stopped": "2025"}]), "trials.0", id="trial"
    ),
]


@pytest.mark.parametrize(("data", "where"), FAULTS)
def test_a_fault_names_file_and_field_and_no_value_of_the_chart(data: dict[str, Any], where: str) -> None:
    said = message(data)
    assert said.startswith("chart.json, field ")
    assert where in said.split(": ")[0]
    assert "\n" not in said
    assert [secret for secret in SECRETS if secret in said] == []


def test_a_missing_field_and_an_unknown_one_are_said_in_plain_words() -> None:
    assert "field patient.born: is missing." in message({**GOOD, "patient": {"given": "A", "family": "B"}})
    assert "field notes: is not a known field." in message({**GOOD, "notes": "none"})


def test_several_faults_are_counted() -> None:
    assert "(2 more like this)" in message({"id": "case-1", "request": {}, "patient": GOOD["patient"]})


@pytest.mark.parametrize("data", [[], "case", 7, None], ids=str)
def test_what_is_no_object_at_all(data: Any) -> None:
    assert "field the top level" in message(data)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match=r"missing\.json: cannot be read \(No such file or directory\)\. Check"):
        read_case(tmp_path / "missing.json")


def test_a_file_that_is_not_json_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "chart.json"
    path.write_text('{\n  "id": "case-1",\n  "patient": {"given": Winifred}\n}\n', encoding="utf-8")
    with pytest.raises(CaseFileError) as caught:
        read_case(path)
    assert str(caught.value).startswith("chart.json, line 3: not JSON")
    assert "Winifred" not in str(caught.value)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b'{"id": "case-1"', b"{} {}"], ids=["empty", "UTF-16", "cut", "two"]
)
def test_bytes_that_are_no_json(content: bytes) -> None:
    with pytest.raises(CaseFileError, match="not JSON"):
        parse_case(content, "chart.json")


def test_a_key_that_stands_twice_is_refused() -> None:
    """Neither of two values silently wins."""
    with pytest.raises(CaseFileError, match='the key "units" stands twice'):
        parse_case(b'{"id": "case-1", "request": {"units": 155, "units": 200}}', "chart.json")


@pytest.mark.parametrize(
    "content",
    [
        rb'{"id": "case-1", "\u0069d": "case-2"}',
        rb'{"id": "case-1", "id": "\u003a"}',
        rb'{"id": "case-1", "id": "\u003A"}',
        rb'{"a:b": 1, "a:b": 2}',
        rb'[{"id": {"a": ":", "a": "::"}, "other": "\\u003a"}]',
    ],
    ids=["written otherwise", "beside an escaped colon", "beside an escaped colon, capital", "with colons", "below"],
)
def test_a_key_that_stands_twice_is_found_however_it_is_written(content: bytes) -> None:
    with pytest.raises(CaseFileError, match="stands twice in one object"):
        parse_case(content, "chart.json")


WRITTEN = st.lists(st.sampled_from(["a", "é", " ", ":", r"\u003a", r"\u003A", r"\\", r"\"", r"\u0061"]), max_size=3)
STRINGS = WRITTEN.map(lambda parts: f'"{"".join(parts)}"')


@st.composite
def objects(draw: st.DrawFn, values: st.SearchStrategy[tuple[str, bool]]) -> tuple[str, bool]:
    """Draw the text of a JSON object, with whether a key stands twice in it or below."""
    members = draw(st.lists(st.tuples(STRINGS, values), max_size=4))
    keys = [json.loads(key) for key, _ in members]
    text = ", ".join(f"{key}: {value}" for key, (value, _) in members)
    return f"{{{text}}}", len(set(keys)) < len(keys) or any(twice for _, (_, twice) in members)


TEXTS = st.recursive(st.one_of(STRINGS, st.just("1"), st.just("null")).map(lambda text: (text, False)), objects)


@given(TEXTS)
def test_a_key_that_stands_twice_is_refused_and_no_other(drawn: tuple[str, bool]) -> None:
    text, twice = drawn
    with pytest.raises(CaseFileError) as caught:
        parse_case(text.encode(), "chart.json")
    assert ("stands twice" in str(caught.value)) is twice


@pytest.mark.parametrize(
    ("depth", "said"), [(100, "field the top level"), (1000, "nested far too deeply"), (2000, "not JSON")]
)
def test_what_is_nested_too_deeply_is_refused_in_words(depth: int, said: str) -> None:
    with pytest.raises(CaseFileError, match=said):
        parse_case(b"[" * depth + b"]" * depth, "chart.json")


def test_an_error_of_a_case_does_not_carry_the_chart_along() -> None:
    """A traceback must not print what pydantic was given."""
    with pytest.raises(CaseFileError) as caught:
        make_case(with_value("patient.born", "Quackenbush"))
    assert caught.value.__suppress_context__
    assert caught.value.__cause__ is None


def test_a_good_case_is_read(tmp_path: Path) -> None:
    path = tmp_path / "chart.json"
    path.write_text(json.dumps(GOOD), encoding="utf-8")
    assert read_case(path) == make_case(GOOD)


FULL = a_case(
    request={
        "kind": RequestKind.CONTINUATION,
        "state": "OH",
        "interval": "12 weeks",
        "span": "1 year",
        "service_date": date(2026, 4, 20),
        "expedited": True,
        "expedited_reason": "the last treatment is wearing off",
    },
    **complete_details(),
    diagnoses=(diagnosis("G43.719", text="Chronic migraine", since="2019", mapped_from="SNOMED CT 124171000119105"),),
    headaches={
        "chronic_since": chronic_since("2019/2020-03"),
        "diaries": (diary("2026-03-01", "xm.?x", hours="4-6", acute=("sumatriptan",)),),
        "months": (month("2026-02", "16-20", migraine_days="8+", hours=90, days_recorded=27), month("2026-01", 18)),
        "frequencies": (stated(Counting.MIGRAINE_DAY, per_week="3-4", held_for="2 to 3 months", hours_each=4.5),),
    },
    trials=(
        trial("topiramate", 90, outcome=Outcome.INADEQUATE_RESPONSE, dose={"amount": "50-100"}, lasted="3 months"),
        trial("propranolol", started="2024", stopped="2024-05", outcome=Outcome.INTOLERANCE, side_effects=("fatigue",)),
        trial("amitriptyline", started="2026-01", ongoing=True),
    ),
    contraindications=(contraindicated("metoprolol"), contraindicated(drug_class="beta-blocker")),
    intolerances=(not_tolerated("nortriptyline", reaction="sedation", noted="2023"),),
    acute_medicines=(acute("sumatriptan", "at most 8"), acute("naproxen")),
    medication_list=reviewed_list("topiramate", "lisinopril"),
    toxin_treatments=(treated("2025-10-07"), treated("2025-07", None, for_migraine=None, adverse_effects=())),
    scores=(score(Instrument.HIT_6, 66), score(Instrument.MIDAS, 45, date(2026, 1, 5))),
    documents=(document(DocumentKind.OFFICE_NOTE, signed=True),),
    attestations=(attested(Attested.FIVE_MIGRAINE_ATTACKS),),
    confirmations=(Confirmation(policy="p", clause="1", holds=True, by="B", on=date(2026, 4, 1), note="seen"),),
)


def test_a_full_case_survives_json() -> None:
    assert parse_case(FULL.model_dump_json().encode(), "chart.json") == FULL


DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2026, 4, 15))
PARTIAL = st.one_of(
    DAYS.map(date.isoformat),
    DAYS.map(lambda day: day.isoformat()[:7]),
    DAYS.map(lambda day: day.isoformat()[:4]),
    DAYS.map(lambda day: {"low": f"{day:%Y-%m}-01", "high": day.isoformat(), "said": "early that month"}),
)
COUNT = st.integers(min_value=0, max_value=28)
SOME = st.one_of(
    COUNT,
    COUNT.map(lambda count: f"at least {count}"),
    COUNT.map(lambda count: f"{count}-{count + 2}"),
    COUNT.map(lambda count: {"low": None, "high": count, "said": "not many"}),
)
LENGTHS = st.sampled_from(["8 weeks", "2 to 3 months", "60 days", {"low": "2 months", "high": "1 year"}])


@st.composite
def charts(draw: st.DrawFn) -> Case:
    """Draw a case with facts in every short form there is."""
    headaches = {
        "months": tuple(month(f"2026-{n:02}", draw(SOME), attacks=draw(SOME)) for n in (1, 2, 3)),
        "chronic_since": chronic_since(draw(PARTIAL)),
        "frequencies": (stated(per_month=draw(SOME), since=draw(PARTIAL), held_for=draw(LENGTHS)),),
    }
    trials = (trial("topiramate", stopped=draw(PARTIAL), lasted=draw(LENGTHS), dose={"amount": draw(SOME)}),)
    return a_case(headaches=headaches, trials=trials, toxin_treatments=(treated(draw(PARTIAL)),))


@given(charts())
def test_every_case_survives_json_twice(case: Case) -> None:
    once = parse_case(case.model_dump_json().encode(), "chart.json")
    assert once == case
    assert once.model_dump_json() == case.model_dump_json()


def test_a_part_needs_nothing_and_a_case_is_a_part(tmp_path: Path) -> None:
    part, whole = tmp_path / "part.json", tmp_path / "whole.json"
    part.write_bytes(b'{"diagnoses": [{"code": "G43.709", "evidence": [{"document": "note"}]}]}')
    whole.write_text(json.dumps(GOOD))
    assert [one.code for one in read_part(part).diagnoses] == ["G43.709"]
    assert read_part(whole).id == "case-1"


def test_a_part_refuses_what_a_case_refuses(tmp_path: Path) -> None:
    part = tmp_path / "part.json"
    part.write_bytes(b'{"dignoses": []}')
    with pytest.raises(CaseFileError, match=r"part\.json, field dignoses: is not a known field"):
        read_part(part)


def test_what_is_written_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(write_part(make_case(GOOD)))
    assert read_case(path) == make_case(GOOD)
