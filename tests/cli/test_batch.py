"""The command that prepares many cases: what it asks for, prints, and leaves with."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from priorauth.batch.run import Progress
from priorauth.cli.progress import line_a_minute
from tests.batch.batches import lines, named, table
from tests.cli.conftest import RunCli


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Two cases: one ready, one not met."""
    return lines(tmp_path / "cases.ndjson", [named("a", "aetna_initial_ready"), named("b")])


def test_it_prints_the_counts_and_leaves_with_the_most_serious_code(run: RunCli, source: Path, tmp_path: Path) -> None:
    done = run("batch", source, "--payer-from-case", "--dry-run", "--out", tmp_path / "out")

    assert done.code == 11
    assert done.out.splitlines()[:4] == [
        "2 cases",
        "        1 ready to send",
        "        0 gaps to close first",
        "        1 not to be sent",
    ]
    assert done.out.endswith("report.html\n")
    assert done.err == ""


def test_json_is_the_summary(run: RunCli, source: Path, tmp_path: Path) -> None:
    done = run("batch", source, "--payer-from-case", "--dry-run", "--out", tmp_path / "out", "--json")

    assert done.out == (tmp_path / "out" / "summary.json").read_text()
    assert json.loads(done.out)["readiness"] == {"ready": 1, "gaps": 0, "not_met": 1}


def test_quiet_prints_nothing(run: RunCli, source: Path, tmp_path: Path) -> None:
    done = run("batch", source, "--payer-from-case", "--dry-run", "--out", tmp_path / "out", "--quiet")
    assert (done.code, done.out, done.err) == (11, "", "")


def test_the_limit_counts_cases(run: RunCli, source: Path, tmp_path: Path) -> None:
    done = run("batch", source, "--payer-from-case", "--dry-run", "--out", tmp_path / "out", "--limit", "1", "--quiet")
    assert (done.code, [row["case_id"] for row in table(tmp_path / "out")]) == (0, ["a"])


def test_several_inputs_are_told_apart(run: RunCli, source: Path, tmp_path: Path) -> None:
    more = lines(tmp_path / "more.ndjson", [named("c")])
    run("batch", source, more, "--payer-from-case", "--dry-run", "--out", tmp_path / "out", "--quiet")
    assert [row["place"] for row in table(tmp_path / "out")] == [
        "input 1 (line 1)",
        "input 1 (line 2)",
        "input 2 (line 1)",
    ]


@pytest.mark.parametrize("options", [(), ("--payer", "Aetna", "--payer-from-case")])
def test_it_asks_for_the_payer_or_for_each_ones_own(
    run: RunCli, source: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    done = run("batch", source, *options, "--out", tmp_path / "out")
    assert done.code == 2
    assert "give either --payer P or --payer-from-case" in " ".join(done.err.split())


def test_jobs_are_not_counted_on_a_cluster(run: RunCli, source: Path, tmp_path: Path) -> None:
    done = run("batch", source, "--payer-from-case", "--out", tmp_path / "out", "--jobs", "2", "--cluster", "local:2")
    assert done.code == 2
    assert "--jobs counts workers of this machine" in " ".join(done.err.split())


def test_a_payer_that_is_not_held_is_refused_at_once(run: RunCli, source: Path, tmp_path: Path) -> None:
    done = run("batch", source, "--payer", "Aetnaa", "--out", tmp_path / "out")
    assert done.code == 4
    assert done.err.startswith('priorauth: No policy of the payer "Aetnaa" is held. Did you mean Aetna?')
    assert not (tmp_path / "out").exists()


def test_the_report_shows_counts_and_runs_nothing(run: RunCli, source: Path, tmp_path: Path) -> None:
    lines(source, [named("a", "aetna_initial_ready"), named("b"), b"{"])
    run("batch", source, "--payer-from-case", "--dry-run", "--out", tmp_path / "out", "--quiet")
    page = (tmp_path / "out" / "report.html").read_text()

    assert "<h1>Batch of 3 cases: verdicts only</h1>" in page
    assert "1 ready to send, 0 with gaps to close first, 1 not to be sent, 1 failed." in page
    assert '<tr><th scope="row">Aetna</th><td class="number">1</td><td class="number">0</td>' in page
    assert '<tr><th scope="row">no id</th><td>input 1 (line 3)</td><td class="number">3</td>' in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_without_a_terminal_a_line_a_minute_tells_how_far_it_is() -> None:
    printed, clock = io.StringIO(), iter([0.0, 59.0, 60.0, 60.0, 119.0, 121.0, 121.0])
    watch = line_a_minute(Console(file=printed, width=110), 1000, lambda: next(clock))
    for done in (90, 100, 150, 242):
        watch(Progress(done, 0, 2))

    assert printed.getvalue().splitlines() == [
        "100 of 1000 cases, 1.7 a second, 2 failed, about 9 min left",
        "242 of 1000 cases, 2.0 a second, 2 failed, about 6 min left",
    ]
