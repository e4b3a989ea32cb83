"""What of a record could not be read: where it stands, and what was expected there."""

from __future__ import annotations

from typing import Any, NamedTuple

from priorauth.intake.fhir.datatypes import Reference

_WHAT_TO_DO = "Correct it in the record and export it anew, or take that resource out."


class Fault(NamedTuple):
    """One resource that could not be read; it holds no value of the chart."""

    place: str
    """File, line or entry, and resource type: "Condition.000.ndjson, line 3 (Condition)"."""
    expected: str
    """The field and what was expected: "field onsetDateTime: expected a date"."""
    kind: str | None = None
    """The resource type, or None where not even that could be read."""
    about: Reference | None = None
    """The patient it names, as far as that can be read."""

    @property
    def error(self) -> str:
        """The sentence of an error, with what to do."""
        return f"{self.place}, {self.expected}. {_WHAT_TO_DO}"

    @property
    def not_read(self) -> str:
        """The sentence for the case, which goes on without it."""
        return f"{self.place}, {self.expected}: not read, so a fact may be missing."


def whose(raw: dict[str, Any]) -> Reference | None:
    """Return the patient that a resource names, read without checking the rest of it; None where it names none."""
    for field in ("subject", "patient", "beneficiary"):
        value = raw.get(field)
        if isinstance(value, dict):
            return _reference(value)
    return None


def _reference(value: dict[str, Any]) -> Reference | None:
    target, identifier = value.get("reference"), value.get("identifier")
    if isinstance(target, str) and target.strip():
        return Reference.model_validate({"reference": target})
    if isinstance(identifier, dict):
        plain = {name: identifier[name] for name in ("system", "value") if isinstance(identifier.get(name), str)}
        return Reference.model_validate({"identifier": plain}) if len(plain) == 2 else None
    return None
