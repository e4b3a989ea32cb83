"""What a run knows of one case: plain tuples, for they cross between processes by the thousand. No patient data."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from priorauth.errors import CaseFileError, CaseStopped, PriorAuthError
from priorauth.review.finding import Readiness

EXIT = {Readiness.READY: 0, Readiness.GAPS: 10, Readiness.NOT_MET: 11}
# from the most serious: faults of the machine, of one case, then conclusions
SERIOUSNESS = (1, 8, 16, 7, 6, 15, 14, 9, 5, 4, 3, 13, 11, 10, 0)


class Outcome(StrEnum):
    """What became of a case."""

    PREPARED = "prepared"
    """Its packet is there."""
    JUDGED = "judged"
    """Only the verdict was asked for, or only cases that are ready were to be prepared."""
    LEFT_OUT = "left out"
    """It is for another payer than the run."""
    FAILED = "failed"


class Item(NamedTuple):
    """One case of the input, not yet read."""

    number: int
    """Its place among all cases of the run; 1 is the first."""
    place: str
    """Such as "input 1 (line 17)"; never the name of a file, which may be a patient's."""
    content: bytes
    """The JSON of a case; empty where there is a fault."""
    fault: str = ""
    """Why no case could be made of it."""
    exit_code: int = CaseFileError.exit_code
    """Of the fault."""
    notes: tuple[str, ...] = ()
    """What the office should know of how the case was made."""
    folder: Path | str | None = None
    """Where the case file lies, a path or an address: a case names its documents from there."""
    documents: Mapping[str, bytes] | None = None
    """The case's documents by id, where a worker on another machine cannot read that folder."""


class Missed(NamedTuple):
    """One gap of a case: the clause, and what to ask whom."""

    clause: str
    says: str
    verdict: str
    asks: tuple[tuple[str, str], ...]
    """Whom, and the question."""


class Row(NamedTuple):
    """What is known of one case so far."""

    number: int
    place: str
    case_id: str = ""
    payer: str = ""
    """The payer's name as the policy has it."""
    policy: str = ""
    kind: str = ""
    as_of: str = ""
    readiness: str = ""
    outcome: Outcome = Outcome.JUDGED
    exit_code: int = 0
    said: str = ""
    """Why it failed or was left out, or what became of a sign-off."""
    missed: tuple[Missed, ...] = ()
    notes: tuple[str, ...] = ()
    """What the office should know of how the case was made."""
    patient: bytes = b""
    """The same for two cases of one patient and day; made with a key that this run alone knows."""
    made_of: str = ""
    """Hash of everything that the packet is made of."""
    kept: bool = False
    """True where an earlier run has prepared the very same packet."""
    stops: str = ""
    """Where no other case could be written either: what is to be done."""


def failed(row: Row, error: BaseException) -> Row:
    """Return the row of a case that ``error`` ended, with one sentence that says why."""
    if isinstance(error, PriorAuthError):
        return _failed(row, error.exit_code, str(error))
    if isinstance(error, MemoryError):
        return _failed(row, CaseStopped.exit_code, "Stopped: it needs more memory than --memory-limit allows.")
    # the message and the values may hold patient data
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}, line {frame.lineno}"
    return _failed(row, 1, f"Unforeseen {type(error).__name__} in {where}. Please report this line.")


def remarked(row: Row, remark: str) -> Row:
    """Return the row with what the office must know of its packet: it stands in the summary and on the work list."""
    return row._replace(said=remark, notes=(*row.notes, remark)) if remark else row


def most_serious(codes: Iterable[int]) -> int:
    """Return the most serious of some exit codes, by ``SERIOUSNESS``; 0 of none."""
    found = set(codes)
    return next((code for code in SERIOUSNESS if code in found), 0)


def without_names(said: str, names: Mapping[str, str]) -> str:
    """Return a sentence with other words in the place of the names of files, for a file may be called by a patient."""
    # the longest first: one name may be a part of another
    for name in sorted(names, key=len, reverse=True):
        said = said.replace(name, names[name])
    return said


def _failed(row: Row, code: int, said: str) -> Row:
    return row._replace(outcome=Outcome.FAILED, exit_code=code, said=said, readiness="", missed=(), patient=b"")
