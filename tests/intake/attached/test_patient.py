"""Whom a document is about is read behind a label; a sentence, a relative or a second birth date names nobody."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorauth.case.identity import StatedIdentity
from priorauth.intake.attached.patient import find_patient

MARCH_17 = date(1984, 3, 17)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Patient: Maria Sample", {"name": "Maria Sample"}),
        ("PATIENT NAME: SAMPLE, MARIA J.   DOB: 03/17/1984", {"name": "SAMPLE, MARIA J", "born": MARCH_17}),
        ("Patient Name: Maria Sample DOB 3/17/1984 Sex: F", {"name": "Maria Sample", "born": MARCH_17}),
        ("Name of patient: Maria Sample (F)", {"name": "Maria Sample"}),
        ("Patient: Maria Sample | MRN 12345", {"name": "Maria Sample"}),
        ("Patient: Maria Sample\nPatient: Maria Sample", {"name": "Maria Sample"}),
        ("Date of birth: March 17, 1984", {"born": MARCH_17}),
        ("D.O.B.: 1984-03-17", {"born": MARCH_17}),
        ("Member ID: W123456789", {"member_id": "W123456789"}),
        ("Subscriber no. w1234-56", {"member_id": "W1234-56"}),
    ],
)
def test_what_stands_behind_a_label_is_read(text: str, expected: dict[str, object]) -> None:
    assert find_patient((text,)) == StatedIdentity.model_validate(expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Patient: reports 18 headache days",
        "Patient: Reports headache",
        "Patient: Maria",
        "The patient Maria Sample was seen",
        "Patient: Maria Sample\nPatient: Other Person",
        "born in the spring",
        "Her daughter was born 03/17/1984",
        "DOB: 03/17/1984\nMother's date of birth: 02/01/1960",
        "DOB: 03/1984",
        "DOB: 13/45/1984",
        "Birthdate 03/17/84",
        "Member ID: unknown",
        "Member ID: pending",
        "Member ID: W123456789\nMember ID: W987654321",
        "member number of the practice",
    ],
)
def test_in_doubt_nobody_is_named(text: str) -> None:
    assert find_patient((text,)) is None


def test_every_page_counts() -> None:
    assert find_patient(("DOB: 03/17/1984", "DOB: 03/18/1984")) is None
    assert find_patient(("first page", "DOB: 03/17/1984")) == StatedIdentity(born=MARCH_17)


LINES = st.lists(
    st.sampled_from(
        ("Patient: ", "DOB: ", "Member ID: ", "Maria", "SAMPLE,", " ", "\n", "03/17/1984", "W1234", "#", ":")
    ),
    max_size=12,
).map("".join)


@given(LINES | st.text(max_size=80).map("Patient: {}".format))
def test_nothing_is_named_that_the_text_does_not_say(text: str) -> None:
    stated = find_patient((text,)) or StatedIdentity()

    assert stated.name is None or stated.name in " ".join(text.split())
    assert stated.member_id is None or stated.member_id in text.upper()
    assert stated.born in (None, MARCH_17)
