"""What a patient should know before consenting to Botox, from safety.csv: verified rows only."""

from __future__ import annotations

from functools import cache

from priorauth.clinical.model import Model
from priorauth.clinical.tables import table


class SafetyFact(Model):
    """One fact for consent."""

    key: str
    kind: str
    """Boxed warning, warning sign, contraindication, caution, or frequency."""
    says: str


@cache
def safety_facts() -> tuple[SafetyFact, ...]:
    """Return every verified fact for consent, the boxed warning first."""
    return tuple(
        SafetyFact(key=row["key"], kind=row["kind"], says=row["says"])
        for row in table("safety")
        if row["verified"] == "yes"
    )
