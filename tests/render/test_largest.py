"""The largest realistic chart still makes a letter of two pages and a packet whose pages say where things are."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader

from priorauth.api import prepare_packet
from priorauth.packet.files import Packet
from priorauth.render.documents import letter_file
from tests.charts_on_paper import files_of
from tests.largest import largest
from tests.samples import contents_of, policy_of

CASES = [(payer, kind) for payer in ("aetna", "uhc", "general") for kind in ("initial", "continuation")]


@cache
def packet_of(kind: str) -> Packet:
    case = largest("aetna", kind)
    return prepare_packet(case, policy=policy_of(case).id, documents=files_of(case))


@pytest.mark.parametrize(("payer", "kind"), CASES)
def test_twelve_trials_and_two_years_of_diary_fit_a_letter_of_two_pages(payer: str, kind: str) -> None:
    letter = letter_file(contents_of(largest(payer, kind)))

    assert letter.kind == "letter"
    assert letter.pages == 2


@pytest.mark.parametrize("kind", ["initial", "continuation"])
def test_every_trial_and_every_month_stands_in_an_exhibit(kind: str) -> None:
    pages = [re.sub(r"\s+", " ", one.extract_text()) for one in _reader(kind).pages]
    places = {place.title: place.page for place in packet_of(kind).files[0].places}
    medicines = " ".join(pages[places["Preventive and acute medicines"] - 1 :])
    record = " ".join(pages[places["Headache record, month by month"] - 1 :])

    assert all(one.drug.replace("valproate", "divalproex") in medicines for one in largest("aetna", kind).trials)
    assert len(set(re.findall(r"\b(?:[A-Z][a-z]+) 202[456]\b", record))) >= 24


def test_every_trial_is_named_in_the_letter_by_row_or_in_a_line() -> None:
    letter = " ".join(PdfReader(BytesIO(packet_of("continuation").files[1].content)).pages[1].extract_text().split())
    told = letter.split("Acute medicines")[0]

    assert all(one.drug.replace("valproate", "divalproex") in told for one in largest("aetna", "continuation").trials)


def _reader(kind: str) -> PdfReader:
    return PdfReader(BytesIO(packet_of(kind).files[0].content))
