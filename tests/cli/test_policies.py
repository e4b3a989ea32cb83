"""The commands for the people who keep rules."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from priorauth.cli import policies as commands
from priorauth.cli import show_policies
from priorauth.cli.write import append_line
from priorauth.policy.data import policy_json
from priorauth.policy.folder import file_name, read_policy_folder
from priorauth.policy.verified import standing
from tests.cli.conftest import RunCli
from tests.payer_rules.charts import chart
from tests.policies import a_policy
from tests.samples import FOLDER

TODAY = date(2026, 11, 26)
ID = "example_health/commercial_2026_01"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clinic's folder with one policy, which was read on November 24, 2025."""
    monkeypatch.setattr(commands, "today", lambda: TODAY)
    folder = tmp_path / "own"
    folder.mkdir()
    policy = a_policy(read_on="2025-11-24")
    (folder / file_name(policy)).write_bytes(policy_json(policy))
    return folder


def line_of(out: str, start: str) -> str:
    return next(line for line in out.splitlines() if line.startswith(start))


def test_a_case_is_checked_against_the_clinics_own_policy(run: RunCli, own: Path, tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    text = (FOLDER / "uhc_initial_ready.json").read_text()
    case.write_text(text.replace('"UHC"', '"eh"').replace('"UnitedHealthcare"', '"eh"'))

    assert run("check", case).code == 4
    done = run("check", case, "--policies", own)
    assert done.code == 0
    assert 'Found by the name "EH", another name of Example Health.' in done.out
    assert "The policy could be met on June 10, 2026" in run("when", case, "--policies", own).out
    assert ID in run("compare", case, "--policies", own).out
    assert run("prepare", case, "--policies", own, "--out", tmp_path / "out").code == 0
    written = json.loads((tmp_path / "out" / "uhc-initial-ready" / "office" / "review.json").read_text())
    assert written["policy"]["found_as"] == "EH"


def test_the_list_tells_the_clinics_own_and_what_was_not_read_for_a_year(run: RunCli, own: Path) -> None:
    out = run("policy", "list", "--policies", own).out

    assert "Example Health (own)" in line_of(out, ID)
    assert "not read for 1 year" in line_of(out, ID)
    assert json.loads(run("policy", "list", "--policies", own, "--json").out)[-1].keys() >= {
        "old_from",
        "last_verified",
    }


@pytest.mark.parametrize(
    ("today", "is_old"), [(date(2026, 11, 24), False), (date(2026, 11, 25), True)], ids=["a year", "a day more"]
)
def test_the_list_looks_at_the_day(
    run: RunCli, own: Path, monkeypatch: pytest.MonkeyPatch, today: date, *, is_old: bool
) -> None:
    monkeypatch.setattr(commands, "today", lambda: today)

    assert ("**not read for 1 year**" in run("policy", "show", ID, "--policies", own).out) is is_old


def test_the_outline_does_not_look_at_the_day(run: RunCli, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = run("policy", "outline", ID, "--policies", own).out
    monkeypatch.setattr(commands, "today", lambda: date(2040, 1, 1))

    assert run("policy", "outline", ID, "--policies", own).out == before
    assert "- the reading is old from: 2026-11-25\n" in before


def test_a_policy_that_is_no_longer_in_effect_is_not_called_old() -> None:
    ended = a_policy(read_on="2020-01-01", effective=date(2019, 1, 1), ended=TODAY)
    stands = standing(ended)

    assert show_policies.old(ended, stands, TODAY) == ""
    assert show_policies.old(ended, stands, date(2026, 11, 25)) == "not read for 1 year"


def test_a_verification_is_recorded_and_shown(run: RunCli, own: Path) -> None:
    done = run("policy", "verify", ID, "--by", "A. Biller", "--agrees", "--note", "edition 3", "--policies", own)

    assert (done.code, done.out) == (0, f"{own / 'verifications.jsonl'}\n")
    shown = run("policy", "show", ID, "--policies", own).out
    assert "- last verified: agreed on 2026-11-26 (A. Biller)" in shown
    assert "- note of that day: edition 3" in shown
    assert "not read for" not in shown
    assert "agreed on" in run("policy", "list", "--policies", own).out


def test_the_record_only_grows(run: RunCli, own: Path) -> None:
    run("policy", "verify", "aetna", "--by", "A", "--differs", "--on", "2026-11-20", "--policies", own)
    first = (own / "verifications.jsonl").read_bytes()
    run("policy", "verify", ID, "--by", "B", "--agrees", "--policies", own)

    assert (own / "verifications.jsonl").read_bytes().startswith(first)
    assert [one.by for one in read_policy_folder(own).verifications] == ["A", "B"]
    assert "differed on 2026-11-20 (A)" in run("policy", "show", "aetna", "--policies", own).out
    assert run("check", FOLDER / "aetna_initial_ready.json", "--policies", own).code == 10


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--by", "A"), "--agrees or --differs"),
        (("--by", " ", "--agrees"), "--by names the person"),
        (("--by", "A" * 401, "--agrees"), "at most 400 characters"),
        (("--by", "A", "--agrees", "--on", "2026-11-27"), "lies in the future"),
    ],
)
def test_a_verification_that_says_too_little_is_refused(
    run: RunCli, own: Path, arguments: tuple[str, ...], words: str
) -> None:
    done = run("policy", "verify", ID, *arguments, "--policies", own)

    assert done.code == 2
    assert words in done.err
    assert not (own / "verifications.jsonl").exists()


def test_a_verification_needs_a_folder_and_a_policy(run: RunCli, own: Path) -> None:
    assert "folder of the clinic's own policies" in run("policy", "verify", "aetna", "--by", "A", "--agrees").err
    assert run("policy", "verify", "nobody", "--by", "A", "--agrees", "--policies", own).code == 4


def test_lines_added_at_the_same_time_all_stay(tmp_path: Path) -> None:
    path = tmp_path / "record.jsonl"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: append_line(path, f"line {number}"), range(40)))

    assert sorted(path.read_text().splitlines()) == sorted(f"line {number}" for number in range(40))
    assert [one.name for one in tmp_path.iterdir()] == ["record.jsonl"]


def test_a_record_without_its_last_line_break_is_not_run_together(tmp_path: Path) -> None:
    path = tmp_path / "record.jsonl"
    path.write_text("by hand")
    append_line(path, "added")

    assert path.read_text() == "by hand\nadded\n"


def test_coverage_of_the_release(run: RunCli) -> None:
    done = run("policy", "coverage")
    one = run("policy", "coverage", "aetna")

    assert done.code == one.code == 0
    assert line_of(done.out, "aetna/commercial_2026_01").split()[-1] == "none"
    assert "every verdict that can be was seen" in one.out
    assert "cannot be" in line_of(one.out, "initial       prescriber.1")


@pytest.mark.parametrize(("expected", "code"), [("met", 0), ("not met", 12)])
def test_coverage_of_an_own_policy_tries_its_cases(run: RunCli, own: Path, expected: str, code: int) -> None:
    cases = own / "cases" / "example_health_commercial_2026_01"
    cases.mkdir(parents=True)
    (cases / "adult.json").write_text(json.dumps(chart()))
    (cases / "expected.csv").write_text(f"case,clause,expected\nadult.json,1,{expected}\nadult.json,2,met\n")
    done = run("policy", "coverage", ID, "--policies", own)

    assert done.code == code
    assert f"{ID}: {2 if code == 0 else 3} verdicts were never seen." in done.out
    differing = f"{ID}, row 2: adult.json, clause 1: expected not met, found met\n"
    assert done.err == ("" if code == 0 else differing)
    data = json.loads(run("policy", "coverage", ID, "--policies", own, "--json").out)
    assert len(data[0]["differing"]) == (0 if code == 0 else 1)
    assert run("policy", "coverage", "--policies", own).code == code


def test_an_unknown_payer_is_offered_what_can_be_done(run: RunCli, tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_text((FOLDER / "uhc_initial_ready.json").read_text().replace('"UHC"', '"Atena"'))
    done = run("check", case)

    assert done.code == 4
    assert "Did you mean Aetna?" in done.err
    assert "`priorauth policy new`" in done.err
    assert "`--policy general`" in done.err
