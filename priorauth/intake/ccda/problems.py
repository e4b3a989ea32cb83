"""Problems: the problem list, and the diagnoses of visits."""

from __future__ import annotations

from collections.abc import Iterator

from priorauth.intake.ccda.acts import Observed, fhir_status, inside_concern, standing
from priorauth.intake.ccda.authors import Authors
from priorauth.intake.ccda.record import PATIENT, Record, Where
from priorauth.intake.ccda.values import Raw, concept, identities, interval, words
from priorauth.intake.ccda.xml import Element

# the problem observations of C-CDA and of the CCD before it
_PROBLEM = {"2.16.840.1.113883.10.20.22.4.4", "2.16.840.1.113883.10.20.1.28"}
# SNOMED CT qualifiers that turn what is said: finding context (suspected, absent), time, and whose it is
_TURNS = {"408729009", "408731000", "408732007"}


class Problems:
    """The problems of one document."""

    def __init__(self, record: Record, authors: Authors) -> None:
        self._record = record
        self._authors = authors
        self.by_id: dict[str, Raw] = {}
        """What a medicine or a procedure may point at as its reason."""
        self._over: set[str] = set()

    def read_entry(self, where: Where, act: Element) -> None:
        """Read one entry of the problem list."""
        for problem in problems_in(act):
            self._record.guard(where.inside(problem.observation), self._add, problem)

    def read_diagnosis(self, where: Where, problem: Observed, visit: str, seen: str | None) -> None:
        """Read a diagnosis of a visit; what the problem list says is over, is over."""
        code = self._code(problem)
        if code is None:
            return
        fields = self._fields(problem, code, where)
        if self._over.intersection(_codes(code)):
            fields["clinicalStatus"] = fhir_status("resolved")
        recorded = fields.get("recordedDate") or seen
        self._record.add(
            "Condition",
            fields | {"encounter": {"reference": visit}} | ({"recordedDate": recorded} if recorded else {}),
            where,
            problem.observation,
        )

    def _add(self, where: Where, problem: Observed) -> None:
        code = self._code(problem)
        if code is None:
            return
        fields = self._fields(problem, code, where)
        over = fields["clinicalStatus"] != fhir_status("active") or "abatementDateTime" in fields
        if over:
            self._over |= _codes(code)
        if not _is_turned(problem.observation):
            self.by_id |= dict.fromkeys(identities(problem.observation), code)
        self._record.add("Condition", fields, where, problem.observation)

    def _code(self, problem: Observed) -> Raw | None:
        if not problem.holds:
            return None
        narrative, observation = self._record.document.narrative, problem.observation
        # without a code it is no diagnosis, but the office is told of a migraine without one
        said = words(observation.first("text"), narrative)
        return concept(observation.first("value"), narrative) or concept(None, narrative, *([said] if said else []))

    def _fields(self, problem: Observed, code: Raw, where: Where) -> Raw:
        lasted = interval(problem.observation.first("effectiveTime"))
        fields = {
            "subject": PATIENT,
            "code": code,
            "clinicalStatus": fhir_status(standing(problem, lasted)),
            "verificationStatus": fhir_status("unconfirmed" if _is_turned(problem.observation) else "confirmed"),
            "onsetDateTime": lasted.low,
            "abatementDateTime": lasted.high,
            "recordedDate": problem.recorded,
            "recorder": self._authors.of(where),
        }
        return {name: value for name, value in fields.items() if value}


def problems_in(act: Element) -> Iterator[Observed]:
    """Yield the problem observations of an entry."""
    return inside_concern(act, _PROBLEM)


def _is_turned(observation: Element) -> bool:
    names = {one.get("code") for one in observation.all("value", "qualifier", "name")}
    return bool(names & _TURNS)


def _codes(code: Raw) -> set[str]:
    return {one["code"] for one in code["coding"] if "code" in one}
