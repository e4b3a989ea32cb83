"""A document says of itself what it is, of which day and by whom, or nothing is said for it."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from priorauth.case.attached import attached_file, attached_files, moved
from priorauth.case.documents import Document
from priorauth.case.evidence import Evidence
from priorauth.case.model import CasePart
from priorauth.case.read import read_part, write_part
from priorauth.case.treatment import PreventiveTrial
from priorauth.clinical.terms import DocumentKind
from priorauth.errors import ExhibitMissing
from priorauth.intake.attached.check import check_quotes
from priorauth.intake.attached.documents import Said, attach
from priorauth.intake.attached.kinds import find_date, find_signature, guess_kind
from priorauth.intake.attached.text import DocumentText
from tests.intake.attached.pdfs import NOTE, SIGNED, pdf

KINDS = [
    ("Progress note\nThe headache diary was reviewed.", DocumentKind.OFFICE_NOTE),
    ("Example Clinic\nOffice Visit\n", DocumentKind.OFFICE_NOTE),
    ("My headache diary, March 2026", DocumentKind.HEADACHE_DIARY),
    ("Procedure note: chemodenervation", DocumentKind.INJECTION_RECORD),
    ("Pharmacy fill history", DocumentKind.MEDICATION_RECORD),
    ("To whom it may concern:", DocumentKind.LETTER),
    ("MRI brain without contrast", DocumentKind.IMAGING),
    ("Laboratory results", DocumentKind.LABORATORY),
    ("Prior Authorization Request Form", DocumentKind.FORM),
    ("Progress note and headache diary", None),
    ("\n".join([*"abcdefgh", "headache diary"]), None),
    ("Headache diary reviewed", None),
    ("Headaches are better.", None),
    ("", None),
]
DATES = [
    ("Date of service: 04/02/2026", date(2026, 4, 2)),
    ("DOS 4/2/2026", date(2026, 4, 2)),
    ("Visit date: April 2, 2026", date(2026, 4, 2)),
    ("Encounter Date: 2026-04-02\nEncounter date 04/02/2026", date(2026, 4, 2)),
    ("Date of service: 04/02/2026\nDate of service: 05/02/2026", None),
    ("Date of service: April 2026", None),
    ("Date of birth: 03/17/1984", None),
    ("Printed 04/02/2026", None),
    ("Date of service: 25/04/2026", None),
]
SIGNATURES = [
    (SIGNED, "A. Example, MD"),
    ("Electronically signed by: Ann Example NP-C 4/2/2026", "Ann Example NP-C"),
    ("Digitally signed by A. Example MD", "A. Example MD"),
    ("E-signed by A. Example MD at 10:14", "A. Example MD"),
    ("Signed electronically by A. Example MD", "A. Example MD"),
    ("Not yet electronically signed by A. Example MD", None),
    ("To be electronically signed by A. Example MD", None),
    ("Electronically signed by: ____________", None),
    ("Electronically signed by: [pending]", None),
    ("Electronically signed by: Pending review", None),
    ("Electronically signed by the provider", None),
    ("Signature: A. Example MD", None),
    ("This note was not signed.", None),
]


@pytest.mark.parametrize(("head", "kind"), KINDS)
def test_the_kind_is_what_the_head_names_and_only_that(head: str, kind: DocumentKind | None) -> None:
    assert guess_kind((head,)) is kind


@pytest.mark.parametrize(("text", "day"), DATES)
def test_the_day_is_one_that_the_document_calls_its_own(text: str, day: date | None) -> None:
    assert find_date((text,)) == day


@pytest.mark.parametrize(("text", "name"), SIGNATURES)
def test_a_signature_is_words_with_a_name(text: str, name: str | None) -> None:
    signature = find_signature(("first page", text))
    assert (signature.by if signature else None) == name
    if signature:
        assert signature.words in text


def test_of_two_signatures_no_author_is_chosen() -> None:
    signature = find_signature((f"{SIGNED}\nElectronically signed by B. Sample, DO on 04/03/2026",))
    assert signature is not None
    assert (signature.words, signature.by) == (SIGNED, None)


def test_a_note_becomes_a_document_whose_title_holds_no_name() -> None:
    content = pdf(NOTE)
    attached = attach(content, DocumentText((NOTE,)), "Maria_Sample.pdf", Said())

    digest = sha256(content).hexdigest()
    assert attached.document == Document(
        id=f"doc-{digest[:12]}",
        kind=DocumentKind.OFFICE_NOTE,
        title="Office note, April 2, 2026",
        dated=date(2026, 4, 2),
        author="A. Example, MD",
        signed=True,
        signature=SIGNED,
        pages=1,
        file="Maria_Sample.pdf",
        sha256=digest,
    )
    assert attached.notes == ("kind office_note, guessed from its head; say --kind if that is wrong",)


def test_what_a_person_says_of_a_document_comes_first() -> None:
    said = Said(kind=DocumentKind.LETTER, dated=date(2026, 1, 5), author="B. Sample")
    document = attach(pdf(NOTE), DocumentText((NOTE,)), "a.pdf", said).document
    assert (document.kind, document.title, document.author) == (
        DocumentKind.LETTER,
        "Letter, January 5, 2026",
        "B. Sample",
    )


def test_recognized_text_signs_nothing_but_its_words_are_kept() -> None:
    document = attach(b"x", DocumentText((NOTE,), recognized=True), "a.pdf", Said()).document
    assert (document.signed, document.author, document.signature) == (None, None, SIGNED)


def test_what_is_not_plain_is_left_out_and_said() -> None:
    attached = attach(b"x", DocumentText(("", "a page of words")), "a.pdf", Said())
    document = attached.document

    assert (document.kind, document.title, document.signed) == (DocumentKind.OTHER, "Document", None)
    assert [note.partition(";")[0] for note in attached.notes] == [
        "its kind is not plain from its head",
        "its day is not plain from its text",
        "no text on page 1: no quote can be found there",
        "whether it is signed is not plain from its text: look, and set signed in the case",
    ]


# The file of a document


def attached_at(folder: Path, file: str, content: bytes) -> CasePart:
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_bytes(content)
    return CasePart(documents=(attach(content, DocumentText((NOTE,)), file, Said()).document,))


def test_a_file_is_found_from_the_folder_of_the_case(tmp_path: Path) -> None:
    part = attached_at(tmp_path / "cases", "../notes/a.pdf", b"content")
    path = tmp_path / "cases" / "case.json"
    path.write_bytes(write_part(part))

    assert attached_file(read_part(path).documents[0], path.parent) == b"content"
    assert attached_files(part, path.parent) == {part.documents[0].id: b"content"}


def test_a_case_that_moves_takes_its_paths_along(tmp_path: Path) -> None:
    part = attached_at(tmp_path / "parts", "a.pdf", b"content")
    there = tmp_path / "cases" / "maria"
    there.mkdir(parents=True)

    moved_part = moved(part, tmp_path / "parts", there)
    assert moved_part.documents[0].file == "../../parts/a.pdf"
    assert attached_file(moved_part.documents[0], there) == b"content"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"file": None}, "the case names no file"),
        ({"file": "Maria_Sample.pdf"}, "its file is not where the case says it is"),
        ({"file": "."}, "its file is not where the case says it is"),
        ({"sha256": "0" * 64}, "its file has changed"),
    ],
)
def test_a_file_that_is_gone_or_changed_is_never_used(tmp_path: Path, change: dict[str, str], why: str) -> None:
    document = attached_at(tmp_path, "a.pdf", b"content").documents[0].model_copy(update=change)
    with pytest.raises(ExhibitMissing, match=rf"^document {document.id}: {why}") as missing:
        attached_file(document, tmp_path)
    assert "Maria" not in str(missing.value)


@pytest.mark.parametrize("file", ["/etc/hosts", "C:\\notes\\a.pdf", "", "a\x00.pdf"])
def test_a_path_from_the_root_is_refused(file: str) -> None:
    with pytest.raises(ValueError, match="file"):
        Document(id="a", kind=DocumentKind.LETTER, title="Letter", file=file, sha256="0" * 64)


def test_a_file_without_its_hash_is_refused() -> None:
    with pytest.raises(ValueError, match="file needs sha256"):
        Document(id="a", kind=DocumentKind.LETTER, title="Letter", file="a.pdf")


# Quotes held against their pages


def found(*places: tuple[int | None, str], pages: tuple[str, ...] = (NOTE,), **change: object) -> list[tuple[str, ...]]:
    document = Document(id="a", kind=DocumentKind.LETTER, title="Letter").model_copy(update=change)
    evidence = tuple(Evidence(document="a", page=page, quote=quote) for page, quote in places)
    case = CasePart(documents=(document,), trials=(PreventiveTrial(drug="topiramate", evidence=evidence),))
    return [(one.fault, one.field, one.text) for one in check_quotes(case, {"a": pdf(*pages)})]


def test_a_quote_that_stands_where_the_case_says_is_no_finding() -> None:
    assert found((2, "18-20 headache days"), (None, "Progress  note"), pages=("first page here", NOTE)) == []


def test_a_wrong_page_a_wrong_quote_and_a_page_without_text_are_found() -> None:
    places = ((1, "18-20 headache days"), (2, "28-30 headache days"), (3, "anything"))

    assert found(*places, pages=("first page here", NOTE, "")) == [
        ("other_page", "trials.0.evidence.0", "the quote is not on page 1 of a; it is on page 2."),
        ("not_there", "trials.0.evidence.1", "the quote is not on page 2 of a."),
        ("no_text", "trials.0.evidence.2", "page 3 of a has no text layer."),
    ]


def test_a_quote_from_recognized_text_needs_a_look() -> None:
    assert found((1, "Progress note"), recognized=True) == [
        ("by_ocr", "trials.0.evidence.0", "page 1 of a was read by OCR.")
    ]


def test_a_document_that_cannot_be_read_is_one_finding_and_one_without_quotes_is_not_opened() -> None:
    document = Document(id="a", kind=DocumentKind.LETTER, title="Letter")
    trial = PreventiveTrial(drug="topiramate", evidence=(Evidence(document="a", page=1, quote="Progress note"),))
    files = {"a": b"no document"}

    assert [
        (one.fault, one.field) for one in check_quotes(CasePart(documents=(document,), trials=(trial,)), files)
    ] == [("unreadable", "documents.0")]
    assert check_quotes(CasePart(documents=(document,)), files) == ()


def test_a_document_is_written_without_what_is_not_known(tmp_path: Path) -> None:
    part = attached_at(tmp_path, "a.pdf", b"content")
    assert "recognized" not in json.loads(write_part(part))["documents"][0]
