"""Visits: who saw the patient, and where; and the diagnoses that were made."""

from __future__ import annotations

from priorauth.intake.ccda.acts import related, took_place
from priorauth.intake.ccda.authors import Authors
from priorauth.intake.ccda.problems import Problems, problems_in
from priorauth.intake.ccda.record import PATIENT, Record, Where
from priorauth.intake.ccda.values import Raw, interval
from priorauth.intake.ccda.xml import Element


class Encounters:
    """The visits of one document."""

    def __init__(self, record: Record, authors: Authors, problems: Problems) -> None:
        self._record = record
        self._authors = authors
        self._problems = problems

    def read_entry(self, where: Where, act: Element) -> None:
        """Read one visit."""
        if act.name != "encounter" or not took_place(act):
            return
        seen = interval(act.first("effectiveTime")).low
        visit = self._add(where, act)
        for one in related(act, "SUBJ", "COMP", "REFR", "RSON"):
            if one.name == "act" and took_place(one):
                for diagnosis in problems_in(one):
                    here = where.inside(diagnosis.observation)
                    self._record.guard(here, self._problems.read_diagnosis, diagnosis, visit, seen)

    def _add(self, where: Where, act: Element) -> str:
        fields: Raw = {"subject": PATIENT, "participant": list(self._authors.performers(act, where))}
        places = (one for one in act.all("participant") if one.get("typeCode") == "LOC")
        for place in places:
            role = place.first("participantRole")
            named = role.first("playingEntity", "name") if role is not None else None
            if role is not None and named is not None and (found := self._authors.place(role, named.text, where)):
                fields["serviceProvider"] = {"reference": found}
        return self._record.add("Encounter", fields, where, act)
