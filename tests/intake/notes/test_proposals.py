"""A proposal holds one fact with its place, and becomes a fact of a case only under a person's name."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from priorauth.case.evidence import Evidence, Origin, evidence_in
from priorauth.case.headache import Frequency
from priorauth.case.read import make_case
from priorauth.clinical.ranges import between
from priorauth.clinical.terms import Counting
from priorauth.errors import CaseFileError
from priorauth.intake.attached.quotes import find_quote
from priorauth.intake.attached.text import DocumentText
from priorauth.intake.notes.files import Said, parse_note
from priorauth.intake.notes.passage import Note
from priorauth.intake.notes.proposals import Confidence, FactKind, Proposals, accept, parse_proposals
from priorauth.intake.notes.read import read_notes
from tests.intake.attached.pdfs import NOTE as PDF_NOTE
from tests.intake.attached.pdfs import pdf, scan
from tests.intake.notes.labelled import NOTE, SETS, passages
from tests.samples import sample_data

DAY = date(2026, 4, 3)
TEXT = """Reports 18-20 headache days per month for the past 3 months.
Topiramate was started in January 2025. Stopped in April 2025 due to paresthesia.
MIDAS 58."""
WORDS = sorted({word for name in SETS for one in passages(name) for word in one.text.split()})


def read(text: str, note: Note = NOTE) -> Proposals:
    return read_notes([(note, DocumentText(tuple(text.split("\f"))))])


def test_a_proposal_is_a_fact_of_the_case_with_its_quote_and_page() -> None:
    first = read(f"Page one.\f{TEXT}").proposals[0]

    assert (first.id, first.kind, first.confidence) == (1, FactKind.FREQUENCY, Confidence.PLAIN)
    assert first.says == "18–20 headache days a month, for 3 months"
    place = Evidence(document="office-note", dated=NOTE.dated, page=2, quote=TEXT.splitlines()[0])
    assert first.fact == Frequency(
        counting=Counting.HEADACHE_DAY,
        per_month=between(18, 20, "18-20"),
        stated_on=NOTE.dated,
        held_for="3 months",
        evidence=(place,),
    )


def test_what_is_put_together_names_every_sentence_and_asks_for_a_look() -> None:
    trial = read(TEXT).proposals[1]

    assert [place.quote for place in trial.fact.evidence] == [
        "Topiramate was started in January 2025.",
        "Stopped in April 2025 due to paresthesia.",
    ]
    assert (trial.confidence, "put together from several sentences" in trial.why) == (Confidence.LOOK, True)


def test_accepted_facts_bear_the_name_of_the_person_and_the_others_are_left() -> None:
    part = accept(read(TEXT), [3, 1, 1], by="B. Biller", on=DAY)

    facts = (*part.headaches.frequencies, *part.scores)
    assert [(fact.origin, fact.entered_by, fact.entered_on) for fact in facts] == [
        (Origin.MANUAL, "B. Biller", DAY)
    ] * 2
    assert [place.quote for fact in facts for place in fact.evidence] == [TEXT.splitlines()[0], "MIDAS 58."]
    assert part.trials == ()
    assert part.id is None


@pytest.mark.parametrize(("ids", "by"), [([4], "B. Biller"), ([0], "B. Biller"), ([], "B. Biller"), ([1], " ")])
def test_an_unknown_number_or_no_name_takes_nothing(ids: list[int], by: str) -> None:
    with pytest.raises(CaseFileError):
        accept(read(TEXT), ids, by=by, on=DAY)


def test_proposals_are_no_case() -> None:
    data = json.loads(read(TEXT).model_dump_json(exclude_defaults=True))
    with pytest.raises(CaseFileError):
        make_case({**sample_data("aetna_initial_ready"), **data})


def test_a_file_of_proposals_comes_back_as_it_was_written() -> None:
    found = read(TEXT)
    assert parse_proposals(found.model_dump_json(indent=2, exclude_defaults=True).encode(), "p.json") == found


def changed(**change: Any) -> bytes:
    data = json.loads(read(TEXT).model_dump_json(exclude_defaults=True))
    data["proposals"][0] |= change
    return json.dumps(data).encode()


PATIENT = {"given": "Maria", "family": "Sample", "born": "1984-03-17"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        changed(kind="trial"),
        changed(part={}),
        changed(part={"patient": PATIENT}),
        changed(part={"attestations": [{"about": "overuse_addressed", "holds": True, "by": "X", "on": "2026-04-03"}]}),
    ],
)
def test_a_file_that_holds_anything_else_is_refused_without_a_word_of_it(content: bytes) -> None:
    with pytest.raises(CaseFileError, match=r"^p\.json, field ") as refused:
        parse_proposals(content, "p.json")
    assert "Sample" not in str(refused.value)


def test_the_same_words_in_two_notes_may_be_copied_forward() -> None:
    earlier = Note(document="doc-1", dated=date(2026, 1, 5))
    found = read_notes([(earlier, DocumentText((TEXT,))), (NOTE, DocumentText((TEXT,)))]).proposals

    assert {one.confidence for one in found} == {Confidence.LOOK}
    assert all("perhaps copied forward" in one.why for one in found)


def test_the_same_words_twice_in_one_note_are_proposed_once() -> None:
    assert len(read(f"{TEXT}\n\n{TEXT}").proposals) == len(read(TEXT).proposals)


def test_every_proposal_from_recognized_text_asks_for_a_look() -> None:
    found = read(TEXT, Note(document="doc-1", dated=NOTE.dated, recognized=True)).proposals
    assert {one.confidence for one in found} == {Confidence.LOOK}


def test_a_sentence_too_long_to_be_quoted_is_named_and_not_read() -> None:
    sentence = "Reports 18 headache days per month" + " and so on" * 27
    assert len(sentence) == 304
    assert read(sentence) == Proposals(
        proposals=(), not_read=("office-note, page 1: 1 sentence of over 300 characters, too long to be quoted",)
    )
    assert len(read(sentence[:300]).proposals) == 1


# Files


def test_a_pdf_note_is_known_by_its_content_its_day_and_its_signature() -> None:
    note, text = parse_note(pdf("first page here", PDF_NOTE), "note.pdf", Said())

    assert note.document.startswith("doc-")
    assert (note.dated, note.author, len(text.pages)) == (date(2026, 4, 2), "A. Example, MD", 2)


def test_a_text_note_is_named_after_its_day_and_cut_at_form_feeds() -> None:
    note, text = parse_note("Page one\n\fPage two is écrit".encode("cp1252"), "note.txt", Said(dated=DAY))
    assert (note.document, text.pages) == ("Note of April 3, 2026", ("Page one\n", "Page two is écrit"))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "has no text"),
        (scan("a page"), "has no text.*--ocr"),
        (b"a note without a day", "--dated YYYY-MM-DD"),
        (b"Date of service: 04/02/2026\nx\x00", "neither a PDF nor plain text"),
        (b"Date of service: 04/02/2026\n" + b"x y " * 250_000, "over 1,000,000 characters"),
    ],
)
def test_a_note_that_cannot_be_read_is_one_sentence(content: bytes, why: str) -> None:
    with pytest.raises(CaseFileError, match=rf"(?s)^note: .*{why}"):
        parse_note(content, "note", Said())


# Whatever stands in a note


@pytest.mark.parametrize("name", SETS)
def test_every_quote_is_found_on_its_page(name: str) -> None:
    text = DocumentText(tuple(passage.text for passage in passages(name)))
    for proposal in read_notes([(NOTE, text)]).proposals:
        for place in evidence_in(proposal.part):
            assert find_quote(text, place.quote or "", place.page) == place.page


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "\n", "\n\n", "\f"]), max_size=40))
def test_any_words_of_notes_in_any_order_give_proposals_that_keep(words: list[str]) -> None:
    found = read(" ".join(words))
    assert parse_proposals(found.model_dump_json(exclude_defaults=True).encode(), "p") == found


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=400).map(str.encode)))
def test_any_bytes_give_proposals_or_a_case_file_error(content: bytes) -> None:
    try:
        read_notes([parse_note(content.replace(b"%PDF-", b""), "note", Said(dated=DAY))])
    except CaseFileError as refused:
        assert str(refused).startswith("note: ")  # noqa: PT017 - either outcome is right
