"""What the office should know of how a case was made."""

from __future__ import annotations


class Notes(list[str]):
    """Sentences on what was left out or is doubtful; no name, birth date or member id stands in them."""

    def __init__(self) -> None:
        super().__init__()
        self.not_read: list[str] = []
        """Those that go into the case too, since a fact that would count may be missing there."""

    def missing(self, sentence: str) -> None:
        """Say that something could not be read, so that a fact which would count may be missing."""
        self.append(sentence)
        self.not_read.append(sentence)
