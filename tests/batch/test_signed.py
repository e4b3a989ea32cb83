"""A sign-off survives a batch where nothing changed, and is never lost without a word."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest

from priorauth.api import write_packet
from priorauth.batch import pool
from priorauth.batch.kept import make_again
from priorauth.packet.held import read_packet
from priorauth.packet.signing import Signature
from priorauth.policy.folder import PolicyFolder
from tests.batch import strange
from tests.batch.batches import left_in, lines, named, run, table
from tests.samples import sample_data

READY = "aetna_initial_ready"
_OTHER_CARD = sample_data(READY)["coverage"] | {"member_id": "W123456780"}
GONE = "The sign-off of the earlier packet is gone: what was signed has changed. Have it signed anew."
REMOVED = "The earlier packet, which was signed off, was removed: the case is ready no more."


def _signed(out: Path, case_id: str) -> None:
    held = read_packet(out / case_id)
    signature = Signature(by="Ana Example", on=date(2026, 6, 11))
    write_packet(make_again(held, signature, PolicyFolder(), fax=False), out)


def _night(tmp_path: Path) -> tuple[Path, Path]:
    """Return the cases and the output of a run whose two packets were signed off after it."""
    source, out = lines(tmp_path / "cases.ndjson", [named("a", READY), named("b", READY)]), tmp_path / "out"
    run(source, out)
    _signed(out, "a")
    _signed(out, "b")
    return source, out


def _changed(source: Path) -> None:
    lines(source, [named("a", READY), named("b", READY, coverage=_OTHER_CARD)])


def _signoff(out: Path, case_id: str) -> Any:
    return orjson.loads((out / case_id / "manifest.json").read_bytes())["signoff"]


def _said(out: Path) -> dict[str, str]:
    return {row["case_id"]: row["because"] for row in table(out)}


def _to_do(out: Path) -> list[tuple[str, str]]:
    with (out / "worklist.csv").open(encoding="utf-8", newline="") as file:
        return [(row["case_id"], row["question"]) for row in csv.DictReader(file) if "sign" in row["question"]]


def test_a_case_that_did_not_change_keeps_its_sign_off(tmp_path: Path) -> None:
    source, out = _night(tmp_path)
    signed = {name: content for name, content in left_in(out).items() if name.startswith(("a/", "b/"))}

    again, third = run(source, out), run(source, out)

    assert {name: content for name, content in left_in(out).items() if name.startswith(("a/", "b/"))} == signed
    assert (again.progress, third.progress) == ((2, 0, 0), (2, 2, 0))
    assert _said(out) == {"a": "", "b": ""}
    assert _to_do(out) == []


def test_a_case_that_changed_loses_its_sign_off_and_the_summary_says_so_until_it_is_signed_anew(tmp_path: Path) -> None:
    source, out = _night(tmp_path)
    _changed(source)

    run(source, out)
    assert (_signoff(out, "a") is None, _signoff(out, "b") is None) == (False, True)
    for _ in range(2):
        assert _said(out) == {"a": "", "b": GONE}
        assert _to_do(out) == [("b", GONE)]
        assert run(source, out).progress.kept == 2

    _signed(out, "b")
    run(source, out)
    assert _said(out) == {"a": "", "b": ""}


@pytest.mark.parametrize("case_id", ["killed-before", "killed-after"])
def test_a_worker_that_is_killed_around_the_change_says_so_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case_id: str
) -> None:
    source, out = lines(tmp_path / "cases.ndjson", [named(case_id, READY)]), tmp_path / "out"
    run(source, out)
    _signed(out, case_id)
    lines(source, [named(case_id, READY, coverage=_OTHER_CARD)])
    monkeypatch.setattr(pool, "_WORKER", strange.COMMAND)
    monkeypatch.setenv("STRANGE_DIED", str(tmp_path / "died"))

    run(source, out)
    monkeypatch.undo()
    run(source, out)

    assert (tmp_path / "died").exists()
    assert _said(out) == {case_id: GONE}
    assert _to_do(out) == [(case_id, GONE)]


def test_a_signed_packet_that_is_damaged_or_of_another_version_is_not_replaced_without_a_word(tmp_path: Path) -> None:
    source, out = _night(tmp_path)
    (out / "a" / "office" / "case.json").unlink()
    manifest = orjson.loads((out / "b" / "manifest.json").read_bytes())
    (out / "b" / "manifest.json").write_bytes(orjson.dumps({**manifest, "of_another_version": True}))

    run(source, out)
    assert _said(out) == {"a": GONE, "b": GONE}


def test_only_ready_removes_a_signed_packet_that_is_ready_no_more_and_goes_on_saying_so(tmp_path: Path) -> None:
    source, out = _night(tmp_path)
    lines(source, [named("a", READY), named("b")])

    for _ in range(2):
        run(source, out, only_ready=True)
        assert ((out / "a").exists(), (out / "b").exists()) == (True, False)
        assert _said(out) == {"a": "", "b": REMOVED}
        assert _to_do(out) == [("b", REMOVED)]

    lines(source, [named("a", READY), named("b", READY)])
    run(source, out, only_ready=True)
    assert _said(out) == {"a": "", "b": ""}
