"""The one place that reads the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime


def today() -> date:
    """Return today on the clinic's own calendar."""
    return date.today()  # noqa: DTZ011 - the clinic's own calendar day


def now() -> datetime:
    """Return the time, for what must tell when it was done."""
    return datetime.now(UTC)
