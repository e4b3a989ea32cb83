"""What a worker does with one case: judge it, and prepare its packet. The same case always gives the same row."""

from __future__ import annotations

import errno
import hmac
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import orjson

from priorauth.api import prepare_packet, review_case, write_packet
from priorauth.batch.folder import Folder
from priorauth.batch.rows import EXIT, Item, Missed, Outcome, Row, failed, without_names
from priorauth.case.attached import attached_files
from priorauth.case.model import Case
from priorauth.case.read import parse_case
from priorauth.errors import OutputError
from priorauth.intake.fhir.coverage import UNKNOWN_PAYER
from priorauth.packet.files import EngineName, digest
from priorauth.policy.folder import PolicyFolder
from priorauth.policy.registry import is_called, policy_by_id
from priorauth.review.finding import Readiness, Review

_CASE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Settings(NamedTuple):
    """What every worker of a run has to know."""

    out: Path
    own: PolicyFolder
    key: bytes
    """Known to this run alone: with it a patient and day become a mark that tells nothing."""
    made_with: str
    """Hash of everything beside the case and its policy that a packet is made of."""
    payer: str | None = None
    """Only cases for this payer; None takes each for its own."""
    writes: bool = True
    """False where only verdicts are asked for."""
    memory: int = 2048
    """Megabytes that one worker may use."""
    engine: EngineName = "weasyprint"
    """What draws the pages."""


class Desk:
    """Judges and prepares cases, one after the other."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder = Folder(settings.out)
        self._digest_of_policy = lru_cache(maxsize=1000)(self._digest)
        self._payers_called = lru_cache(maxsize=1000)(self._called)

    def judge(self, item: Item) -> Row:
        """Return the verdict on one case; whatever is wrong with it stands in the row."""
        row = Row(item.number, item.place, notes=item.notes)
        if item.fault:
            return row._replace(outcome=Outcome.FAILED, exit_code=item.exit_code, said=item.fault)
        try:
            case = self._read(item)
            row = row._replace(case_id=case.id, kind=case.request.kind.value, as_of=case.request.as_of.isoformat())
            return self._judge(item, case, row)
        except Exception as error:  # one bad case never stops the run
            return failed(row if row.case_id else row._replace(case_id=id_in(item.content)), error)

    def prepare(self, item: Item, row: Row) -> Row:
        """Write the packet of a case that was judged, and return its row as it stands then."""
        try:
            case = self._read(item)
            documents = attached_files(case, item.folder) if item.folder else {}
            own, engine = self._settings.own, self._settings.engine
            packet = prepare_packet(case, own=own, documents=documents, engine=engine)
            write_packet(packet, self._settings.out)
            self._folder.mark_done(case.id, row.made_of)
        except Exception as error:  # one bad case never stops the run
            return failed(row, error)._replace(disk_full=_is_full(error))
        return row._replace(outcome=Outcome.PREPARED)

    def warm(self) -> None:
        """Load what every case needs, once."""
        if self._settings.writes:
            from priorauth.render.documents import warm

            warm(self._settings.engine)

    def _read(self, item: Item) -> Case:
        case = parse_case(item.content, item.place)
        if self._settings.payer is None or case.request.payer != UNKNOWN_PAYER:
            return case
        named = {"payer": self._settings.payer}
        coverage = case.coverage and case.coverage.model_copy(update=named)
        return case.model_copy(update={"request": case.request.model_copy(update=named), "coverage": coverage})

    def _judge(self, item: Item, case: Case, row: Row) -> Row:
        if not self._is_asked(case.request.payer):
            said = "Left out: its payer is not the one that was asked for."
            return row._replace(outcome=Outcome.LEFT_OUT, said=said)
        review = review_case(case, own=self._settings.own)
        row = row._replace(
            payer=review.policy.payer_name,
            policy=review.policy.id,
            readiness=review.readiness.value,
            exit_code=EXIT[review.readiness],
            missed=tuple(_missed(review, case)),
            patient=self._mark_of_patient(case),
        )
        return self._compare(item, case, row) if self._settings.writes else row

    def _compare(self, item: Item, case: Case, row: Row) -> Row:
        """Return the row with what its packet is made of, and whether that packet is there already."""
        # the payer, for the run may have filled it in; of every document the case holds the hash
        parts = (digest(item.content), case.request.payer, self._digest_of_policy(row.policy), self._settings.made_with)
        made_of = digest("\n".join(parts).encode())
        return row._replace(made_of=made_of, kept=self._folder.is_done(case.id, made_of))

    def _is_asked(self, payer: str) -> bool:
        asked = self._settings.payer
        return asked is None or payer == asked or bool(self._payers_called(payer) & self._payers_called(asked))

    def _called(self, name: str) -> frozenset[str]:
        return frozenset(policy.payer for policy in self._settings.own.held if is_called(policy, name))

    def _digest(self, policy: str) -> str:
        return digest(policy_by_id(policy, self._settings.own.held).model_dump_json().encode())

    def _mark_of_patient(self, case: Case) -> bytes:
        patient = case.patient
        name = " ".join(patient.name.casefold().split())
        said = f"{name}|{patient.born}|{case.request.as_of}"
        return hmac.digest(self._settings.key, said.encode(), "sha256")[:16]


def _missed(review: Review, case: Case) -> Iterator[Missed]:
    files = dict.fromkeys(claim.file for conflict in case.conflicts for claim in conflict.claims)
    names = {file: f"file {number}" for number, file in enumerate(files, start=1)}
    for gap in review.gaps:
        asks = tuple((ask.whom.value, ask.question) for ask in gap.asks)
        yield Missed(gap.clause or "", gap.says, gap.verdict.value, asks)
    for flag in review.flags:
        if flag.stops or flag.opens:
            verdict = Readiness.NOT_MET if flag.stops else Readiness.GAPS
            asks = ((flag.whom.value, without_names(flag.text, names)),)
            yield Missed("", "a flag of the chart", verdict.value, asks)


def id_in(content: bytes) -> str:
    """Return the case id of what is no case, so that whoever mends it finds it."""
    try:
        found = orjson.loads(content)
    except orjson.JSONDecodeError:
        return ""
    named = found.get("id") if isinstance(found, dict) else None
    return named if isinstance(named, str) and _CASE_ID.fullmatch(named) else ""


def _is_full(error: Exception) -> bool:
    cause = error.__cause__ if isinstance(error, OutputError) else error
    return isinstance(cause, OSError) and cause.errno in _FULL
