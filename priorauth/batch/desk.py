"""What a worker does with one case: judge it, and prepare its packet. The same case always gives the same row."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

import orjson

from priorauth.api import prepare_packet, review_case
from priorauth.batch.kept import keep_sign_off
from priorauth.batch.remote import beside
from priorauth.batch.rows import EXIT, Item, Missed, Outcome, Row, failed, remarked, without_names
from priorauth.batch.store import Store
from priorauth.case.attached import attached_files
from priorauth.case.model import Case
from priorauth.case.profile import Profile, complete
from priorauth.case.read import parse_case
from priorauth.errors import OutputError, StoreError
from priorauth.intake.fhir.coverage import UNKNOWN_PAYER
from priorauth.packet.cost import PriceTable
from priorauth.packet.files import EngineName, digest
from priorauth.packet.look import PLAIN, Look
from priorauth.policy.folder import PolicyFolder
from priorauth.policy.registry import policy_by_id
from priorauth.review.finding import Readiness, Review

_CASE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
# judged before the first case of a run, so that whatever is made at first use is there
_BLANK = b"""{
  "id": "blank",
  "request": {"kind": "initial", "as_of": "2026-01-01", "payer": "nobody"},
  "patient": {"given": "No", "family": "Body", "born": "1980-01-01"}
}"""
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Settings(NamedTuple):
    """What every worker of a run has to know."""

    out: str
    """Name of the store: an absolute path, or an address."""
    own: PolicyFolder
    key: bytes
    """Known to this run alone: with it a patient and day become a mark that tells nothing."""
    run: str
    """Name of the run: its workers know by it that they write where it does."""
    made_with: str
    """Hash of everything beside the case and its policy that a packet is made of."""
    profile: Profile = Profile()
    look: Look = PLAIN
    prices: PriceTable | None = None
    payer: str | None = None
    """Only cases for this payer; None takes each for its own."""
    writes: bool = True
    """False where only verdicts are asked for."""
    memory: int = 2048
    """Megabytes that one worker may use."""
    language: str = "en-US"
    """Of every document, by its BCP 47 tag."""
    engine: EngineName = "weasyprint"
    """What draws the pages."""


class Desk:
    """Judges and prepares cases, one after the other."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings, self._store = settings, store
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
            return _failed(row if row.case_id else row._replace(case_id=id_in(item.content)), error)

    def prepare(self, item: Item, row: Row) -> Row:
        """Write the packet of a case that was judged, and return its row as it stands then."""
        try:
            case = self._read(item)
            if self._store.is_done(case.id, row.made_of):  # by a worker that died right after
                return remarked(row, self._store.remark(case.id))._replace(outcome=Outcome.PREPARED)
            documents = item.documents or (attached_files(case, beside(item.folder)) if item.folder else {})
            with_it = self._settings
            packet = prepare_packet(
                case,
                own=with_it.own,
                documents=documents,
                prices=with_it.prices,
                language=with_it.language,
                look=with_it.look,
                engine=with_it.engine,
            )
            with self._store.earlier(case.id) as folder:
                packet, gone = keep_sign_off(packet, folder, with_it.own, with_it.prices)
            gone = self._store.put(packet, row.made_of, gone)
        except Exception as error:  # one bad case never stops the run
            return _failed(row, error)
        return remarked(row, gone)._replace(outcome=Outcome.PREPARED)

    def warm(self) -> None:
        """Load what every case needs, once."""
        review_case(parse_case(_BLANK, "a blank case"), policy="general", own=self._settings.own)
        if self._settings.writes:
            from priorauth.render.documents import warm
            from priorauth.render.engine import drawing_with, engine_named
            from priorauth.render.templates import in_language

            with in_language(self._settings.language), drawing_with(engine_named(self._settings.engine)):
                warm(self._settings.look)

    def _read(self, item: Item) -> Case:
        case = complete(parse_case(item.content, item.place), self._settings.profile)
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
        if not self._store.is_done(case.id, made_of):
            return row._replace(made_of=made_of)
        return remarked(row, self._store.remark(case.id))._replace(made_of=made_of, kept=True)

    def _is_asked(self, payer: str) -> bool:
        asked = self._settings.payer
        return asked is None or payer == asked or bool(self._payers_called(payer) & self._payers_called(asked))

    def _called(self, name: str) -> frozenset[str]:
        return frozenset(policy.payer for policy in self._settings.own.held.called(name))

    def _digest(self, policy: str) -> str:
        return digest(policy_by_id(policy, self._settings.own.held).model_dump_json().encode())

    def _mark_of_patient(self, case: Case) -> bytes:
        patient = case.patient
        name = " ".join(patient.name.casefold().split())
        said = f"{name}|{patient.born}|{case.request.as_of}"
        return blake2b(said.encode(), key=self._settings.key, digest_size=16).digest()


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


def _failed(row: Row, error: Exception) -> Row:
    """Return the row of a case that ``error`` ended, and, where no case could be written now, what is to be done."""
    cause = error.__cause__ if isinstance(error, OutputError) else error
    stops = ""
    if isinstance(cause, OSError) and cause.errno in _FULL:
        stops = "The disk is full: free some space, then run the same command again."
    elif isinstance(error, StoreError):
        stops = "What is done stays done: run the same command again to go on."
    return failed(row, error)._replace(stops=stops)
