"""Which documents and pages go along: those that something rests on, and no others."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from priorauth.case.history import Counted
from priorauth.case.read import make_case
from priorauth.clinical.terms import Instrument
from priorauth.packet.exhibits import Exhibit, exhibits
from priorauth.packet.sources import Enclosures, Pin, enclosures
from tests.builders import a_case, score, treated
from tests.samples import READY, review_of, sample, sample_data


def pin(letter: str, *pages: int) -> Pin:
    return Pin(name=letter, exhibit=letter, pages=pages)


def exhibit_of(letter: str, pins: tuple[Pin, ...], at_hand: dict[str, int]) -> Exhibit:
    case = sample("aetna_initial_ready")
    found = exhibits(Counted(case), Enclosures(case.documents), pins, at_hand)
    return next(one for one in found if one.letter == letter)


@pytest.mark.parametrize(
    ("pins", "expected"),
    [
        ((pin("A", 1), pin("A", 3, 4)), (1, 3, 4)),
        ((pin("A", 4), pin("A", 1), pin("A", 4)), (1, 4)),
        ((pin("A", 1), pin("A")), (1, 2, 3, 4)),
        ((pin("B", 2),), (1, 2, 3, 4)),
    ],
    ids=["pages that pins name", "each once and in order", "a pin without a page", "named by the policy alone"],
)
def test_pages_that_go_along(pins: tuple[Pin, ...], expected: tuple[int, ...]) -> None:
    assert exhibit_of("A", pins, {"note": 4}).pages == expected


def test_a_document_whose_file_is_not_at_hand_is_sent_apart() -> None:
    found = exhibit_of("A", (pin("A", 1),), {})

    assert (found.apart, found.pages, found.of) == (True, (), 4)


def test_a_document_that_nothing_rests_on_stays_in_the_chart() -> None:
    data = sample_data("aetna_initial_ready")
    data["documents"].insert(1, {"id": "other", "kind": "imaging", "title": "Brain scan", "pages": 2})
    case = make_case(data)

    assert [one.id for one in enclosures(case, review_of(case).finding).documents] == ["note", "diary", "medicines"]


def test_own_exhibits_follow_the_documents_and_hold_what_is_documented() -> None:
    case = sample("aetna_continuation_ready")
    found = exhibits(Counted(case), Enclosures(case.documents), (), {})

    assert [(one.letter, one.content) for one in found] == [
        ("A", "document"),
        ("B", "document"),
        ("C", "document"),
        ("D", "document"),
        ("E", "headache_record"),
        ("F", "trials"),
        ("G", "scores"),
        ("H", "treatments"),
        ("I", "plan"),
    ]


def test_short_exhibits_share_a_page_and_its_stamp() -> None:
    found = exhibits(Counted(sample("aetna_continuation_ready")), Enclosures(()), (), {})

    assert [(one.letter, one.stamped, one.joins) for one in found] == [
        ("A", ("A",), False),
        ("B", ("B", "D"), False),
        ("C", ("B", "D"), True),
        ("D", ("B", "D"), True),
        ("E", ("E",), False),
    ]


@pytest.mark.parametrize(("sessions", "expected"), [(15, ("A", "B")), (16, ("A",))])
def test_exhibits_that_do_not_fit_on_one_page_begin_a_new_one(sessions: int, expected: tuple[str, ...]) -> None:
    # a page holds 225 mm: 24 mm and 5.5 mm for the one score, 24 mm and 11 mm for each treatment
    given = tuple(treated(date(2022, 1, 1) + timedelta(weeks=12 * index)) for index in range(sessions))
    case = a_case(scores=(score(Instrument.HIT_6, 66),), toxin_treatments=given)

    assert exhibits(Counted(case), Enclosures(()), (), {})[0].stamped == expected


def test_a_case_with_nothing_has_the_plan_alone() -> None:
    found = exhibits(Counted(a_case()), Enclosures(()), (), {})

    assert [one.content for one in found] == ["plan"]


@pytest.mark.parametrize("name", READY)
def test_letters_of_documents_are_the_same_alone_and_in_the_packet(name: str) -> None:
    case = sample(name)
    enclosed = enclosures(case, review_of(case).finding)
    found = exhibits(Counted(case), enclosed, (), {})

    assert {one.document: one.letter for one in found if one.document} == enclosed.letters
