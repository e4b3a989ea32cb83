"""What is said of the requests on the command line is held to what a case can hold, whatever is imported."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import RunCli

IMPORTS = [
    ("import", "fhir", "record.json", "--out", "cases"),
    ("import", "ccda", "record.xml", "--out", "cases"),
    ("import", "table", "patients.csv", "--out", "cases"),
    ("batch", "patients.csv", "--payer-from-case", "--out", "cases"),
]


@pytest.mark.parametrize("command", IMPORTS, ids=[" ".join(one[:2]) for one in IMPORTS])
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (("--line-of-business", "any"), "--line-of-business names one kind of plan; leave it out where it is not"),
        (("--state", "Connecticut"), "--state: expected two capital letters, such as CT"),
        (("--state", "ct"), "--state: expected two capital letters, such as CT"),
    ],
)
def test_what_no_request_can_have_is_refused_in_one_sentence(
    run: RunCli,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    said: tuple[str, str],
    expected: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("record.json", "record.xml", "patients.csv"):
        (tmp_path / name).write_text("{}", encoding="utf-8")

    done = run(*command, *said)

    assert (done.code, done.out) == (2, "")
    assert expected in " ".join(done.err.replace("│", "").split())
    assert not (tmp_path / "cases").exists()
