"""What goes into an import and what comes out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from priorauth.case.evidence import Text
from priorauth.case.model import Case
from priorauth.case.people import State
from priorauth.clinical.model import Model
from priorauth.clinical.terms import LineOfBusiness, RequestKind
from priorauth.errors import CaseFileError


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


def hand_over(
    outcomes: Iterable[Imported | CaseFileError], refused: Callable[[CaseFileError], None] | None
) -> Iterator[Imported]:
    """Yield the imports, and call ``refused`` with the reason of each patient who could not become a case.

    Raises:
        CaseFileError: ``refused`` is not given, and a patient could not become a case; raised at the end.
    """
    stopped = _Refusals()
    for outcome in outcomes:
        if isinstance(outcome, Imported):
            yield outcome
        else:
            (refused or stopped.keep)(outcome)
    stopped.raise_first()


class _Refusals:
    """The first of the patients who could not become a case, and how many more there are."""

    def __init__(self) -> None:
        self._first: CaseFileError | None = None
        self._more = 0

    def keep(self, error: CaseFileError) -> None:
        if self._first is None:
            self._first = error
        else:
            self._more += 1

    def raise_first(self) -> None:
        if self._first is not None:
            more = f" Patients who could not become a case beside this one: {self._more}." if self._more else ""
            raise CaseFileError(f"{self._first}{more}")
