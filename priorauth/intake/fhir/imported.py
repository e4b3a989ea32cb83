"""What goes into an import and what comes out of it."""

from __future__ import annotations

from datetime import date

from priorauth.case.evidence import Text
from priorauth.case.model import Case
from priorauth.case.people import State
from priorauth.clinical.model import Model
from priorauth.clinical.terms import LineOfBusiness, RequestKind


class ImportOptions(Model):
    """What the record cannot know: the request that the case is made for."""

    as_of: date
    """The day the case is judged on; what was recorded later is ignored."""
    kind: RequestKind = RequestKind.INITIAL
    payer: Text | None = None
    """None takes the payer of the record's coverage."""
    line_of_business: LineOfBusiness | None = None
    plan: Text | None = None
    """None takes the plan of the record's coverage."""
    state: State | None = None


class Imported(Model):
    """One patient's case, with what the office should know of how it was made."""

    case: Case
    notes: tuple[str, ...] = ()
    """Sentences on what was left out or is doubtful, for the office; no name, birth date or member id."""
