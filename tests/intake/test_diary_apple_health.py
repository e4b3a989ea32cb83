"""Apple Health: severities are headaches, "not present" is a free day, and the file is never held in memory."""

from __future__ import annotations

import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest

from priorauth.errors import CaseFileError
from priorauth.intake.diary import ImportedDiary, read_diary
from tests.intake.diary_year import known_days

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SEVERITY = "HKCategoryValueSeverity"


def record(
    start: str,
    end: str | None = None,
    value: str = f"{SEVERITY}Moderate",
    kind: str = "HKCategoryTypeIdentifierHeadache",
) -> str:
    return f'<Record type="{kind}" sourceName="Health" startDate="{start}" endDate="{end or start}" value="{value}"/>\n'


def export(*records: str, doctype: str = "") -> str:
    return f'{HEAD}{doctype}<HealthData locale="en_US">\n{"".join(records)}</HealthData>\n'


def read(folder: Path, content: str | bytes) -> ImportedDiary:
    path = folder / "export.xml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_diary(path)


NINE, ONE_PM = "2026-03-01 09:00:00 -0800", "2026-03-01 13:00:00 -0800"
HEADACHE: dict[str, Any] = {"headache": True}
FREE: dict[str, Any] = {"headache": False}
RECORDS: list[Any] = [
    pytest.param([record(NINE, ONE_PM)], {"2026-03-01": {**HEADACHE, "hours": 4}}, id="4 hours"),
    pytest.param([record(NINE)], {"2026-03-01": HEADACHE}, id="start is end: the length is unknown"),
    *[
        pytest.param([record(NINE, value=f"{SEVERITY}{name}")], {"2026-03-01": HEADACHE}, id=name)
        for name in ("Unspecified", "Mild", "Severe")
    ],
    pytest.param([record(NINE, value=f"{SEVERITY}NotPresent")], {"2026-03-01": FREE}, id="not present"),
    pytest.param(
        [record(NINE, value=f"{SEVERITY}NotPresent"), record(ONE_PM)],
        {"2026-03-01": HEADACHE},
        id="not present in the morning, present at noon",
    ),
    pytest.param(
        [record("2026-03-01 22:00:00 -0800", "2026-03-04 06:00:00 -0800", f"{SEVERITY}NotPresent")],
        {"2026-03-02": FREE, "2026-03-03": FREE},
        id="not present: only days that it covers whole",
    ),
    pytest.param(
        [record("2026-03-01 00:00:00 -0800", "2026-03-02 00:00:00 -0800", f"{SEVERITY}NotPresent")],
        {"2026-03-01": FREE},
        id="not present from midnight to midnight",
    ),
    pytest.param(
        [record("2026-03-01 22:00:00 +0530", "2026-03-02 03:00:00 +0530")],
        {"2026-03-01": {**HEADACHE, "hours": 2}, "2026-03-02": {**HEADACHE, "hours": 3}},
        id="over midnight, by the clock on the wall",
    ),
    pytest.param(
        [record(NINE, ONE_PM), record(NINE, ONE_PM)],
        {"2026-03-01": {**HEADACHE, "hours": 4}},
        id="the same record from two devices counts once",
    ),
    pytest.param(
        [record(NINE, ONE_PM), record("2026-03-02 09:00:00 -0800", kind="HKQuantityTypeIdentifierStepCount")],
        {"2026-03-01": {**HEADACHE, "hours": 4}},
        id="other records are passed over",
    ),
]


@pytest.mark.parametrize(("records", "expected"), RECORDS)
def test_records(records: list[str], expected: dict[str, Any], tmp_path: Path) -> None:
    found = read(tmp_path, export(*records))
    assert (known_days(found), found.problems) == (expected, ())


@pytest.mark.parametrize(
    ("bad", "column"),
    [
        pytest.param(record("yesterday"), "startDate", id="no time"),
        pytest.param(record("2026-02-30 09:00:00 -0800"), "startDate", id="February 30"),
        pytest.param(record("1126-02-03 09:00:00 -0800"), "startDate", id="a year long ago"),
        pytest.param(record(NINE, "tomorrow"), "endDate", id="no end"),
        pytest.param(record(ONE_PM, NINE), "endDate", id="end before start"),
        pytest.param(record(NINE, "2026-04-01 09:00:01 -0800"), "endDate", id="over a month"),
        pytest.param(record(NINE, value="3"), "value", id="a number is no severity"),
    ],
)
def test_a_bad_record_is_named_and_the_rest_goes_on(bad: str, column: str, tmp_path: Path) -> None:
    found = read(tmp_path, export(bad, record("2026-05-01 09:00:00 -0800")))
    known: dict[str, Any] = {} if column == "startDate" else {"2026-03-01": {}}
    assert known_days(found) == {**known, "2026-05-01": HEADACHE}
    assert [(problem.line, problem.column) for problem in found.problems] == [(3, column)]


def test_a_day_with_a_record_that_cannot_be_read_is_not_called_free(tmp_path: Path) -> None:
    found = read(tmp_path, export(record(NINE, value=f"{SEVERITY}NotPresent"), record(NINE, value="3")))
    assert known_days(found) == {"2026-03-01": {}}


DTD = "<!DOCTYPE HealthData [\n<!ELEMENT HealthData (Record*)>\n<!ATTLIST Record type CDATA #REQUIRED>\n]>\n"


@pytest.mark.parametrize(
    ("doctype", "line"),
    [
        pytest.param(DTD, 8, id="as the app writes it"),
        pytest.param(DTD.replace("(Record*)>", "(Record*"), 8, id="not well-formed, as some versions of iOS write it"),
        pytest.param(
            '<!DOCTYPE HealthData SYSTEM "http://example.invalid/health.dtd">\n', 5, id="outside: never fetched"
        ),
    ],
)
def test_the_list_of_elements_in_the_file_is_passed_over(doctype: str, line: int, tmp_path: Path) -> None:
    found = read(tmp_path, export(record(NINE), record("bad"), doctype=doctype))
    assert known_days(found) == {"2026-03-01": HEADACHE}
    assert found.problems[0].line == line


BOMB = '<!DOCTYPE HealthData [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>\n'
FILE = '<!DOCTYPE HealthData [<!ENTITY x SYSTEM "file:///etc/hostname">]>\n'
REFUSED: list[Any] = [
    pytest.param(export(f'<Record type="&c;"/>{record(NINE)}', doctype=BOMB), "not XML as Apple", id="entities"),
    pytest.param(export(f"<a>&x;</a>{record(NINE)}", doctype=FILE), "not XML as Apple", id="an outside entity"),
    pytest.param(
        export(record(NINE), doctype=BOMB).replace("UTF-8", "UTF-16").encode("utf-16"), "declares entities", id="UTF-16"
    ),
    pytest.param(export(record(NINE), doctype="<x/>"), "not an export of Apple Health", id="another root"),
    pytest.param(export("<a>" * 80 + "</a>" * 80), "too deep", id="too deep"),
    pytest.param(export(record(NINE))[:-20], "not XML as Apple Health writes it", id="cut off"),
    pytest.param(export(), "no day of a headache diary", id="no headache record"),
    pytest.param(export(record("bad")), "no day of a headache diary could be read. The first row", id="none readable"),
    pytest.param(HEAD.replace("UTF-8", "no-such-code") + "<HealthData/>", "export.xml", id="unknown encoding"),
]


@pytest.mark.parametrize(("content", "said"), REFUSED)
def test_what_is_no_export_is_refused_in_one_sentence(content: str | bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(CaseFileError) as caught:
        read(tmp_path, content)
    assert said in str(caught.value)


def test_a_large_export_is_read_in_little_memory(tmp_path: Path) -> None:
    """16 MB of other records between two headaches: the reader holds a few pieces of the file at a time."""
    path = tmp_path / "export.xml"
    filler = record(NINE, kind="HKQuantityTypeIdentifierHeartRate", value="72").encode() * 1_000
    with path.open("wb") as file:
        file.write((HEAD + DTD + "<HealthData>" + record(NINE)).encode())
        while file.tell() < 16 * 2**20:
            file.write(filler)
        file.write((record("2026-03-02 09:00:00 -0800") + "</HealthData>").encode())
    tracemalloc.start()
    found = read_diary(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert len(found.part.headaches.diaries[0].days) == 2
    assert peak < 6 * 2**20


def test_a_tag_without_end_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match="larger than any export"):
        read(tmp_path, f'<HealthData a="{"x" * (20 * 2**20)}')


ZIPS: list[Any] = [
    pytest.param({"export_cda.xml": "<a/>"}, id="only the clinical document"),
    pytest.param({"a.xml": "<a/>", "b.xml": "<a/>"}, id="two files and no export.xml"),
    pytest.param({}, id="empty"),
]


@pytest.mark.parametrize("files", ZIPS)
def test_a_zip_without_one_export_is_refused(files: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    with pytest.raises(CaseFileError, match=r"does not hold one export\.xml"):
        read_diary(path)


def test_an_export_in_another_language_is_found_in_its_zip(tmp_path: Path) -> None:
    path = tmp_path / "Export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("apple_health_export/exportación.xml", export(record(NINE)))
        archive.writestr("apple_health_export/export_cda.xml", "<ClinicalDocument/>")
    assert known_days(read_diary(path)) == {"2026-03-01": HEADACHE}


def test_a_damaged_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("export.xml", export(*(record(NINE) for _ in range(500))))
    content = bytearray(path.read_bytes())
    content[60:120] = bytes(60)
    path.write_bytes(content)
    with pytest.raises(CaseFileError, match="damaged"):
        read_diary(path)
