"""Whether the attached files are there, and whether each quote stands on the page that the case names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from priorauth.case.attached import attached_file
from priorauth.case.model import Case
from priorauth.errors import ExhibitMissing
from priorauth.intake.attached.check import QuoteFault, check_quotes
from priorauth.review.lint.finding import LintFinding, found
from priorauth.review.words import sentence

_CODES = {
    QuoteFault.UNREADABLE: "file-unreadable",
    QuoteFault.NOT_THERE: "quote-not-there",
    QuoteFault.OTHER_PAGE: "quote-other-page",
    QuoteFault.NO_TEXT: "quote-without-text",
    QuoteFault.BY_OCR: "quote-by-ocr",
}


def files_at_hand(case: Case, folder: Path) -> tuple[dict[str, bytes], tuple[LintFinding, ...]]:
    """Return the attached files of a case by document, and a finding for each that is gone or changed.

    ``folder`` is where the case file lies.
    """
    files, findings = {}, []
    for number, document in enumerate(case.documents):
        if document.file is None:
            continue
        try:
            files[document.id] = attached_file(document, folder)
        except ExhibitMissing as error:
            findings.append(found("file-missing", f"documents.{number}.file", sentence(str(error))))
    return files, tuple(findings)


def quote_findings(case: Case, documents: Mapping[str, bytes]) -> Iterator[LintFinding]:
    """Yield every quote that is not, or cannot be seen, on its page; ``documents`` holds files by document id."""
    for one in check_quotes(case, documents):
        yield found(_CODES[one.fault], one.field, sentence(one.text))
