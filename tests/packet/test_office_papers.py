"""What the office papers say: questions, fields to copy, the call, the blanks of a note, and what it costs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorauth.case.read import make_case
from priorauth.clinical.terms import RequestKind, Whom
from priorauth.packet.cost import Allowed, CostSheet, PriceTable, cost_sheet
from priorauth.packet.crosswalk import crosswalk
from priorauth.packet.note_template import Prompt, note_template
from priorauth.packet.peer_to_peer import PeerToPeer, peer_to_peer
from priorauth.packet.portal import PortalSheet, as_text, fitting, portal_sheet, summary_sentences
from priorauth.packet.queries import query_sheets
from priorauth.packet.sources import enclosures
from priorauth.policy.registry import all_policies, policy_by_id
from tests.samples import NAMES, READY, contents_of, review_of, sample, sample_data


def questions(name: str) -> dict[Whom, tuple[str, ...]]:
    case = sample(name)
    return {sheet.whom: sheet.questions for sheet in query_sheets(case, review_of(case))}


def portal(name: str) -> PortalSheet:
    return portal_sheet(sample(name), contents_of(sample(name)))


def field(name: str, label: str) -> str:
    return next(one.value for group in portal(name).groups for one in group.fields if one.label == label)


def prompts(policy: str, kind: RequestKind = RequestKind.INITIAL) -> dict[str, Prompt]:
    template = next(one for one in note_template(policy_by_id(policy)).kinds if one.kind is kind)
    return {prompt.clause: prompt for prompt in template.prompts}


# Query sheets


def test_each_person_gets_a_sheet_of_the_own_questions_and_the_office_none() -> None:
    assert questions("aetna_initial_gap_hours") == {
        Whom.CLINICIAN: (
            (
                "How many days with headache of 4 hours or more were there in each of the last three full months? "
                "Please count them from the diary or the history."
            ),
        )
    }
    assert questions("aetna_initial_gap_member_id") == {}


@pytest.mark.parametrize("name", READY)
def test_nothing_open_gives_no_sheet(name: str) -> None:
    assert questions(name) == {}


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_holds_every_question_of_the_gaps_once_and_no_reason(name: str) -> None:
    case = sample(name)
    review = review_of(case)
    sheets = query_sheets(case, review)
    asked = {(ask.whom, ask.question) for gap in review.gaps for ask in gap.asks if ask.whom is not Whom.OFFICE} | {
        (flag.whom, flag.text) for flag in review.flags if flag.opens and flag.whom is not Whom.OFFICE
    }

    assert sorted((sheet.whom, text) for sheet in sheets for text in sheet.questions) == sorted(asked)
    assert all(gap.because not in sheet.model_dump_json() for sheet in sheets for gap in review.gaps)


def test_only_the_payer_reads_the_member_id() -> None:
    case = sample("aetna_initial_gap_intolerance_by_hand")
    sheets = {sheet.whom: sheet.member_id for sheet in query_sheets(case, review_of(case))}

    assert sheets[Whom.PAYER] == "W123456789"
    assert {number for whom, number in sheets.items() if whom is not Whom.PAYER} <= {None}


# Portal sheet


@pytest.mark.parametrize("name", READY)
@pytest.mark.parametrize("length", [250, 1000])
def test_a_summary_is_whole_sentences_and_fits(name: str, length: int) -> None:
    sentences = summary_sentences(contents_of(sample(name)))
    text = field(name, f"Summary, at most {length} characters")

    assert 0 < len(text) <= length
    assert text == " ".join(one for one in sentences if one in text)


@given(
    st.lists(st.text(alphabet="abc ", min_size=1, max_size=20).map(lambda one: f"{one.strip()}x."), max_size=8),
    st.integers(0, 60),
)
def test_sentences_are_never_cut(sentences: list[str], length: int) -> None:
    text = fitting(sentences, length)
    rest = text
    for one in sentences:
        if rest.startswith(one):
            rest = rest[len(one) :].lstrip()

    assert rest == ""
    assert len(text) <= length


@pytest.mark.parametrize(("length", "expected"), [(4, ""), (5, "Four."), (10, "Four."), (11, "Four. Five."), (3, "")])
def test_a_sentence_that_fits_to_the_character_is_taken(length: int, expected: str) -> None:
    assert fitting(["Four.", "Five."], length) == expected


def test_the_groups_stand_in_the_order_of_a_portal() -> None:
    sheet = portal("aetna_initial_ready")

    assert [group.title for group in sheet.groups] == ["Member", "Provider", "Service", "Diagnosis", "Clinical"]
    assert field("aetna_initial_ready", "Date of birth") == "03/17/1984"
    assert field("aetna_initial_ready", "J0585-JW") == "45 units"
    assert field("aetna_initial_ready", "Tax ID (TIN)") == "12-3456789"
    assert field("aetna_appeal_ready", "Reference of the denial") == "PA-2026-118204"


def test_what_is_not_documented_has_no_field() -> None:
    labels = {one.label for group in portal("aetna_initial_gap_member_id").groups for one in group.fields}

    assert "Member ID" not in labels
    assert "Group number" in labels


def test_the_text_gives_each_field_its_length() -> None:
    text = as_text(portal("aetna_initial_ready"))

    assert "Member ID (10): W123456789\n" in text
    assert "None" not in text


def test_a_field_that_is_longer_than_systems_take_says_so() -> None:
    data = sample_data("aetna_initial_ready")
    texts = []
    for letters in (60, 61):
        data["patient"]["family"] = "x" * letters
        texts.append(as_text(portal_sheet(make_case(data), contents_of(make_case(data)))))

    assert "Last name (60): " in texts[0]
    assert "Last name (61, 60 fit): " in texts[1]


def test_the_reason_for_haste_is_a_field_of_its_own() -> None:
    labels = {one.label for group in portal("aetna_initial_ready").groups for one in group.fields}

    assert field("aetna_initial_ready", "Review") == "standard"
    assert "Reason for expedited review" not in labels
    assert field("aetna_initial_ready_expedited", "Review") == "expedited"
    assert field("aetna_initial_ready_expedited", "Reason for expedited review")


# Peer-to-peer sheet


def peer(name: str, **changes: Any) -> PeerToPeer:
    case = make_case(sample_data(name) | changes)
    review = review_of(case)
    rows = crosswalk(review.finding, enclosures(case, review.finding))
    return peer_to_peer(contents_of(case), rows, review)


def test_an_open_clause_is_the_first_question() -> None:
    sheet = peer("aetna_initial_gap_hours")

    assert sheet.questions[0].clause == "initial.2"
    assert sheet.questions[0].why.startswith("not documented: ")
    assert "initial.2" not in {line.clause for line in sheet.lines}


def test_a_clause_confirmed_by_hand_is_a_likely_question() -> None:
    confirmation = {
        "policy": "unitedhealthcare/commercial_2026_01",
        "clause": "3",
        "holds": True,
        "by": "B. Example",
        "on": "2026-06-09",
    }

    assert (
        peer("uhc_initial_gap_dose_by_hand", confirmations=[confirmation])
        .questions[0]
        .why.startswith("confirmed by B.")
    )


def test_a_shorter_sheet_says_how_much_it_leaves_out() -> None:
    sheet = peer("aetna_initial_ready")
    shorter = sheet.shorter()

    assert shorter is not None
    assert len(shorter.questions) + shorter.left_out == len(sheet.questions) + sheet.left_out
    shortest = shorter.shorter()
    assert shortest is not None
    assert shortest.terse
    assert shortest.shorter() is None


# Note template


@pytest.mark.parametrize(
    ("policy", "clause", "write", "asked"),
    [
        ("aetna", "initial.1", "Headache days, month by month, now", "at least 15 a month"),
        ("aetna", "initial.2", "Days with headache of 4 hours or more, month by month, now", "at least 8 a month"),
        (
            "aetna",
            "dose.2",
            "Every botulinum toxin treatment, whatever for: date and units",
            "at most 400 units in 84 days",
        ),
        ("aetna", "dose.3", "Date of the last treatment, and of the next", "at least 12 weeks apart"),
        (
            "unitedhealthcare/commercial_2026_01",
            "3",
            "Whether you state that the dose and interval follow the FDA-approved label",
            "your statement, dated",
        ),
    ],
)
def test_a_criterion_gives_the_fact_the_bound_and_the_window(policy: str, clause: str, write: str, asked: str) -> None:
    prompt = prompts(policy)[clause]

    assert (prompt.write, prompt.asked) == (write, asked)


def test_a_renewal_asks_for_before_and_now() -> None:
    prompt = prompts("aetna", RequestKind.CONTINUATION)["continuation.1"]

    assert prompt.write == "Headache days a month before the first treatment, and in each month since the last"
    assert prompt.asked == "any reduction"


def test_what_a_person_must_check_is_a_prompt_by_hand() -> None:
    assert prompts("aetna")["dose.4.b"].by_hand


def test_a_text_that_was_not_read_is_said_to_be_not_read() -> None:
    assert prompts("medicare/ngs_l33646_2021_05")["initial.1"].asked.startswith("its text was not read")


@pytest.mark.parametrize("policy", all_policies(), ids=lambda policy: policy.id)
def test_every_policy_gives_prompts_for_every_kind_of_request(policy: Any) -> None:
    template = note_template(policy)

    assert [one.kind for one in template.kinds] == list(policy.requests)
    assert all(one.prompts for one in template.kinds)
    assert "None" not in template.model_dump_json()


# Cost sheet

PRICES = PriceTable(
    vial_200=Decimal("1200.00"),
    administration=Decimal("95.50"),
    allowed={"Aetna": Allowed(per_unit=Decimal("6.55"), administration=Decimal("140.00"))},
)


def costs(prices: PriceTable = PRICES, **request: Any) -> CostSheet:
    data = sample_data("aetna_initial_ready")
    data["request"] |= request
    return cost_sheet(make_case(data), prices)


def test_the_cost_of_a_visit_and_of_a_year() -> None:
    sheet = costs()

    assert (sheet.units, sheet.wasted, sheet.vials, sheet.visits) == (155, 45, "1 × 200 units", 5)
    assert [(line.what, str(line.visit), str(line.year)) for line in sheet.lines] == [
        ("Cost of the vials", "1200.00", "6000.00"),
        ("Cost of the session", "95.50", "477.50"),
        ("Cost in all", "1295.50", "6477.50"),
        ("Allowed for J0585, discarded units included", "1310.00", "6550.00"),
        ("Allowed for 64615", "140.00", "700.00"),
    ]


@pytest.mark.parametrize(
    ("interval", "visits"), [("12 weeks", 5), ("364 days", 2), ("365 days", 1), ("13 weeks", 5), ("92 days", 4)]
)
def test_visits_of_a_year_begin_on_day_one(interval: str, visits: int) -> None:
    assert costs(interval=interval).visits == visits


def test_a_price_that_is_not_in_the_table_is_named_and_nothing_is_summed() -> None:
    sheet = costs(PRICES.model_copy(update={"vial_200": None, "allowed": {}}))

    assert [line.what for line in sheet.lines] == ["Cost of the session"]
    assert sheet.missing == ("Cost of the vials", "Cost in all")


def test_the_amounts_of_another_payer_are_not_shown() -> None:
    sheet = costs(PRICES.model_copy(update={"allowed": {"Other": Allowed(per_unit=Decimal(9))}}))

    assert [line.what for line in sheet.lines] == ["Cost of the vials", "Cost of the session", "Cost in all"]


def test_a_specialty_pharmacys_vials_cost_the_clinic_nothing() -> None:
    sheet = costs(drug_source="specialty_pharmacy")

    assert (sheet.vials, sheet.wasted) == (None, None)
    assert [line.what for line in sheet.lines] == ["Cost of the session", "Cost in all", "Allowed for 64615"]
