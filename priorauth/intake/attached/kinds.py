"""Guesses from its text what kind of document it is, of which day, and who signed it; in doubt, nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from priorauth.clinical.terms import DocumentKind
from priorauth.intake.prose import DATE, day

_HEAD_LINES = 8
"""A document says at its head what it is; below, a note may well speak of a diary."""

_HEADING_WORDS = 8
# "Headache diary reviewed" is a sentence of a note, and no heading of a diary
_SAYS_SOMETHING = re.compile(
    r"\b(?:reviewed|shows?|showed|brought|kept|keeps|attached|see|per|no|not|discussed|asked|has|was|is|were|due)\b",
    re.IGNORECASE,
)
# each kind with the words that head such a document
_HEADS: tuple[tuple[DocumentKind, str], ...] = (
    (
        DocumentKind.OFFICE_NOTE,
        r"(?:office|progress|clinic|visit|consult(?:ation)?|follow[- ]?up) (?:note|visit)|history and physical",
    ),
    (
        DocumentKind.HEADACHE_DIARY,
        r"(?:headache|migraine) (?:diary|calendar|log|journal)|migraine buddy",
    ),
    (
        DocumentKind.INJECTION_RECORD,
        r"(?:procedure|injection|botox|chemodenervation) (?:note|record|log|procedure)|chemodenervation",
    ),
    (
        DocumentKind.MEDICATION_RECORD,
        r"medication (?:list|history|record|administration)|(?:pharmacy|prescription|fill) (?:history|record|profile)",
    ),
    (DocumentKind.LETTER, r"to whom it may concern|letter of medical necessity|^dear\b"),
    (
        DocumentKind.IMAGING,
        r"(?:mri|ct|x-?ray|imaging|radiology) (?:report|brain|head|of the)|radiology",
    ),
    (DocumentKind.LABORATORY, r"lab(?:oratory)? (?:report|results?)"),
    (DocumentKind.FORM, r"prior authorization (?:request )?form|request form"),
)
_DATED = re.compile(
    rf"\b(?:date of (?:service|visit|procedure|exam|injection)|(?:visit|service|encounter|procedure"
    rf"|exam|note) date|dos)\s*:?\s*(?P<day>{DATE})",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?P<not>\b(?:not|never|to be|awaiting)\b[^\n]{0,15})?(?P<words>\b(?:electronically|digitally) "
    r"signed(?: and \w+)? by\s*:?\s*(?P<name>[A-Za-z][^\n]{2,120})"
    r"|\b(?:e-signed|signed electronically) by\s*:?\s*(?P<other>[A-Za-z][^\n]{2,120}))",
    re.IGNORECASE,
)
_NAME_ENDS = re.compile(r"\s+(?:on|at|date|dated)\b|\d|\(|\[|\s{2,}|_{2,}", re.IGNORECASE)
_NOBODY = re.compile(r"^(?:pending|unsigned|none|n/?a|provider|physician|signature|date|name)\b", re.IGNORECASE)
_LONGEST_WORDS = 200


@dataclass(frozen=True, slots=True)
class Signature:
    """An electronic signature that the text layer holds."""

    words: str
    by: str | None


def guess_kind(pages: tuple[str, ...]) -> DocumentKind | None:
    """Return the kind that the first heading of the first page names; None where it names none, or more than one."""
    lines = [line.strip() for line in (pages[0] if pages else "").splitlines() if line.strip()]
    for line in lines[:_HEAD_LINES]:
        if len(line.split()) > _HEADING_WORDS or _SAYS_SOMETHING.search(line):
            continue
        found = {kind for kind, words in _HEADS if re.search(words, line, re.IGNORECASE)}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def find_date(pages: tuple[str, ...]) -> date | None:
    """Return the day that a document calls its own ("Date of service: …"); None where it names none, or two."""
    named = [day(found["day"]) for page in pages for found in _DATED.finditer(page)]
    exact = {one.low for one in named if one is not None and one.is_exact}
    return exact.pop() if len(exact) == 1 else None


def find_signature(pages: tuple[str, ...]) -> Signature | None:
    """Return the electronic signature of a document with its words; None where it holds none.

    Where two people signed, the words of the first are kept, and ``by`` is None: who wrote it is not for us to say.
    """
    found = [one for page in pages for one in _SIGNED.finditer(page) if not one["not"]]
    signed = [(one, _name(one["name"] or one["other"])) for one in found]
    known = [(one, name) for one, name in signed if name is not None]
    if not known:
        return None
    names = {name for _, name in known}
    return Signature(" ".join(known[0][0]["words"].split())[:_LONGEST_WORDS], names.pop() if len(names) == 1 else None)


def _name(text: str) -> str | None:
    end = _NAME_ENDS.search(text)
    name = " ".join((text[: end.start()] if end else text).split()).strip(" ,.:;-")
    words = re.findall(r"\b[A-Z][A-Za-z.'-]*", name)
    return None if len(words) < 2 or _NOBODY.match(name) else name
