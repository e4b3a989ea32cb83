"""Fuzzes the readers with atheris, one after the other: ``python -m tests.fuzz.run --seconds 60``.

A crash, more than 10 seconds or more than 1 GB for one input ends the run with exit code 1; the input lies in
build/fuzz then.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

from tests.fuzz.harness import names, read_or_refuse

CRASHES = Path("build") / "fuzz"
LONGEST, SECONDS_EACH, MEGABYTES = 16_384, 10, 1_024


def main() -> None:
    """Fuzz every reader that is named, or all, in a process of its own: atheris ends the process."""
    parser = argparse.ArgumentParser(description="Fuzz the readers.")
    parser.add_argument("readers", nargs="*", default=names(), help="which readers; all if none is named")
    parser.add_argument("--seconds", type=int, default=60, help="for how long each")
    parser.add_argument("--here", action="store_true", help="in this process; used by this module")
    arguments = parser.parse_args()
    CRASHES.mkdir(parents=True, exist_ok=True)
    if arguments.here:
        _fuzz(arguments.readers[0], arguments.seconds)
    again = [sys.executable, "-m", "tests.fuzz.run", "--here", "--seconds", str(arguments.seconds)]
    failed = [name for name in arguments.readers if subprocess.run([*again, name], check=False).returncode]
    if failed:
        sys.exit(f"faults in: {', '.join(failed)}; the inputs lie in {CRASHES}")


def _fuzz(name: str, seconds: int) -> None:
    with atheris.instrument_imports(include=["priorauth.intake"]):
        from tests.fuzz.harness import harness

        known = harness(name)
    with TemporaryDirectory() as temporary:
        folder, corpus, words = (Path(temporary) / part for part in ("read", "corpus", "words"))
        for one in (folder, corpus):
            one.mkdir()
        for number, seed in enumerate(known.seeds):
            (corpus / str(number)).write_bytes(seed)
        words.write_text("".join(f'"{_escaped(word)}"\n' for word in known.words))
        bounds = (f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-timeout={SECONDS_EACH}")
        where = (f"-rss_limit_mb={MEGABYTES}", f"-artifact_prefix={CRASHES}/{name}-", f"-dict={words}", str(corpus))
        atheris.Setup([sys.argv[0], *bounds, *where], lambda content: read_or_refuse(known, content, folder))
        atheris.Fuzz()


def _escaped(word: str) -> str:
    """A dictionary of libFuzzer takes printable ASCII, and anything else as hex."""
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    main()
