"""A small policy of an invented payer, for tests of what is done with policies."""

from __future__ import annotations

from datetime import date
from typing import Any

from priorauth.clinical.terms import LineOfBusiness, RequestKind
from priorauth.policy.criteria import Age, AllOf, DoseAsked
from priorauth.policy.model import Confidence, Policy, Source

ADULT = Age(clause="1", says="18 years of age or older", at_least=18)
DOSE = DoseAsked(clause="2", says="at most 200 units", units_at_most=200)


def a_policy(*, read_on: str = "2026-06-10", **fields: Any) -> Policy:
    """Return the edition of January 2026 of an invented payer, or what ``fields`` make of it."""
    usual: dict[str, Any] = {
        "payer": "example_health",
        "payer_name": "Example Health",
        "names": ("EH",),
        "line_of_business": LineOfBusiness.COMMERCIAL,
        "effective": date(2026, 1, 1),
        "requests": {RequestKind.INITIAL: AllOf(clause="0", says="both", criteria=(ADULT, DOSE))},
        "source": Source(
            title="Botulinum toxins",
            revision="2026",
            url="https://example.org/policy",
            read_on=read_on,
            confidence=Confidence.HIGH,
        ),
    }
    return Policy(**{**usual, **fields})
