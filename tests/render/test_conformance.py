"""Every PDF holds what it claims, by the word of a validator that is not ours."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import page
import pytest
from pypdf import PdfReader

from priorauth.clinical.terms import RequestKind
from tests.packets import pdfs_of
from tests.samples import NAMES, packet_html, policy_of, sample

BOTH = (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1)
CLAIMS = re.compile(rb"pdf(?:ua|a)id:part")


def failures(content: bytes) -> list[tuple[str, str]]:
    reports = [page.validate_pdf_bytes(content, profile=profile) for profile in BOTH]
    found = (one for report in reports for one in report.failures)
    return [(one.rule_id, one.message) for one in found if not is_whole_stream(content, one)]


def is_whole_stream(content: bytes, failure: Any) -> bool:
    """A stream whose last byte happens to be a carriage return: the validator takes that byte for the line's end."""
    if failure.rule_id != "PDFA3A-STREAM-LENGTH-001":
        return False
    begin = content.index(b"\n%d 0 obj" % failure.object_id.object_number)
    declared = re.search(rb"/Length (\d+).*?>>\s*stream\n", content[begin:], re.DOTALL)
    assert declared
    after = begin + declared.end() + int(declared[1])
    return content[after - 1 : after + 10] == b"\r\nendstream"


def facts(content: bytes) -> Any:
    ((_, (attached,)),) = PdfReader(BytesIO(content)).attachments.items()
    return json.loads(attached)


@pytest.mark.parametrize("name", NAMES)
def test_every_document_of_ours_is_pdf_a_and_pdf_ua_at_once(name: str) -> None:
    assert {file.path: failures(file.content) for file in pdfs_of(name)} == {file.path: [] for file in pdfs_of(name)}


@pytest.mark.parametrize("name", NAMES)
def test_every_document_of_ours_says_so(name: str) -> None:
    for file in pdfs_of(name):
        assert len(CLAIMS.findall(file.content)) == 2


@pytest.mark.parametrize("name", ["aetna_initial_ready", "uhc_continuation_ready", "aetna_initial_gap_hours"])
def test_a_packet_with_pages_of_the_chart_claims_neither(name: str) -> None:
    packet, letter, *_ = pdfs_of(name, with_chart=True)

    assert CLAIMS.findall(packet.content) == []
    assert len(CLAIMS.findall(letter.content)) == 2
    root: Any = PdfReader(BytesIO(packet.content)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]


def test_the_validator_finds_what_is_wrong() -> None:
    content = pdfs_of("aetna_initial_ready")[1].content

    assert failures(content.replace(b'pdfuaid:part="1"', b'pdfuaid:part="2"')) != []
    assert failures(content.replace(b'pdfaid:part="3"', b'pdfaid:part="1"')) != []


@pytest.mark.parametrize("with_chart", [False, True])
def test_the_packet_holds_its_own_facts_as_data(with_chart: bool) -> None:
    root: Any = PdfReader(BytesIO(pdfs_of("aetna_initial_ready", with_chart=with_chart)[0].content)).trailer["/Root"]
    (attached,) = root["/AF"]
    found = facts(pdfs_of("aetna_initial_ready", with_chart=with_chart)[0].content)

    assert attached.get_object()["/AFRelationship"] == "/Data"
    assert found["reference"] == "aetna-initial-ready"
    assert found["patient"]["member_id"] == "W123456789"
    assert found["request"]["codes"][0]["code"] == "J0585"
    assert [one["clause"] for one in found["criteria"]][:3] == ["initial", "prescriber.1", "initial.1"]


@pytest.mark.parametrize("name", [name for name in NAMES if "_not_met_" not in name])
def test_every_fact_inside_the_packet_stands_on_its_pages(name: str) -> None:
    """So nothing for the office can ride along: no gap, no doubt, no recommendation."""
    written = html.unescape(packet_html(sample(name)))
    # a policy of which nothing is answered is not named with its revision
    written += policy_of(sample(name)).source.revision
    shown = {word for word in re.findall(r"[\w.\-]+", written)}
    # the data have dates as programs write them
    missing = {
        word for text in strings(facts(pdfs_of(name)[0].content)) for word in re.findall(r"[\w.\-]+", text)
    } - shown

    assert {one for one in missing if not re.fullmatch(r"\d{4}-\d\d-\d\d", one)} <= {*RequestKind}


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)
