"""`priorauth policy new`: from a filled table, from questions on a terminal, and never a question in a pipe."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from priorauth.cli import new_policy
from priorauth.clinical.terms import LineOfBusiness, RequestKind
from priorauth.policy.criteria import Age, HeadacheDays, ManualCheck, walk
from priorauth.policy.folder import read_policy_folder
from priorauth.policy.form.table import policy_of_table
from priorauth.policy.model import Policy
from tests.cli.conftest import Run, RunCli

FILE = "example_health_commercial_2026_01.json"
FILLED = {
    "payer_name": "Example Health",
    "line_of_business": "commercial",
    "effective": "2026-01-01",
    "title": "Botulinum toxins",
    "address": "https://example.org/policy",
    "read_on": "2026-06-10",
    "age": "18 or older",
    "headache_days": "at least 15",
}
Answer = Callable[..., Run]


@pytest.fixture
def table(run: RunCli, tmp_path: Path) -> Path:
    """The blank table of the program, filled as a person would in a spreadsheet."""
    path = tmp_path / "filled.csv"
    assert run("policy", "new", "--table-template", path).out == f"{path}\n"
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    for row in rows:
        if row[0] in FILLED:
            row[3:4] = [FILLED[row[0]]]
    with path.open("w", newline="", encoding="utf-8") as written:
        csv.writer(written).writerows(rows)
    return path


def test_a_filled_table_becomes_a_file_of_the_clinics_folder(run: RunCli, table: Path, tmp_path: Path) -> None:
    done = run("policy", "new", table, "--policies", tmp_path / "own")
    (policy,) = read_policy_folder(tmp_path / "own").policies

    assert (done.code, done.out) == (0, f"{tmp_path / 'own' / FILE}\n")
    assert policy == policy_of_table(table.read_bytes(), table.name)
    assert "Not read, so a person is asked: diagnosis codes; " in done.err
    assert "`priorauth policy verify example_health/commercial_2026_01`" in done.err
    assert run("policy", "outline", "example_health", "--policies", tmp_path / "own").code == 0


def test_a_filled_table_becomes_a_module(run: RunCli, table: Path, tmp_path: Path) -> None:
    done = run("policy", "new", table, "--python", "--out", tmp_path / "payer_rules")
    path = tmp_path / "payer_rules" / "example_health" / "commercial_2026_01.py"
    names: dict[str, Policy] = {}
    exec(compile(path.read_text(), "module", "exec"), names)

    assert done.out == f"{path}\n"
    assert names["POLICY"] == policy_of_table(table.read_bytes(), table.name)


def test_a_file_that_is_there_is_kept_unless_it_is_to_be_replaced(run: RunCli, table: Path, tmp_path: Path) -> None:
    run("policy", "new", table, "--policies", tmp_path / "own")
    table.write_text(table.read_text().replace("18 or older", "16 or older"))
    refused = run("policy", "new", table, "--policies", tmp_path / "own")
    assert (refused.code, refused.out) == (7, "")
    assert "exists already" in refused.err
    assert '"at_least": 18' in (tmp_path / "own" / FILE).read_text()

    assert run("policy", "new", table, "--policies", tmp_path / "own", "--replace").code == 0
    assert '"at_least": 16' in (tmp_path / "own" / FILE).read_text()
    assert run("policy", "new", "--table-template", table).code == 7


def test_a_dry_run_prints_the_outline_and_writes_nothing(run: RunCli, table: Path, tmp_path: Path) -> None:
    done = run("policy", "new", table, "--dry-run", "--policies", tmp_path / "own")

    assert done.out.startswith("# Example Health: Botulinum toxins\n")
    assert not (tmp_path / "own").exists()
    assert run("policy", "new", table, "--dry-run").code == 0


def test_a_policy_of_the_release_is_not_made_again(run: RunCli, table: Path, tmp_path: Path) -> None:
    table.write_text(table.read_text().replace("Example Health", "Aetna"))
    done = run("policy", "new", table, "--policies", tmp_path / "own")

    assert done.code == 4
    assert "has the id aetna/commercial_2026_01, which this release already holds" in done.err
    assert not (tmp_path / "own").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("nobody.csv", "--policies", "own"), 4, "nobody.csv: the table cannot be read"),
        (("filled.csv",), 2, "name the folder of the clinic's own policies"),
        (("filled.csv", "--python"), 2, "with --python name the folder"),
        (("--policies", "own"), 2, "questions are asked on a terminal only"),
    ],
)
def test_what_is_missing_is_said(
    run: RunCli,
    table: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    code: int,
    words: str,
) -> None:
    monkeypatch.chdir(table.parent)
    done = run("policy", "new", *arguments)

    assert (done.code, done.out) == (code, "")
    assert words in " ".join(done.err.replace("│", " ").split())


@pytest.fixture
def answer(run: RunCli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Sits at the terminal and types these lines; whatever is asked after the last is left open."""
    monkeypatch.setattr(new_policy, "is_at_terminal", lambda: True)

    def _answer(*lines: str, left_open: int = 0, last: str = "y") -> Run:
        typed = "\n".join((*lines, *([""] * left_open), last)) + "\n"
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        return run("policy", "new", "--policies", tmp_path / "own")

    return _answer


ABOUT = (
    *("Example Health", "EH", "", "comercial", "commercial", "", "", "", "2026-01-01", ""),
    *("Botulinum toxins", "M-1", "", "https://example.org/policy", "", "2026-06-10", "", "", "", "initial"),
    *("prior authorization", "", "", "", "12 months", ""),
)
# people and diagnosis: the age, with where it stands; the codes and the prescriber are left open
PEOPLE = ("yes", "adult", "18 or older", "3.1", "six", "6", "Member is 18 or older", "", "")


def test_questions_on_a_terminal_make_a_policy(answer: Answer, tmp_path: Path) -> None:
    counts = ("yes", "at least 15", "", "", "", "silent", "", "", "", "", "", "")
    done = answer(*ABOUT, *PEOPLE, "no", "", "no stroke", "", "", "", "", "", *counts, left_open=2)
    (policy,) = read_policy_folder(tmp_path / "own").policies
    initial = list(walk(policy.requests[RequestKind.INITIAL]))

    assert done.code == 0
    assert done.out == f"{tmp_path / 'own' / FILE}\n"
    assert (policy.line_of_business, policy.effective) == (LineOfBusiness.COMMERCIAL, date(2026, 1, 1))
    assert list(policy.requests) == [RequestKind.INITIAL]
    assert Age(clause="3.1", page=6, says="Member is 18 or older", quoted=True, at_least=18) in initial
    assert any(isinstance(one, HeadacheDays) and one.per_month_at_least == 15 for one in initial)
    assert any(isinstance(one, ManualCheck) and one.says == "no stroke" for one in initial)
    assert {"dose", "interval", "migraine days"} <= set(policy.silent_on)
    assert {"diagnosis codes", "documents to send", "failed preventives"} <= set(policy.not_read)


def test_an_answer_that_cannot_be_read_is_asked_again(answer: Answer) -> None:
    err = answer(*ABOUT, *PEOPLE, left_open=10).err

    assert "Expected one of: commercial, medicare" in err
    assert "Without this there is no policy." in err
    assert "Expected a number that says its direction" in err
    assert "Expected the number of a page, such as 6." in err


def test_whoever_says_no_at_the_end_gets_no_policy_and_keeps_the_answers(answer: Answer, tmp_path: Path) -> None:
    done = answer(*ABOUT, *PEOPLE, left_open=7, last="n")

    kept = tmp_path / "own" / "unfinished_policy.csv"
    assert done.code == 1
    assert "Write example_health/commercial_2026_01?" in done.err
    assert [path.name for path in (tmp_path / "own").iterdir()] == [kept.name]


def test_answers_that_contradict_each_other_are_kept_to_go_on_with(run: RunCli, answer: Answer, tmp_path: Path) -> None:
    """Two clauses with one number make no policy; the table of the answers does, once that is mended."""
    codes = ("G43.709", "3.1", "", "")
    done = answer(*ABOUT, *PEOPLE[:-2], *codes, "", left_open=10)
    kept = tmp_path / "own" / "unfinished_policy.csv"

    assert done.code == 4
    assert 'expected a number of its own, such as "3.1 (2)"' in done.err
    assert f"Your answers are kept in {kept}" in done.err
    rows = kept.read_text(encoding="utf-8-sig")
    assert rows.count(",3.1,") == 2
    kept.write_text(rows.replace("G43.709,both,3.1,", "G43.709,both,3.2,"), encoding="utf-8")
    assert run("policy", "new", kept, "--policies", tmp_path / "own").code == 0
    (policy,) = read_policy_folder(tmp_path / "own").policies
    assert Age(clause="3.1", page=6, says="Member is 18 or older", quoted=True, at_least=18) in list(
        walk(policy.requests[RequestKind.INITIAL])
    )
