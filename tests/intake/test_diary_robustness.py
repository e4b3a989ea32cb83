"""Any bytes give a part of a case or one sentence; and what a person states of a diary changes blank days only."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from priorauth.case.headache import StatedComplete
from priorauth.errors import CaseFileError
from priorauth.intake.diary import DiaryFormat, read_diary
from tests.intake.diary_year import apple_health, calendar, migraine_buddy, paper_grid, year


def packed(content: bytes) -> bytes:
    """Return an export.zip with this export in it."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("apple_health_export/export.xml", content)
    return whole.getvalue()


SAMPLES = [writer(year()[:40]) for writer in (migraine_buddy, apple_health, calendar, paper_grid)]
EVERY_FORMAT = st.sampled_from([None, *DiaryFormat])
CUTS = st.lists(st.tuples(st.integers(0, 6_000), st.integers(0, 40), st.binary(max_size=12)), min_size=1, max_size=6)


def attempt(path: Path, content: bytes, known_format: DiaryFormat | None = None) -> str:
    """Read the bytes as a diary; return everything that was said of them."""
    path.write_bytes(content)
    try:
        found = read_diary(path, known_format)
    except CaseFileError as error:
        return f"{error}{error.__cause__ or ''}"
    return " ".join([*map(str, found.problems), *found.notes])


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("diary") / "diary"


@given(content=st.binary(max_size=400), known_format=EVERY_FORMAT)
def test_any_bytes_give_a_part_or_a_sentence(file: Path, content: bytes, known_format: DiaryFormat | None) -> None:
    attempt(file, content, known_format)


@given(sample=st.sampled_from([*SAMPLES, packed(SAMPLES[1])]), cuts=CUTS, known_format=EVERY_FORMAT)
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=150)
def test_a_damaged_diary_gives_a_part_or_a_sentence(
    file: Path, sample: bytes, cuts: list[tuple[int, int, bytes]], known_format: DiaryFormat | None
) -> None:
    for start, length, put in cuts:
        sample = sample[:start] + put + sample[start + length :]
    attempt(file, sample, known_format)


@given(
    cells=st.lists(
        st.lists(
            st.sampled_from(["", "yes", "no", "0", "7", "11", "2026-03-01", "3/31/26", "x", '"', "Sumatriptan"]),
            max_size=6,
        )
    )
)
def test_any_cells_of_a_calendar_give_a_part_or_a_sentence(file: Path, cells: list[list[str]]) -> None:
    header = "Date,Headache,Pain,Migraine,Hours,Medicines\n"
    attempt(file, (header + "\n".join(",".join(row) for row in cells)).encode(), None)


SECRET = "Zweifelhaft"


@pytest.mark.parametrize("sample", SAMPLES, ids=["Migraine Buddy", "Apple Health", "calendar", "paper grid"])
def test_no_value_of_the_file_stands_in_a_message(sample: bytes, tmp_path: Path) -> None:
    """Numbers and dates become a word: it may not come back."""
    path = tmp_path / "diary"
    every_cell = re.sub(rb'(?<=[">,])\d[^",<]*', SECRET.encode(), sample)
    the_end = sample[: len(sample) // 2] + re.sub(rb"20\d\d|/25", SECRET.encode(), sample[len(sample) // 2 :])
    assert SECRET in (every_cell + the_end).decode()
    assert SECRET not in attempt(path, every_cell)
    assert SECRET not in attempt(path, the_end)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    for known_format in (None, *DiaryFormat):
        with pytest.raises(CaseFileError, match=r"cannot be read \(No such file"):
            read_diary(tmp_path / "none.csv", known_format)


def test_a_text_too_large_for_a_diary_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "diary.csv"
    with path.open("wb") as file:
        file.truncate(9 * 2**20)
    with pytest.raises(CaseFileError, match="larger than 8 MB"):
        read_diary(path)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("Date,Headache\n" + "2026-03-01,yes\n" * 20_000, 20_001, id="rows"),
        pytest.param("Date,Headache\n" + "," * 1_000, 2, id="cells"),
    ],
)
def test_more_than_any_diary_has_is_refused(text: str, line: int, tmp_path: Path) -> None:
    path = tmp_path / "diary.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseFileError, match=f"line {line}: more than 20,000 rows, or 1,000 cells in one row"):
        read_diary(path)


def test_as_much_as_a_diary_may_have_is_read(tmp_path: Path) -> None:
    path = tmp_path / "diary.csv"
    path.write_text("Date,Headache\n" + "2026-03-01,yes\n" * 19_999, encoding="utf-8")
    assert len(read_diary(path).part.headaches.diaries[0].days) == 1


# What a named person states


def stated(first: str, last: str, on: str = "2026-04-01") -> StatedComplete:
    return StatedComplete(
        first=date.fromisoformat(first), last=date.fromisoformat(last), by="A. Example", on=date.fromisoformat(on)
    )


def marks(path: Path, statement: StatedComplete | None) -> dict[str, bool | None]:
    entries = read_diary(path, stated=statement).part.headaches.diaries[0].days
    return {f"{entry.day:%m-%d}": entry.headache for entry in entries}


def test_a_statement_makes_blank_days_of_its_span_free_and_no_others(tmp_path: Path) -> None:
    path = tmp_path / "diary.csv"
    path.write_text("Date,Headache\n2026-03-01,yes\n2026-03-03,\n2026-03-06,yes\n", encoding="utf-8")
    assert marks(path, None) == {"03-01": True, "03-03": None, "03-06": True}
    # a row that was left blank is an entry that nobody answered: the statement is on days without an entry
    assert marks(path, stated("2026-03-02", "2026-03-04")) == {
        **{"03-01": True, "03-02": False, "03-03": None, "03-04": False},
        "03-06": True,
    }


def test_who_stated_it_stands_in_the_evidence(tmp_path: Path) -> None:
    path = tmp_path / "diary.csv"
    path.write_text("Date,Headache\n2026-03-01,yes\n", encoding="utf-8")
    diary = read_diary(path, stated=stated("2026-03-01", "2026-03-31")).part.headaches.diaries[0]
    assert str(diary.evidence[1]) == (
        "Statement that the diary is complete, March 1, 2026 to March 31, 2026, April 1, 2026, A. Example"
    )
    assert diary.stated_complete == stated("2026-03-01", "2026-03-31")


def test_a_diary_with_an_entry_of_unknown_day_cannot_be_stated_complete(tmp_path: Path) -> None:
    path = tmp_path / "diary.csv"
    path.write_text("Date,Headache\n2026-03-01,yes\nsoon,yes\n", encoding="utf-8")
    with pytest.raises(CaseFileError, match="cannot be stated complete while an entry is missing"):
        read_diary(path, stated=stated("2026-03-01", "2026-03-31"))


@pytest.mark.parametrize(
    ("first", "last", "on"),
    [
        pytest.param("2026-03-02", "2026-03-01", "2026-04-01", id="last before first"),
        pytest.param("2026-03-01", "2026-03-31", "2026-03-30", id="stated before its last day"),
        pytest.param("2024-03-01", "2026-03-03", "2026-04-01", id="over two years"),
    ],
)
def test_a_statement_that_nobody_can_make_is_refused(first: str, last: str, on: str) -> None:
    with pytest.raises(ValidationError):
        stated(first, last, on)


def test_a_statement_may_be_made_on_its_last_day_and_on_two_years() -> None:
    assert stated("2024-03-01", "2026-03-02", "2026-03-02").first == date(2024, 3, 1)
