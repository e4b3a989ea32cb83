"""Runs the command line in this process, away from the settings of whoever runs the tests."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from priorauth import cli


class Run:
    """One run of the command line, in this process."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


RunCli = Callable[..., Run]


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> RunCli:
    """Return what runs one command; where the test stands in a folder of its own, its settings count."""
    for name in ("PRIORAUTH_POLICIES", "PRIORAUTH_LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("settings")))

    def _run(*arguments: object) -> Run:
        monkeypatch.setattr(sys, "argv", ["priorauth", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        printed = capsys.readouterr()
        return Run(int(left.value.code or 0), printed.out, printed.err)

    return _run
