"""Quotes are held against the attached files: what is not on its page is said, on the checklist too."""

from __future__ import annotations

from pathlib import Path

import pytest

from priorauth.api import lint_case, prepare_packet
from priorauth.case.documents import Document
from priorauth.case.evidence import Evidence
from priorauth.case.treatment import PreventiveTrial
from priorauth.clinical.terms import DocumentKind
from priorauth.render.text_faults import read_back
from priorauth.review.lint.lint import lint
from priorauth.review.lint.quotes import files_at_hand
from tests.builders import a_case
from tests.intake.attached.pdfs import NOTE, pdf
from tests.samples import sample

SAID = Evidence(document="a", page=1, quote="18-20 headache days")


def codes(content: bytes, quoted: Evidence = SAID, **document: object) -> list[tuple[str, str]]:
    described = Document(id="a", kind=DocumentKind.LETTER, title="Letter").model_copy(update=document)
    case = a_case(documents=(described,), trials=(PreventiveTrial(drug="topiramate", evidence=(quoted,)),))
    found = lint(case, documents={"a": content})
    return [(one.code, one.field) for one in found if one.code.startswith(("quote-", "file-"))]


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ((NOTE,), []),
        (("an empty first page", NOTE), [("quote-other-page", "trials.0.evidence.0")]),
        (("8-10 headache days and more",), [("quote-not-there", "trials.0.evidence.0")]),
        (("",), [("quote-without-text", "trials.0.evidence.0")]),
    ],
)
def test_a_quote_is_looked_for_on_its_page(pages: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert codes(pdf(*pages)) == expected


def test_a_page_read_by_a_machine_and_a_file_that_nobody_can_read_are_said() -> None:
    assert codes(pdf(NOTE), recognized=True) == [("quote-by-ocr", "trials.0.evidence.0")]
    assert codes(b"%PDF-1.7 damaged") == [("file-unreadable", "documents.0")]


def test_a_file_that_is_gone_is_said_and_the_others_are_at_hand(tmp_path: Path) -> None:
    case = a_case(
        documents=(
            Document(id="a", kind=DocumentKind.LETTER, title="Letter"),
            Document(id="b", kind=DocumentKind.LETTER, title="Letter", file="b.pdf", sha256="0" * 64),
        )
    )

    files, missing = files_at_hand(case, tmp_path)

    assert files == {}
    assert [(one.code, one.field) for one in missing] == [("file-missing", "documents.1.file")]


def test_the_checklist_of_a_packet_says_it() -> None:
    case = sample("aetna_initial_ready")
    files = {document.id: pdf(*["another page"] * (document.pages or 1)) for document in case.documents}

    assert {one.code for one in lint_case(case, documents=files)} == {"quote-not-there"}
    (checklist,) = (one for one in prepare_packet(case, documents=files).files if one.kind == "checklist")
    assert any("The quote is not on page 1 of" in page.text for page in read_back(checklist.content))
