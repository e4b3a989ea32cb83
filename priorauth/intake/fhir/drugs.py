"""Which medicine a concept names."""

from __future__ import annotations

from typing import Protocol

from priorauth.clinical.codes import RXNORM
from priorauth.clinical.medicines import Medicine
from priorauth.intake.fhir.datatypes import CodeableConcept

TOXIN = "botulinum toxin"


class Lookup(Protocol):
    """One of the lookups of clinical.medicines."""

    def __call__(self, words: str | None = None, *, rxcui: str | None = None) -> Medicine | None:
        """Return the medicine that a code or the words name."""
        ...


def recognise(concept: CodeableConcept, known: Lookup) -> Medicine | None:
    """Return the medicine that a concept names by an RxNorm code, else by its words."""
    words = concept.words
    by_code = (known(words, rxcui=rxcui) for rxcui in concept.codes(RXNORM))
    return next((medicine for medicine in by_code if medicine), None) or known(words)
