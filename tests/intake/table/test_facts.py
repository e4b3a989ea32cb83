"""Each kind of fact, from the cells of a row; a bad cell costs its fact and is reported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from priorauth.clinical.written_dates import DateOrder
from priorauth.intake.table import FromTable, TableOptions, guess_map, open_table, read_table
from tests.intake.table.tables import ANN, AS_OF, PATIENT, Read, read, rows, xlsx


def sheet(folder: Path, title: str, head: str, *lines: str) -> Read:
    """Read a workbook of one sheet, whose rows all belong to A1."""
    data = rows(*lines)
    return read(xlsx(folder, **{title: [f"Case id,{head}".split(","), *(["A1", *cells] for cells in data)]}))


def trial(folder: Path, head: str, line: str) -> Any:
    (only,) = sheet(folder, "Trials", f"Drug,{head}", f"topiramate,{line}").part.trials
    return only


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("inadequate response", "inadequate_response"),
        ("Inadequate_Response", "inadequate_response"),
        ("Did not work", "inadequate_response"),
        ("lack of efficacy", "inadequate_response"),
        ("Not tolerated", "intolerance"),
        ("couldn’t tolerate", "intolerance"),
        ("side effects", "intolerance"),
        ("effective", "effective"),
        ("still taking", "ongoing"),
    ],
)
def test_words_of_an_outcome(tmp_path: Path, word: str, outcome: str) -> None:
    assert trial(tmp_path, "Outcome", word).outcome == outcome


@pytest.mark.parametrize(
    "word", ["failed", "failure", "partial response", "stopped", "done okay with", "no", "somewhat better"]
)
def test_a_word_that_leaves_the_outcome_open_is_never_guessed(tmp_path: Path, word: str) -> None:
    done = sheet(tmp_path, "Trials", "Drug,Outcome", f"topiramate,{word}")
    assert [known.outcome for known in done.part.trials] == [None]
    (report,) = done.reports
    assert report == (
        "table.xlsx, row 2, column C (Outcome): expected one of: inadequate response, not tolerated, effective, "
        'ongoing ("failed" alone does not say whether it did not help or was not tolerated). Left out: this '
        "cell, of this trial."
    )


@pytest.mark.parametrize(
    ("head", "line", "ongoing", "stopped"),
    [
        ("Stopped", "ongoing", True, None),
        ("Stopped", "Still taking", True, None),
        ("Outcome", "ongoing", True, None),
        ("Stopped", "March 2025", False, "March 2025"),
        ("Stopped", "unknown", False, None),
    ],
)
def test_a_trial_goes_on_where_the_table_says_so(
    tmp_path: Path, head: str, line: str, *, ongoing: bool, stopped: str | None
) -> None:
    known = trial(tmp_path, head, line)
    assert (known.ongoing, str(known.stopped) if known.stopped else None) == (ongoing, stopped)


@pytest.mark.parametrize(
    ("head", "value", "dose"),
    [
        ("Dose", "50 mg BID", "100 mg/day"),
        ("Dose", "100 mg", "100 mg/day"),
        ("Dose", "140 mg monthly", "140 mg/month"),
        ("Dose (mg/day)", "100", "100 mg/day"),
        ("Daily dose (mg)", "50-100", "50–100 mg/day"),
    ],
)
def test_a_dose_is_that_of_a_day(tmp_path: Path, head: str, value: str, dose: str) -> None:
    assert str(trial(tmp_path, head, value).dose) == dose


@pytest.mark.parametrize(
    ("purpose", "for_migraine"),
    [
        ("migraine prevention", True),
        ("Chronic migraine", True),
        ("hypertension", None),
        ("headache and blood pressure", None),
    ],
)
def test_only_a_plain_migraine_makes_a_trial_for_migraine(
    tmp_path: Path, purpose: str, for_migraine: bool | None
) -> None:
    known = trial(tmp_path, "Indication", purpose)
    assert (known.for_migraine, known.prescribed_for) == (for_migraine, purpose)


@pytest.mark.parametrize(
    ("head", "line", "said"),
    [
        ("Drug", "topiramate and propranolol", "expected one drug, one dose"),
        ("Drug", "topiramate / Inderal", "expected one drug, one dose"),
        ("Drug,Started,Stopped", "topiramate,6/1/2025,5/1/2025", "expected one drug, one dose, dates in order"),
        ("Drug,Stopped,Outcome", "topiramate,6/1/2025,ongoing", "not both stopped and ongoing"),
        ("Drug,Dose,Dose (mg/day)", "topiramate,100 mg,100", "expected one drug, one dose"),
        ("Drug,Started", ",6/1/2025", "column B (Drug): expected this cell to be filled"),
    ],
)
def test_a_trial_that_does_not_hold_together_is_left_out(tmp_path: Path, head: str, line: str, said: str) -> None:
    done = sheet(tmp_path, "Trials", head, line, "timolol")
    assert [known.drug for known in done.part.trials] == ["timolol"]
    (report,) = done.reports
    assert said in report
    assert "row 2" in report


@pytest.mark.parametrize(
    ("head", "line", "said"),
    [
        ("Started", "spring", "column C (Started): expected a date"),
        ("Dose", "high", "column C (Dose): expected the dose of a day with its unit"),
        ("Lasted", "about 8 weeks", "column C (Lasted): expected a length of time"),
    ],
)
def test_a_bad_cell_leaves_its_field_unknown_and_the_rest_as_it_is(
    tmp_path: Path, head: str, line: str, said: str
) -> None:
    done = sheet(tmp_path, "Trials", f"Drug,{head},Outcome", f"topiramate,{line},no benefit")
    (known,) = done.part.trials
    assert getattr(known, head.lower()) is None
    assert known.outcome == "inadequate_response"
    (report,) = done.reports
    assert said in report
    assert report.endswith("Left out: this cell, of this trial.")


def test_an_unreadable_answer_is_not_taken_from_another_cell(tmp_path: Path) -> None:
    data = ("topiramate,perhaps,migraine,,", "timolol,,migraine,once,ongoing")
    head = "Drug,For migraine,Indication,Stopped,Outcome"
    first, second = sheet(tmp_path, "Trials", head, *data).part.trials
    assert first.for_migraine is None
    assert (second.ongoing, second.stopped, second.outcome) == (False, None, None)


def test_two_names_of_one_drug_are_one_drug(tmp_path: Path) -> None:
    (known,) = sheet(tmp_path, "Trials", "Drug", "topiramate (Topamax) / Topamax XR").part.trials
    assert known.drug == "topiramate (Topamax) / Topamax XR"


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [("19", 19, 19), ("18-20", 18, 20), ("0", 0, 0), ("at least 15", 15, None), ("19 days", 19, 19)],
)
def test_the_count_of_a_month(tmp_path: Path, value: str, low: int, high: int | None) -> None:
    (known,) = sheet(tmp_path, "Headache_months", "Month,Headache days", f"March 2026,{value}").part.headaches.months
    assert known.month == "2026-03"
    assert known.headache_days is not None
    assert (known.headache_days.low, known.headache_days.high) == (low, high)


@pytest.mark.parametrize("value", ["3-4/week", "about 15", "19 hours", "19 attacks", "32", "many"])
def test_what_is_no_count_of_that_month_is_left_out(tmp_path: Path, value: str) -> None:
    done = sheet(tmp_path, "Headache_months", "Month,Headache days", f"March 2026,{value}", "April 2026,20")
    assert [known.month for known in done.part.headaches.months] == ["2026-04"]
    assert [bad.row for bad in done.bad] == [2]


def test_an_empty_count_is_unknown_and_no_zero(tmp_path: Path) -> None:
    (known,) = sheet(
        tmp_path, "Headache_months", "Month,Headache days,Migraine days", "3/2026,19,"
    ).part.headaches.months
    assert known.migraine_days is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("headache days,18-20/month,6/3/2026", ("headache_day", "18–20", None)),
        ("migraine days,3–4/week,6/3/2026", ("migraine_day", None, "3–4")),
        ("attacks,6 attacks a month,6/3/2026", ("attack", "6", None)),
    ],
)
def test_a_weekly_figure_stays_a_weekly_one(
    tmp_path: Path, line: str, expected: tuple[str, str | None, str | None]
) -> None:
    done = sheet(tmp_path, "Frequency", "What is counted,How often,Stated on", line)
    (known,) = done.part.headaches.frequencies
    per = [str(count) if count else None for count in (known.per_month, known.per_week)]
    assert (known.counting, *per) == expected


@pytest.mark.parametrize("line", ["headache days,18-20,6/3/2026", "headache days,18/month,", ",18/month,6/3/2026"])
def test_a_frequency_needs_its_period_its_unit_and_its_day(tmp_path: Path, line: str) -> None:
    done = sheet(tmp_path, "Frequency", "What is counted,How often,Stated on", line)
    assert done.part.headaches.frequencies == ()
    assert len(done.bad) == 1


def test_a_frequency_is_stated_on_the_day_of_its_document(tmp_path: Path) -> None:
    done = sheet(tmp_path, "Frequency", "Headache days per month,Documented in,Note date", "18-20,Office note,6/3/2026")
    (known,) = done.part.headaches.frequencies
    assert str(known.stated_on) == "2026-06-03"


@pytest.mark.parametrize(
    ("value", "low", "high"), [("8", 8, 8), ("6-8", 6, 8), ("2/week", 8, 10), ("3-4 days a week", 12, 19)]
)
def test_days_of_acute_medicines_a_week_are_the_range_of_a_month(
    tmp_path: Path, value: str, low: int, high: int
) -> None:
    (known,) = sheet(tmp_path, "Acute_medicines", "Drug,Days per month", f"sumatriptan,{value}").part.acute_medicines
    assert known.days_per_month is not None
    assert (known.days_per_month.low, known.days_per_month.high) == (low, high)


@pytest.mark.parametrize(
    ("title", "head", "good", "bad"),
    [
        ("Diagnoses", "ICD-10 code", "G43.709", "346.70"),
        ("Contraindications", "Class,Reason", "beta-blocker,asthma", "beta-blocker,"),
        ("Contraindications", "Drug,Class,Reason", ",beta-blocker,asthma", "timolol,beta-blocker,asthma"),
        ("Intolerances", "Drug,Noted", "topiramate,2024", ",2024"),
        ("Botox_visits", "Date,Units", "1/5/2026,155", "soon,155"),
        ("Botox_visits", "Date,Improved,Response", "1/5/2026,yes,fewer days", "1/5/2026,yes,"),
        ("Scores", "Instrument,Total,Date", "HIT-6,36,1/5/2026", "HIT-6,35,1/5/2026"),
        ("Documents", "Document id,Type,Title", "note,visit note,Office note", "note,essay,Office note"),
        ("Attestations", "Statement,Holds,Stated by,Stated on", "label dosing,yes,A. Example,1/5/2026",
         "is well,yes,A. Example,1/5/2026"),
    ],
)  # fmt: skip
def test_good_rows_go_on_after_a_bad_one(tmp_path: Path, title: str, head: str, good: str, bad: str) -> None:
    slots = {"Botox_visits": "toxin_treatments"}
    done = sheet(tmp_path, title, head, bad, good)
    assert len(getattr(done.part, slots.get(title, title.lower()))) == 1
    assert [report.row for report in done.bad] == [2]


@pytest.mark.parametrize(
    ("title", "head", "good", "bad"),
    [
        ("Botox_visits", "Date,Units", "3/31/2026,155 U", "spring 2026,155"),
        ("Botox_visits", "Date,Toxin", "3/31/2026,Botox", "3/31/2026,toxin"),
        ("Diagnoses", "ICD-10 code", "G43709", "346.70"),
        ("Acute_medicines", "Drug,Days per month", "sumatriptan,8", "sumatriptan,32"),
    ],
)
def test_no_case_is_whole_where_a_fact_that_could_stand_against_it_was_lost(
    tmp_path: Path, title: str, head: str, good: str, bad: str
) -> None:
    patients = rows(PATIENT, ANN)
    for line, missing in ((good, ()), (bad, (f"every row of {title.replace('_', ' ')}",))):
        data = [f"Case id,{head}".split(","), ["A1", *line.split(",")]]
        (found,) = read(xlsx(tmp_path, Patients=patients, **{title: data})).found
        assert found.missing == missing
        assert found.is_case is not bool(missing)
        assert (found.part.request is None) is bool(missing)


def test_units_that_cannot_be_read_leave_the_day_of_the_treatment(tmp_path: Path) -> None:
    done = sheet(tmp_path, "Botox_visits", "Date,Units", "3/31/2026,some")
    (known,) = done.part.toxin_treatments
    assert (str(known.on), known.units) == ("March 31, 2026", None)


@pytest.mark.parametrize(("written", "code"), [("G43709", "G43.709"), ("g43.709", "G43.709"), ("I10", "I10")])
def test_a_code_may_lack_its_point(tmp_path: Path, written: str, code: str) -> None:
    (known,) = sheet(tmp_path, "Diagnoses", "ICD-10 code", written).part.diagnoses
    assert known.code == code


def test_none_in_a_list_says_that_there_were_none(tmp_path: Path) -> None:
    done = sheet(
        tmp_path, "Botox_visits", "Date,Adverse effects", "1/5/2026,none", "4/6/2026,", "7/6/2026,neck pain; ptosis"
    )
    assert [known.adverse_effects for known in done.part.toxin_treatments] == [(), None, ("neck pain", "ptosis")]


def test_several_facts_of_one_row_are_told_apart_by_their_number(tmp_path: Path) -> None:
    head = "Trial 1 drug,Trial 1 outcome,Trial 2 drug,Trial 2 outcome,Last name,First name"
    done = sheet(tmp_path, "Patients", head, "topiramate,failed,timolol,helped,Sample,Ann")
    assert [(known.drug, known.outcome) for known in done.part.trials] == [
        ("topiramate", None),
        ("timolol", "effective"),
    ]
    assert [bad.header for bad in done.bad] == ["Trial 1 outcome"]


def test_what_was_chronic_since_when_and_what_is_taken_now(tmp_path: Path) -> None:
    head = "Last name,Chronic since,Medication list reviewed on,Current medicines"
    part = sheet(tmp_path, "Patients", head, "Sample,February 2024,6/3/2026,topiramate; sumatriptan").part
    assert part.headaches.chronic_since is not None
    assert str(part.headaches.chronic_since.since) == "February 2024"
    assert part.medication_list is not None
    assert part.medication_list.drugs == ("topiramate", "sumatriptan")


def test_the_order_of_dates_is_that_of_the_mapping_and_of_the_report(tmp_path: Path) -> None:
    data = rows("Case id,Drug,Started", "A1,topiramate,3/4/2025", "A1,timolol,3/15/2025")
    table = open_table(xlsx(tmp_path, Trials=data))
    known, _ = guess_map(table, DateOrder.DAY_FIRST)
    bad, found = read_table(table, known, TableOptions(as_of=AS_OF, entered_by="B. Example"))
    assert 'such as "15/3/2024", "March 2024", "Q1 2024" or "2024", the day first' in str(bad)
    assert isinstance(found, FromTable)
    assert [str(one.started) for one in found.part.trials] == ["April 3, 2025", "None"]
