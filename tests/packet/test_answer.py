"""An appeal answers the reason of the denial and only that; the other letters say what is corrected or excepted."""

from __future__ import annotations

import re
from typing import Any

import pytest

from priorauth.case.read import make_case
from priorauth.packet.answer import to_answer
from priorauth.packet.letter import LetterContents
from priorauth.packet.pages import packet_contents
from tests.packet.test_letter_traces import text_of
from tests.samples import contents_of, letter_html, policy_of, review_of, sample, sample_data

ALL = ("diagnosis", "record", "scores", "medicines", "plan", "criteria", "initial_evidence")


def appeal(clause: str, *, about: str = "") -> LetterContents:
    data = sample_data(f"aetna_appeal_ready{about}")
    data["denial"]["clause"] = clause
    return contents_of(make_case(data))


def words(name: str) -> str:
    return re.sub(r"\s+", " ", text_of(letter_html(sample(name))))


@pytest.mark.parametrize(
    ("clause", "shown"),
    [
        ("initial.1", ["record"]),
        ("initial.2", ["record"]),
        ("initial.3", ["medicines"]),
        ("initial.4", ["diagnosis", "record"]),
        ("initial.5", []),
        ("dose.1", ["plan"]),
        ("dose.3", ["course"]),
    ],
)
def test_an_appeal_shows_what_bears_on_the_clause_and_no_more(clause: str, shown: list[str]) -> None:
    assert appeal(clause).sections == ("denial", "criteria", *shown, "appeal_asks")


@pytest.mark.parametrize("clause", ["initial.1", "initial.3", "initial.5", "dose.1"])
def test_an_appeal_answers_one_clause(clause: str) -> None:
    letter = appeal(clause)

    assert len(letter.answers) == 1
    assert letter.citations == ()
    assert letter.denial is not None
    assert letter.denial.clause is not None
    assert letter.denial.clause.says == letter.answers[0].says


def test_what_an_appeal_does_not_answer_stands_nowhere_in_it() -> None:
    text = words("aetna_appeal_ready")

    for word in ("topiramate", "sumatriptan", "MIDAS", "PREEMPT", "chronic since"):
        assert word not in text


def test_an_appeal_quotes_the_reason_and_the_clause_in_the_words_of_each() -> None:
    text = words("aetna_appeal_ready")

    assert "“The records do not show headaches lasting four hours or longer on eight days each month.”" in text
    assert "“Member experiences headaches lasting 4 hours or longer on at least 8 days per month”" in text
    assert "against the denial of June 16, 2026, reference PA-2026-118204" in text
    assert "Aetna , Appeals Unit, fax 800-555-0190" in text


@pytest.mark.parametrize(("level", "said"), [(0, "first"), (1, "second"), (2, "third"), (3, "fourth"), (4, "level 5")])
def test_an_appeal_opens_the_level_after_the_one_that_was_decided(level: int, said: str) -> None:
    data = sample_data("aetna_appeal_ready")
    data["denial"]["level"] = level
    denial = contents_of(make_case(data)).denial

    assert denial is not None
    assert denial.level == said


def test_only_the_payers_own_clause_number_is_printed() -> None:
    assert "initial.2" not in words("aetna_appeal_ready")


def test_a_clause_that_is_not_met_is_answered_by_the_alternative_that_is() -> None:
    data = sample_data("aetna_appeal_ready")
    data["denial"]["clause"] = "dose.4.b"
    case = make_case(data)

    assert to_answer(case, review_of(case).finding).clause == "dose.4"


def test_with_an_appeal_only_what_the_answer_rests_on_goes_along() -> None:
    case = sample("aetna_appeal_ready")
    at_hand = {document.id: document.pages or 1 for document in case.documents}
    _, around = packet_contents(case, policy_of(case), review_of(case), at_hand)

    assert [exhibit.title for exhibit in around.exhibits] == [
        "Headache diary, May 31, 2026",
        "Notice of denial, June 16, 2026",
        "Headache record, month by month",
    ]
    assert [row.clause for row in around.rows] == ["initial.2"]
    assert around.cover.what == "appeal of a denial"
    assert around.cover.department == "Appeals Unit, fax 800-555-0190"
    assert around.cover.to_fax == "800-555-0190"


def test_a_resubmission_says_what_was_wrong_and_what_is_right() -> None:
    text = words("uhc_resubmission_ready")

    assert "no headache record was enclosed the headache diary of three months is enclosed" in text
    assert contents_of(sample("uhc_resubmission_ready")).sections == ("corrections", *ALL)


def test_an_exception_is_asked_and_its_clause_is_not_said_to_be_met() -> None:
    letter = contents_of(sample("aetna_exception_ready"))

    assert letter.sections == ("exception", *ALL)
    assert [one.because for one in letter.exceptions] == [
        "topiramate (antiepileptic): 98 days; amitriptyline (antidepressant): not tolerated (sedation)"
    ]
    assert letter.exceptions[0].says not in {answer.says for answer in letter.answers}


def test_an_expedited_request_says_why() -> None:
    assert "Expedited request: The patient has been away from work for three weeks" in words(
        "aetna_initial_ready_expedited"
    )


DENIAL_PRINTED = ("reason", "dated", "reference", "appeal_to")


@pytest.mark.parametrize("field", DENIAL_PRINTED)
def test_no_fact_of_a_denial_can_be_altered_unnoticed(field: str) -> None:
    data = sample_data("aetna_appeal_ready")
    before: Any = data["denial"][field]
    data["denial"][field] = "2026-06-15" if field == "dated" else f"{before}x"

    assert letter_html(make_case(data)) != letter_html(sample("aetna_appeal_ready"))


@pytest.mark.parametrize(
    "name", ["aetna_appeal_ready", "aetna_appeal_ready_continuation", "uhc_resubmission_ready", "aetna_exception_ready"]
)
def test_what_stays_in_the_office_is_not_told(name: str) -> None:
    text = words(name)

    for word in ("clock", "is not met", "not documented", "June 18, 2026", "May 13, 2026"):
        assert word not in text


@pytest.mark.parametrize("field", ["was", "now"])
def test_no_correction_can_be_altered_unnoticed(field: str) -> None:
    data = sample_data("uhc_resubmission_ready")
    data["denial"]["corrections"][0][field] += "x"

    assert letter_html(make_case(data)) != letter_html(sample("uhc_resubmission_ready"))
