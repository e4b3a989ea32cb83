"""Procedures, as far as they gave a botulinum toxin: by billing codes, or by the name of the product."""

from __future__ import annotations

import re

from priorauth.intake.ccda.acts import reasons, related, status, took_place
from priorauth.intake.ccda.medicines import Medicines
from priorauth.intake.ccda.record import PATIENT, Record, Where
from priorauth.intake.ccda.values import Raw, concept, interval
from priorauth.intake.ccda.xml import Element
from priorauth.intake.fhir.datatypes import CodeableConcept
from priorauth.intake.fhir.toxin_codes import TOXIN_CODES, named_product

_STATUS = {"completed": "completed", "active": "in-progress", "aborted": "stopped"}
# the words of procedures that may have given a toxin, whichever code they are under
_MAY_BE_TOXIN = re.compile(r"botulin|chemodenervation", re.IGNORECASE)
_KINDS = ("procedure", "act", "observation")


class Procedures:
    """The procedures of one document."""

    def __init__(self, record: Record, medicines: Medicines, problems: dict[str, Raw]) -> None:
        self._record = record
        self._medicines = medicines
        self._problems = problems

    def read_entry(self, where: Where, act: Element) -> None:
        """Read one entry of the section."""
        if act.name == "substanceAdministration":
            self._medicines.read_given(where, act)
        elif act.name in _KINDS and took_place(act):
            self._read(where, act)

    def _read(self, where: Where, act: Element) -> None:
        done = concept(act.first("code"), self._record.document.narrative)
        on = interval(act.first("effectiveTime")).low
        self._medicines.read_given(where, act, on)
        for one in related(act, "COMP"):
            # a part of a procedure may be one too
            if one.name in _KINDS and took_place(one):
                self._record.guard(where.inside(one), self._read, one)
        if done is not None:
            self._add(where, act, done, on)

    def _add(self, where: Where, act: Element, done: Raw, on: str | None) -> None:
        said = CodeableConcept.model_validate(done)
        fields: Raw = {
            "subject": PATIENT,
            "status": _STATUS.get(status(act) or "", "unknown"),
            "reasonCode": reasons(act, self._record.document.narrative, self._problems),
        }
        if TOXIN_CODES.search(str(done)):
            when = {"performedDateTime": on} if on else {}
            self._record.add("Procedure", fields | {"code": done} | when, where, act)
        elif named_product(said) is not None:
            # under a code that bills no toxin its words alone name the product that was given
            when = {"effectiveDateTime": on} if on else {}
            self._record.add(
                "MedicationAdministration", fields | {"medicationCodeableConcept": done} | when, where, act
            )
        elif _MAY_BE_TOXIN.search(said.words):
            self._record.not_read(where, "may be a botulinum toxin treatment: expected the product or a billing code")
