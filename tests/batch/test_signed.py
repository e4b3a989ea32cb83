"""A sign-off survives a batch where nothing changed, and is never lost without a word: in a folder and in a bucket."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import orjson
import pytest

from priorauth.batch import pool
from priorauth.packet.cost import PriceTable
from tests.batch import strange
from tests.batch.batches import lines, named, run
from tests.batch.nights import Night, sign_off
from tests.samples import sample_data

READY = "aetna_initial_ready"
PRICES = PriceTable(vial_200=Decimal(1200))
_OTHER_CARD = sample_data(READY)["coverage"] | {"member_id": "W123456780"}
GONE = "The sign-off of the earlier packet is gone: what was signed has changed. Have it signed anew."
REMOVED = "The earlier packet, which was signed off, was removed: the case is ready no more."


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a run wrote, all signed off after it, and b also sealed; made once, to be copied."""
    folder, names = tmp_path_factory.mktemp("signed"), ("a", "b", "killed-before", "killed-after")
    run(lines(folder / "cases.ndjson", [named(name, READY) for name in names]), folder / "out")
    for name in names:
        sign_off(folder / "out", name, sealed=name == "b")
    return folder / "out"


@pytest.fixture(params=["folder", "bucket"])
def night(request: pytest.FixtureRequest, tmp_path: Path) -> Night:
    """An output in which nothing lies."""
    if request.param == "folder":
        return Night(tmp_path / "out", tmp_path / "desk")
    request.getfixturevalue("s3")
    return Night(f"s3://night/{tmp_path.name}", tmp_path / "desk")


@pytest.fixture
def source(night: Night, signed: Path, tmp_path: Path) -> Path:
    """The cases a and b, whose signed packets lie in the output, beside others."""
    night.put_back(signed)
    return _cases(tmp_path)


def _cases(folder: Path, **of_b: Any) -> Path:
    return lines(folder / "cases.ndjson", [named("a", READY), named("b", READY, **of_b)])


def test_a_case_that_did_not_change_keeps_its_sign_off_and_its_seal(night: Night, source: Path) -> None:
    before = night.packets("a", "b")

    again, third = run(source, night.out), run(source, night.out)

    assert night.packets("a", "b") == before
    assert (again.progress, third.progress) == ((2, 0, 0), (2, 2, 0))
    assert night.said() == {"a": "", "b": ""}
    assert night.to_do() == []


def test_other_prices_and_other_cases_change_nothing_of_a_sign_off_and_of_a_seal(night: Night, source: Path) -> None:
    before = night.packets("a", "b")
    lines(source, [named("new"), named("b", READY), named("a", READY)])

    run(source, night.out, prices=PRICES)

    after = night.packets("a", "b")
    differing = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert {name.partition("/")[2] for name in differing} == {
        "manifest.json",
        "office/cost_sheet.pdf",
        "office/prices.json",
    }
    assert night.is_signed("a", "b", "new") == (True, True, False)
    assert night.said() == {"a": "", "b": "", "new": ""}


def test_a_case_that_changed_loses_its_sign_off_and_the_summary_says_so_until_it_is_signed_anew(
    night: Night, source: Path, tmp_path: Path
) -> None:
    _cases(tmp_path, coverage=_OTHER_CARD)

    run(source, night.out)
    assert night.is_signed("a", "b") == (True, False)
    assert (night.said(), night.to_do()) == ({"a": "", "b": GONE}, [("b", GONE)])
    assert run(source, night.out).progress.kept == 2
    assert (night.said(), night.to_do()) == ({"a": "", "b": GONE}, [("b", GONE)])

    night.sign("b")
    run(source, night.out)
    assert night.said() == {"a": "", "b": ""}


@pytest.mark.parametrize(
    ("case_id", "changed"), [("killed-before", True), ("killed-after", True), ("killed-before", False)]
)
def test_a_worker_that_is_killed_around_the_change_loses_no_sign_off_without_a_word(
    night: Night, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case_id: str, changed: bool
) -> None:
    lines(source, [named(case_id, READY, **({"coverage": _OTHER_CARD} if changed else {}))])
    monkeypatch.setattr(pool, "_WORKER", strange.COMMAND)
    monkeypatch.setenv("STRANGE_DIED", str(tmp_path / "died"))

    run(source, night.out)
    monkeypatch.setattr(pool, "_WORKER", _AS_USUAL)
    run(source, night.out)

    assert (tmp_path / "died").exists()
    assert night.is_signed(case_id) == (not changed,)
    assert night.said() == {case_id: GONE if changed else ""}
    assert night.to_do() == ([(case_id, GONE)] if changed else [])


_AS_USUAL = pool._WORKER


def test_a_signed_packet_that_is_damaged_or_of_another_version_is_not_replaced_without_a_word(
    night: Night, source: Path
) -> None:
    here = night.fetched()
    (here / "a" / "office" / "case.json").unlink()
    manifest = orjson.loads((here / "b" / "manifest.json").read_bytes())
    (here / "b" / "manifest.json").write_bytes(orjson.dumps({**manifest, "of_another_version": True}))
    night.put_back(here)

    run(source, night.out)
    assert night.said() == {"a": GONE, "b": GONE}


def test_only_ready_removes_a_signed_packet_that_is_ready_no_more_and_goes_on_saying_so(
    night: Night, source: Path
) -> None:
    lines(source, [named("a", READY), named("b")])

    for _ in range(2):
        run(source, night.out, only_ready=True)
        assert night.holds("a", "b") == (True, False)
        assert night.said() == {"a": "", "b": REMOVED}
        assert night.to_do() == [("b", REMOVED)]

    lines(source, [named("a", READY), named("b", READY)])
    run(source, night.out, only_ready=True)
    assert night.said() == {"a": "", "b": ""}


def test_drafts_that_were_left_beside_a_signed_packet_in_a_bucket_cost_no_sign_off_and_are_removed(
    s3: dict[str, str], tmp_path: Path
) -> None:
    source = lines(tmp_path / "cases.ndjson", [named("a", READY)])
    night = Night("s3://night/beside", tmp_path / "desk")
    run(source, night.out)
    here = night.fetched()
    sign_off(here, "a")
    as_signed = Night(shutil.copytree(here, tmp_path / "copy"), tmp_path).packets("a")

    night.put_back(here, delete=False)
    assert "a/office/letter_draft.pdf" in night.packets("a")
    run(source, night.out)

    assert night.packets("a") == as_signed
    assert night.said() == {"a": ""}
