"""Each harness on its seeds and on random bytes, within bounds; ``make fuzz`` goes on for as long as it is let."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.harness import Harness, harness, names, read_or_refuse

SECONDS, MEGABYTES = 5, 64
READERS = {name: harness(name) for name in names()}
every_reader = pytest.mark.parametrize("known", READERS.values(), ids=READERS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@every_reader
def test_a_reader_takes_its_seeds(known: Harness, folder: Path) -> None:
    for seed in known.seeds:
        read_or_refuse(known, seed, folder)


@every_reader
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_any_bytes_are_read_or_refused(known: Harness, folder: Path, data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from(known.seeds))
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(whole))] * 2)))
    words = st.sampled_from(known.words).map(str.encode) if known.words else st.nothing()
    read_or_refuse(known, whole[:start] + data.draw(st.binary(max_size=40) | words) + whole[end:], folder)


@every_reader
@pytest.mark.parametrize("piece", [b"[", b"{", b'{"a":', b"<a>", b"\x00", b"\n", b"1,", b"\xff", b'"'])
def test_a_megabyte_of_anything_takes_bounded_time_and_memory(known: Harness, folder: Path, piece: bytes) -> None:
    content = piece * (1_000_000 // len(piece))
    tracemalloc.start()
    try:
        began = process_time()
        read_or_refuse(known, content, folder)
        assert process_time() - began < SECONDS
        assert tracemalloc.get_traced_memory()[1] < MEGABYTES * 1_000_000
    finally:
        tracemalloc.stop()
