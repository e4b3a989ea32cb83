"""Until a named clinician has signed off, everything for the payer is a draft; what changes afterwards undoes it."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from priorauth.api import prepare_packet
from priorauth.errors import PictureRefused, RenderError, SignOffRefused
from priorauth.packet.files import Packet
from priorauth.packet.pictures import LARGEST_FILE
from tests.charts_on_paper import files_of
from tests.packets import packet_of
from tests.samples import policy_of, sample, sample_data

BY_ANA = {"by": "Ana Example", "on": "2026-06-11"}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><path d="M0 8 L20 2 L40 8" stroke="black"/></svg>'
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 8


def packet(name: str = "aetna_initial_ready", **signature: Any) -> Packet:
    case = sample(name)
    return prepare_packet(case, policy=policy_of(case).id, signature=BY_ANA | signature)


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def test_a_ready_packet_is_a_draft_until_it_is_signed_off() -> None:
    unsigned = prepare_packet(sample("aetna_initial_ready"))

    assert [file.path for file in unsigned.files][:2] == ["office/packet_draft.pdf", "office/letter_draft.pdf"]
    for file in unsigned.files[:2]:
        assert "DRAFT – not for sending: the clinician has not signed off." in text_of(file.content)
    assert unsigned.manifest.draft
    assert unsigned.manifest.signoff is None
    assert unsigned.manifest.content_sha256 == packet_of("aetna_initial_ready").manifest.content_sha256


def test_a_signed_packet_says_who_when_and_what() -> None:
    signed = packet()
    letter = text_of(signed.files[1].content)

    assert [file.path for file in signed.files][:2] == ["for_payer/packet.pdf", "for_payer/letter.pdf"]
    assert "DRAFT" not in letter + text_of(signed.files[0].content)
    assert "read and signed off by Ana Example, MD on June 11, 2026" in letter
    assert f"Signed content (SHA-256): {signed.manifest.content_sha256}" in letter
    assert not signed.manifest.draft
    assert signed.manifest.signoff is not None
    assert signed.manifest.signoff.content_sha256 == signed.manifest.content_sha256


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("request", "units"), 156),
        (("patient", "family"), "Another"),
        (("prescriber", "phone"), "860-555-0199"),
        (("trials", 0, "drug"), "valproate"),
    ],
    ids=str,
)
def test_any_change_of_the_case_changes_what_is_signed(path: tuple[Any, ...], value: object) -> None:
    data = sample_data("aetna_initial_ready")
    part: Any = data
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value

    changed = prepare_packet(data).manifest.content_sha256

    assert changed != packet_of("aetna_initial_ready").manifest.content_sha256


def test_other_files_of_the_chart_change_what_is_signed() -> None:
    case = sample("aetna_initial_ready")
    with_note = prepare_packet(case, documents={"note": files_of(case)["note"]})
    others = [packet_of("aetna_initial_ready", with_chart=one) for one in (False, True)]

    assert len({one.manifest.content_sha256 for one in (with_note, *others)}) == 3


def test_a_packet_with_gaps_is_signed_off_only_with_a_reason_that_stays_in_the_office() -> None:
    reason = "Counts were lost in the flood of May"

    with pytest.raises(SignOffRefused, match="Gaps are open"):
        packet("aetna_initial_gap_hours")
    signed = packet("aetna_initial_gap_hours", despite_gaps=reason)

    assert [file.path for file in signed.files][:2] == ["for_payer/packet.pdf", "for_payer/letter.pdf"]
    for file in signed.files[:2]:
        attached = [one for found in PdfReader(BytesIO(file.content)).attachments.values() for one in found]
        assert "flood" not in text_of(file.content)
        assert not any(b"flood" in one for one in (file.content, *attached))
    checklist = next(file for file in signed.files if file.kind == "checklist")
    assert f"Signed off with gaps open, because: {reason}" in text_of(checklist.content)
    assert signed.manifest.signoff is not None
    assert signed.manifest.signoff.despite_gaps == reason


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        ("aetna_initial_not_met_age", {}, "The policy is not met"),
        ("aetna_initial_not_met_age", {"despite_gaps": "because"}, "The policy is not met"),
        ("aetna_initial_ready", {"despite_gaps": "because"}, "Nothing is open"),
        ("aetna_initial_ready", {"by": "Berta Example"}, "another name signs"),
        ("aetna_initial_ready", {"on": "2026-06-09"}, "before the day of the request"),
        ("aetna_initial_ready", {"on": "yesterday"}, "signature, field on"),
        ("aetna_initial_ready", {"by": " "}, "signature, field by"),
        ("aetna_initial_gap_hours", {"despite_gaps": " "}, "signature, field despite_gaps"),
    ],
)
def test_what_cannot_be_signed_off_is_refused(name: str, change: dict[str, str], message: str) -> None:
    with pytest.raises(SignOffRefused, match=message) as caught:
        packet(name, **change)

    assert "Example" not in str(caught.value)


def test_the_day_of_the_request_itself_may_be_the_day_of_the_sign_off() -> None:
    signed = packet(on=date(2026, 6, 10)).manifest.signoff

    assert signed is not None
    assert signed.on == date(2026, 6, 10)


def test_names_are_held_together_without_dots_and_case() -> None:
    signed = packet(by="ANA  example.", credentials="MD, PhD").manifest.signoff

    assert signed is not None
    assert signed.name == "ANA  example., MD, PhD"


def test_the_picture_of_a_signature_is_drawn_and_kept() -> None:
    signed = packet(image=SVG.encode())
    kept = {file.path: file.content for file in signed.files}

    assert kept["office/signature.svg"] == SVG.encode()
    assert signed.files[1].content != packet().files[1].content
    assert signed.files[1].pages == 2
    assert signed == packet(image=SVG.encode())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "neither PNG, JPEG nor SVG"),
        (b"GIF89a", "neither PNG, JPEG nor SVG"),
        (b"<html></html>", "neither PNG, JPEG nor SVG"),
        (SVG.encode("utf-16"), "neither PNG, JPEG nor SVG"),
        (b"<svg/>" + b" " * LARGEST_FILE, "more than 256 KB"),
        (PNG + b"\x00\x00\x20\x00" * 2, "more than 4 million pixels"),
        (PNG + b"\x00" * 8, "more than 4 million pixels"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "declares a document type"),
        (SVG.replace("<path", "<text>hello</text><path").encode(), "holds <text>"),
        (SVG.replace("<path", "<script>1</script><path").encode(), "holds <script>"),
        (SVG.replace("<path", '<image href="https://example.org/a.png"/><path').encode(), "something outside"),
        (SVG.replace("<path", '<path fill="url(https://example.org/a)"/><path').encode(), "something outside"),
    ],
)
def test_a_picture_that_is_no_plain_drawing_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(PictureRefused, match=message):
        packet(image=content)


def test_a_file_that_only_begins_like_a_picture_is_refused() -> None:
    with pytest.raises(RenderError):
        packet(image=PNG + b"\x00\x00\x00\x20" * 2)
