"""The one place that reads the clock."""

from __future__ import annotations

from datetime import date


def today() -> date:
    """Return today on the clinic's own calendar."""
    return date.today()  # noqa: DTZ011 - the clinic's own calendar day
