"""The commands on diaries: what is printed where, what is written, and how a bad file ends."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from priorauth.case.read import read_part
from tests.cli.conftest import RunCli

DIARY = "Date,Headache,Migraine,Hours,Medicines\n" + "".join(
    f"2026-03-{day:02},{'yes,yes,5,Sumatriptan' if day <= 8 else 'no,,,none'}\n" for day in range(1, 32)
)


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    path = tmp_path / "diary.csv"
    path.write_text(DIARY, encoding="utf-8")
    return path


def words(text: str) -> str:
    """Return the text with one space between words, so that columns do not matter."""
    return " ".join(text.split())


def test_import_writes_a_part_and_prints_each_month(run: RunCli, diary: Path, tmp_path: Path) -> None:
    part = tmp_path / "parts" / "diary.json"
    done = run("import", "diary", diary, "--out", part)

    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == str(part)
    for line in (
        "March 2026: 31 of 31 days recorded",
        "Headache days 8 8 marked",
        "Migraine days 8 8 marked",
        "Days with headache of 4 hours or more 8",
        "Hours of headache 40 days with hours or free: 31, in all 40 h",
        "Days with triptans 8 overuse by ICHD-3 8.2 from 10",
    ):
        assert line in words(done.out)
    assert [entry.day.day for entry in read_part(part).headaches.diaries[0].days] == list(range(1, 32))
    assert part.stat().st_mode & 0o007 == 0


def test_quiet_prints_nothing_but_what_could_not_be_read(run: RunCli, diary: Path, tmp_path: Path) -> None:
    diary.write_text(DIARY.replace("2026-03-31,no", "2026-03-31,unsure"), encoding="utf-8")
    done = run("import", "diary", diary, "--out", tmp_path / "part.json", "--quiet")
    assert (done.code, done.out) == (0, "")
    assert words(done.err) == (
        "line 32, column 2 (headache): expected yes or no, or a pain level from 0 to 10; the cell counts as blank"
    )


def test_of_many_bad_cells_the_first_fifty_are_named(run: RunCli, diary: Path, tmp_path: Path) -> None:
    rows = "".join(f"{date.fromordinal(739_000 + day)},unsure\n" for day in range(60))
    diary.write_text(f"Date,Headache\n{rows}2026-03-01,yes\n", encoding="utf-8")
    done = run("import", "diary", diary, "--out", tmp_path / "part.json")
    assert len(done.err.splitlines()) == 51
    assert done.err.endswith("10 more cells like these could not be read.\n")


def test_a_statement_fills_the_days_without_an_entry(run: RunCli, tmp_path: Path) -> None:
    path, part = tmp_path / "diary.csv", tmp_path / "part.json"
    path.write_text("Date,Headache\n2026-03-05,yes\n", encoding="utf-8")
    span = ("--complete-from", "2026-03-01", "--complete-to", "2026-03-31")
    done = run("import", "diary", path, "--out", part, *span, "--stated-by", "A. Example", "--stated-on", "2026-04-01")

    assert done.code == 0
    assert "March 2026: 31 of 31 days recorded Headache days 1 1 marked" in words(done.out)
    stated = read_part(part).headaches.diaries[0].stated_complete
    assert stated is not None
    assert (stated.by, stated.on) == ("A. Example", date(2026, 4, 1))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param(["--complete-from", "2026-03-01"], "belong together", id="half a statement"),
        pytest.param(
            [
                "--complete-from",
                "2026-03-01",
                "--complete-to",
                "2026-02-01",
                "--stated-by",
                "A",
                "--stated-on",
                "2026-04-01",
            ],
            "expected the first day, then the last",
            id="last before first",
        ),
        pytest.param(["--format", "no-such"], "is not one of", id="format"),
    ],
)
def test_a_statement_typed_wrongly_is_refused(
    run: RunCli, diary: Path, tmp_path: Path, options: list[str], said: str
) -> None:
    done = run("import", "diary", diary, "--out", tmp_path / "part.json", *options)
    assert (done.code, said in words(done.err.replace("│", " "))) == (2, True)
    assert not (tmp_path / "part.json").exists()


def test_a_file_that_is_no_diary_leaves_with_3(run: RunCli, tmp_path: Path) -> None:
    path = tmp_path / "diary.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    done = run("import", "diary", path, "--out", tmp_path / "part.json")
    assert (done.code, done.out, done.err.count("\n")) == (3, "", 1)
    assert done.err.startswith("priorauth: diary.csv: not a known diary.")


def test_a_folder_is_no_file_to_write_to(run: RunCli, diary: Path, tmp_path: Path) -> None:
    done = run("import", "diary", diary, "--out", tmp_path)
    assert (done.code, "--out is a folder" in done.err) == (2, True)
    assert list(tmp_path.iterdir()) == [diary]


def test_a_diary_can_be_named_by_its_format(run: RunCli, diary: Path, tmp_path: Path) -> None:
    done = run("import", "diary", diary, "--format", "migraine-buddy", "--out", tmp_path / "part.json")
    assert (done.code, "the header of the attacks" in done.err) == (3, True)


def test_count_shows_all_ways_side_by_side(run: RunCli, diary: Path, tmp_path: Path) -> None:
    part = tmp_path / "part.json"
    run("import", "diary", diary, "--out", part, "--quiet")
    done = run("diary", "count", part, "--average-over", "1")

    assert (done.code, done.err) == (0, "")
    for line in (
        "Counted up to March 31, 2026.",
        "Headache days month: March 2026 8 8 marked",
        "28 days: 2026-03-04 to 2026-03-31 5 5 marked",
        "30 days: 2026-03-02 to 2026-03-31 7 7 marked",
        "90 days: 2026-01-01 to 2026-03-31 8–67 8 marked, 59 of 90 days not known: 8 to 8 + 59 = 67",
        "per 30 of these 90 days 2.7–22.3 ÷ 3",
        "average: Mar 2026 to Mar 2026 8 (8) ÷ 1 = 8",
        "15 or more headache days – the diary does not reach over four full months",
        "March 2026: triptans 8 overuse from 10",
    ):
        assert line in words(done.out)


def test_count_prints_json_for_machines(run: RunCli, diary: Path, tmp_path: Path) -> None:
    part = tmp_path / "part.json"
    run("import", "diary", diary, "--out", part, "--quiet")
    found = json.loads(run("diary", "count", part, "--until", "2026-03-30", "--json").out)

    assert found["until"] == "2026-03-30"
    assert [way["counting"] for way in found["ways"]] == ["headache_day", "migraine_day", "day_of_4_hours_or_more"]
    assert found["ways"][0]["by_30_days"][0]["count"] == 8
    assert found["medicines"][0] == {
        **{"month": "2026-03-01", "group": "triptans", "days": 8, "overuse_from": 10},
        "verified": True,
    }


def test_count_without_a_diary_leaves_with_3(run: RunCli, tmp_path: Path) -> None:
    path = tmp_path / "part.json"
    path.write_text("{}", encoding="utf-8")
    done = run("diary", "count", path)
    assert (done.code, done.out) == (3, "")
    assert "holds no headache diary" in done.err
