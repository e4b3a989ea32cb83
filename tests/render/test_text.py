"""No document of any sample holds a leftover, a hole in a sentence, or a line that stands alone."""

from __future__ import annotations

import pytest

from priorauth.render.pdf import lay_out
from priorauth.render.text_faults import faults_in, read_back
from tests.packets import pdfs_of
from tests.samples import NAMES


@pytest.mark.parametrize("name", NAMES)
def test_no_document_has_a_fault(name: str) -> None:
    found = {file.path: faults_in(read_back(file.content)) for file in pdfs_of(name)}

    assert found == {path: [] for path in found}


def faults_of(body: str) -> list[str]:
    page = f'<html lang="en"><head><title>Test</title></head><body>{body}</body></html>'
    return faults_in(read_back(lay_out(page, "letter.css").content))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Dear {{ name }}", "a placeholder"),
        ("Dear [Name Placeholder]", "a placeholder"),
        ("TODO: ask", "a placeholder"),
        ("born None", "a value of the program"),
        ("Aura: True", "a value of the program"),
        ("Mill &amp;amp; Street", "a value of the program"),
        ("Dear Dr. , please", "a title without a name"),
        ("Dear Dr.", "a title without a name"),
        ("two\u00a0 spaces", "a double space"),
        ("Topiramate , then", "a space before a mark"),
        ("Topiramate .", "a space before a mark"),
        ("Topiramate,, propranolol", "two marks together"),
        ("It was taken..", "two marks together"),
        ("Dose: , dates", "two marks together"),
        ("Topiramate ()", "empty brackets"),
        ("Topiramate [ ]", "empty brackets"),
        ("It says “”", "empty brackets"),
    ],
)
def test_each_fault_is_found(text: str, fault: str) -> None:
    assert any(f": {fault}: " in one for one in faults_of(f"<p>{text}</p>"))


@pytest.mark.parametrize(
    "text",
    [
        "Topiramate (antiepileptic), 98 days; propranolol: 105 days.",
        "Dr. Ana Example, MD, 12–19 days a month, p&lt;.001 [1], “Members … 15 days”.",
        "None of it is left out? Yes: 1.3, 8.2; every 12 weeks.".replace("None of it", "Nothing"),
    ],
)
def test_good_sentences_have_none(text: str) -> None:
    assert faults_of(f"<p>{text}</p>") == []


LINES = "<p>I can be reached</p>{gap}<p>Signature and date</p><p><strong>Ana Example</strong> · NPI 1234567893</p>"
BREAK = '<div style="break-before: page"></div>'


def test_a_signature_on_two_pages_is_found() -> None:
    assert faults_of(LINES.format(gap="")) == []
    assert len(faults_of(LINES.format(gap=BREAK))) == 3


def test_a_heading_at_the_end_of_a_page_is_found() -> None:
    assert faults_of(f"<h2>Diagnosis</h2><p>text</p>{BREAK}<p>text</p>") == []
    assert faults_of(f"<h2>Diagnosis</h2>{BREAK}<p>text</p>") == ["page 1: a heading at the end of a page: Diagnosis"]
