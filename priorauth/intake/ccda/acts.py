"""What all entries have in common: mood, negation, status, what was done for what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from priorauth.intake.ccda.values import Interval, Raw, Unreadable, concept, day, flag, identities
from priorauth.intake.ccda.xml import Element

Narrative = dict[str, Element]

_STATUS_OF = ("33999-4", "2.16.840.1.113883.10.20.22.4.6", "2.16.840.1.113883.10.20.22.4.28")
# SNOMED CT, the value set of problem status; the old CCD's statuses of medicines and allergies use it too
_STANDINGS = {
    "55561003": "active",
    "73425007": "inactive",
    "413322009": "resolved",
    "277022003": "remission",
}
_CONCERN_OVER = {"completed": "inactive", "aborted": "inactive", "suspended": "inactive"}


class Observed(NamedTuple):
    """One observation, and the concern that it stands in."""

    concern: Element | None
    observation: Element

    @property
    def recorded(self) -> str | None:
        """The day on which it was written down, or on which somebody began to follow it."""
        acts = [one for one in (self.observation, self.concern) if one is not None]
        if when := written(*acts):
            return when
        return day(self.concern.first("effectiveTime", "low")) if self.concern is not None else None

    @property
    def holds(self) -> bool:
        """True where neither of the two is negated, void, or about somebody else."""
        return took_place(self.observation) and (self.concern is None or took_place(self.concern))


def inside_concern(act: Element, kinds: set[str]) -> Iterator[Observed]:
    """Yield the observations of an entry: itself, or those inside a concern, of these templates or of none.

    Raises:
        Unreadable: a concern holds observations, but none that is known, so that a fact may be missing.
    """
    if act.name == "observation":
        yield Observed(None, act)
        return
    inside = [one for one in related(act, "SUBJ", "COMP") if one.name == "observation"]
    # another observation there, such as a severity, follows a template of its own
    known = [one for one in inside if templates(one) & kinds or not templates(one)]
    if inside and not known and took_place(act):
        raise Unreadable("observation", "one of the entry's own template")
    yield from (Observed(act, one) for one in known)


def took_place(act: Element, *moods: str) -> bool:
    """Tell whether an act says of the patient that it was, in one of these moods (EVN alone if none is given).

    Not so where it is negated, says nothing, is about a relative, or was cancelled or entered in error.

    Raises:
        Unreadable: it does not say its mood, or negates in no known way.
    """
    if act.is_null or flag(act, "negationInd") or act.first("subject") is not None:
        return False
    if (mood := act.get("moodCode")) is None:
        raise Unreadable("moodCode", "whether it took place")
    return mood in (moods or ("EVN",)) and status(act) not in ("nullified", "cancelled")


def status(act: Element) -> str | None:
    """Return the status code of an act."""
    code = act.first("statusCode")
    return code.get("code") if code is not None else None


def related(act: Element, *types: str) -> Iterator[Element]:
    """Yield the acts that an act is related to in one of these ways, such as RSON: for what it was done."""
    for link in act.all("entryRelationship"):
        if link.get("typeCode") in types and not flag(link, "negationInd"):
            yield from (one for one in link.children if one.get("classCode") or one.get("moodCode"))


def templates(act: Element) -> set[str]:
    """Return the roots of the templates that an act follows."""
    return {root for one in act.all("templateId") if (root := one.get("root"))}


def reasons(act: Element, narrative: Narrative, problems: dict[str, Raw]) -> list[Raw]:
    """Return for what something was done; a reason may only point at a problem of the document, by its id."""
    found: list[Raw] = []
    for one in related(act, "RSON"):
        if one.name != "observation" or not took_place(one):
            continue
        said = concept(one.first("value"), narrative)
        pointed_at = (problems.get(identity) for identity in identities(one))
        if known := said or next((problem for problem in pointed_at if problem), None):
            found.append(known)
    return found


def written(*acts: Element) -> str | None:
    """Return the day on which the first of these that names an author was written."""
    for act in acts:
        for time in act.all("author", "time"):
            if when := day(time):
                return when
    return None


def standing(observed: Observed, lasted: Interval) -> str:
    """Return whether a problem or an allergy goes on, as FHIR's clinical status says it.

    Its own status counts before that of the concern, which only says whether somebody still follows it. An end on
    an unknown day is an end, unless its status says that it goes on.
    """
    if own := _own_standing(observed.observation):
        return own
    if lasted.has_unknown_end:
        return "resolved"
    followed = status(observed.concern) if observed.concern is not None else None
    return _CONCERN_OVER.get(followed or "", "active")


def _own_standing(observation: Element) -> str | None:
    for one in related(observation, "REFR", "SUBJ"):
        code = one.first("code")
        names = {code.get("code") if code is not None else None, *templates(one)}
        value = one.first("value")
        if names.intersection(_STATUS_OF) and value is not None and took_place(one):
            return _STANDINGS.get(value.get("code") or "")
    return None


def is_active(act: Element) -> bool:
    """Tell whether a status observation below an act says that it goes on."""
    return _own_standing(act) == "active"


def fhir_status(code: str) -> Raw:
    """Return a status as a concept of one code."""
    return {"coding": [{"code": code}]}
