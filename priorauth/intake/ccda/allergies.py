"""Allergies and intolerances, with their reactions."""

from __future__ import annotations

from collections.abc import Iterator

from priorauth.intake.ccda.acts import Observed, fhir_status, inside_concern, related, standing, took_place
from priorauth.intake.ccda.record import PATIENT, Record, Where
from priorauth.intake.ccda.values import Raw, concept, interval
from priorauth.intake.ccda.xml import Element

# the allergy observations of C-CDA and of the CCD before it
_ALLERGY = {"2.16.840.1.113883.10.20.22.4.7", "2.16.840.1.113883.10.20.1.18"}


class Allergies:
    """The allergies of one document."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._narrative = record.document.narrative

    def read_entry(self, where: Where, act: Element) -> None:
        """Read one entry of the list of allergies."""
        for allergy in inside_concern(act, _ALLERGY):
            self._record.guard(where.inside(allergy.observation), self._read, allergy)

    def _read(self, where: Where, allergy: Observed) -> None:
        if not allergy.holds:
            return
        observation = allergy.observation
        lasted = interval(observation.first("effectiveTime"))
        fields = {
            "patient": PATIENT,
            "code": self._substance(observation),
            "clinicalStatus": fhir_status("resolved" if lasted.high else standing(allergy, lasted)),
            "verificationStatus": fhir_status("confirmed"),
            "onsetDateTime": lasted.low,
            "recordedDate": allergy.recorded,
            "reaction": [{"manifestation": [one]} for one in self._reactions(observation)],
        }
        self._record.add("AllergyIntolerance", {key: one for key, one in fields.items() if one}, where, observation)

    def _substance(self, observation: Element) -> Raw | None:
        for one in observation.all("participant", "participantRole", "playingEntity"):
            names = [name.text for name in one.all("name")]
            if known := concept(one.first("code"), self._narrative, *names):
                return known
        return None

    def _reactions(self, observation: Element) -> Iterator[Raw]:
        for one in related(observation, "MFST"):
            if one.name == "observation" and took_place(one) and (said := concept(one.first("value"), self._narrative)):
                yield said
