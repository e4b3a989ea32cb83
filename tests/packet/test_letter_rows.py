"""A letter shows the rows that a criterion rests on and the latest, and says where the others are."""

from __future__ import annotations

import pytest

from priorauth.case.history import Counted
from priorauth.packet.history import SessionRow, TrialRow
from priorauth.packet.letter_rows import sessions_told, trials_told
from tests.builders import a_case, trial

DRUGS = ("topiramate", "propranolol", "amitriptyline", "venlafaxine", "candesartan", "verapamil", "lisinopril")


def row(drug: str) -> TrialRow:
    return TrialRow(
        drug=drug, drug_class="", dose=None, dates=None, length=None, outcome="not tolerated: tired", sources=()
    )


def told(*drugs: str, reasons: tuple[str, ...] = ()) -> tuple[list[str], tuple[str, ...]]:
    case = a_case(trials=tuple(trial(drug, 60, started=f"{2018 + n}-01-01") for n, drug in enumerate(drugs)))
    found = trials_told(Counted(case), tuple(map(row, drugs)), reasons)
    return [one.drug for one in found.rows], found.others


def session(number: int) -> SessionRow:
    return SessionRow(on=f"day {number}", units=155, response=None, adverse_effects=None)


def test_up_to_six_trials_all_have_a_row() -> None:
    assert told(*DRUGS[:6]) == (list(DRUGS[:6]), ())


def test_of_seven_the_earliest_is_told_in_a_line() -> None:
    assert told(*DRUGS) == (list(DRUGS[1:]), ("topiramate (not tolerated)",))


def test_a_drug_that_an_answer_rests_on_keeps_its_row() -> None:
    rows, others = told(*DRUGS, reasons=("Topiramate (antiepileptic): 98 days", "42 years old"))

    assert rows == ["topiramate", "amitriptyline", "venlafaxine", "candesartan", "verapamil", "lisinopril"]
    assert others == ("propranolol (not tolerated)",)


def test_where_answers_rest_on_more_than_six_all_of_them_keep_their_rows() -> None:
    assert told(*DRUGS, reasons=DRUGS) == (list(DRUGS), ())


@pytest.mark.parametrize(("given", "shown", "before"), [(0, 0, 0), (4, 4, 0), (5, 4, 1), (12, 4, 8)])
def test_the_latest_four_treatments_have_a_row(given: int, shown: int, before: int) -> None:
    found = sessions_told(tuple(map(session, range(given))))

    assert (len(found.rows), found.before, found.first) == (shown, before, "day 0" if given else None)
