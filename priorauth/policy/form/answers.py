"""One answer, and how it is read: from a row of the table, or from the terminal."""

from __future__ import annotations

from typing import Any

from priorauth.clinical.model import Model
from priorauth.clinical.terms import RequestKind
from priorauth.errors import PolicyDataError
from priorauth.policy.form.cells import CellFault
from priorauth.policy.form.questions import BY_KEY, NOT_READ, SILENT, ClauseQuestion, Kinds, Question


class Answer(Model):
    """What somebody answered to one question, and where the payer's document says it."""

    key: str
    said: str
    requests: Kinds = Kinds.BOTH
    clause: str | None = None
    page: int | None = None
    words: str | None = None
    """The payer's own words, at most 160 characters."""
    one_of: str | None = None
    """Answers with the same word here are alternatives: any one of them is enough."""
    where: str
    """What errors call the place, such as "filled.csv, row 12"."""

    @property
    def question(self) -> Question:
        """The question that was answered."""
        return BY_KEY[self.key]

    @property
    def is_silent(self) -> bool:
        """True where the text was read and does not say it."""
        return self.said.lower() == SILENT

    @property
    def is_not_read(self) -> bool:
        """True where the text was not read for it."""
        return self.said.lower() == NOT_READ

    @property
    def is_clause(self) -> bool:
        """True where it is about what the policy asks of a request."""
        return isinstance(self.question, ClauseQuestion)

    def is_for(self, kind: RequestKind) -> bool:
        """Tell whether it is about what the policy asks of a kind of request."""
        return self.is_clause and kind in self.requests.kinds

    def fault(self, expected: str, column: str = "answer") -> PolicyDataError:
        """Return the error for a part of this answer; ``expected`` says what should stand there."""
        return PolicyDataError(f"{self.where}, column {column} ({self.key}): expected {expected}.")

    def read(self) -> Any:  # noqa: ANN401 - each question has its own kind of answer
        """Return the answer as its question reads it.

        Raises:
            PolicyDataError: it is not as expected.
        """
        try:
            return self.question.read(self.said)
        except CellFault as fault:
            raise self.fault(str(fault)) from None
