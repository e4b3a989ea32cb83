"""From rows to cases: who a row belongs to, what makes a case whole, and what is said of the rest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from priorauth.case.evidence import Origin
from priorauth.clinical.terms import LineOfBusiness, RequestKind
from priorauth.errors import CaseFileError
from priorauth.intake.table import FromTable, TableOptions, guess_map, read_table
from priorauth.intake.table.grid import Row, Sheet, Table
from tests.intake.table.tables import ANN, AS_OF, PATIENT, csv, read, rows, xlsx


def test_a_row_with_name_birth_date_and_payer_is_a_case(tmp_path: Path) -> None:
    done = read(csv(tmp_path, PATIENT, ANN))
    (found,) = done.found
    assert found.is_case
    assert found.missing == ()
    assert found.part.id == "A1"
    assert found.part.patient is not None
    assert (found.part.patient.name, found.part.patient.born) == ("Ann Sample", date(1984, 3, 17))
    assert done.bad == []


@pytest.mark.parametrize(
    ("row", "missing"),
    [
        ("A1,,Ann,3/17/1984,Aetna", ("Family name",)),
        ("A1,Sample,Ann,,Aetna", ("Birth date",)),
        ("A1,Sample,Ann,3/17/84,Aetna", ("Birth date",)),
        ("A1,Sample,Ann,3/17/1984,", ("Payer",)),
        ("A1,,,unknown,-", ("Family name", "Given name", "Birth date", "Payer")),
    ],
)
def test_a_row_that_lacks_what_a_case_needs_is_a_part_and_says_so(
    tmp_path: Path, row: str, missing: tuple[str, ...]
) -> None:
    (found,) = read(csv(tmp_path, PATIENT, row)).found
    assert not found.is_case
    assert found.missing == missing


def test_a_sheet_of_facts_alone_gives_parts(tmp_path: Path) -> None:
    (found,) = read(csv(tmp_path, "Case id,Drug,Outcome", "A1,topiramate,no benefit")).found
    assert found.missing == ("Family name", "Given name", "Birth date", "Payer")
    assert [trial.drug for trial in found.part.trials] == ["topiramate"]


def test_options_fill_what_the_table_leaves_empty_and_nothing_else(tmp_path: Path) -> None:
    path = csv(
        tmp_path,
        f"{PATIENT},Line of business",
        f"{ANN},",
        "B2,Sample,Bob,1/2/1980,,Medicaid",
        "C3,Sample,Cy,1/2/1980,,HMO",
    )
    done = read(path, payer="Cigna", line_of_business=LineOfBusiness.COMMERCIAL, kind=RequestKind.CONTINUATION)
    requests = [found.part.request for found in done.found]
    assert [request and (request.payer, request.line_of_business, request.kind) for request in requests] == [
        ("Aetna", "commercial", "continuation"),
        ("Cigna", "medicaid", "continuation"),
        ("Cigna", None, "continuation"),
    ]
    assert len(done.bad) == 1


def test_facts_on_other_sheets_join_by_case_id(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path,
        Patients=rows(PATIENT, ANN, "B2,Sample,Bob,1/2/1980,Aetna"),
        Trials=rows(
            "Case id,Drug,Outcome", "B2,timolol,helped", "A1,topiramate,no benefit", "A1,propranolol,not tolerated"
        ),
        Botox_visits=rows("Case id,Date,Units", "A1,1/5/2026,155"),
    )
    found = {one.part.id: one.part for one in read(path).found}
    assert [trial.drug for trial in found["A1"].trials] == ["topiramate", "propranolol"]
    assert [trial.drug for trial in found["B2"].trials] == ["timolol"]
    assert [treatment.units for treatment in found["A1"].toxin_treatments] == [155]


def test_a_record_number_becomes_an_id_that_does_not_show_it(tmp_path: Path) -> None:
    path = csv(tmp_path, PATIENT.replace("Case id", "MRN"), ANN.replace("A1", "00123"))
    assert read(path).part.id == "table-918775ea5e8d"


def test_a_record_number_leads_to_the_case_id_of_its_patient(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path,
        Patients=rows(
            f"MRN,{PATIENT}", f"77,{ANN}", "88,B2,Sample,Bob,1/2/1980,Aetna", "88,B3,Sample,Bob,1/2/1980,Aetna"
        ),
        Trials=rows("MRN,Drug", "77,topiramate", "88,timolol"),
    )
    done = read(path)
    assert {one.part.id: len(one.part.trials) for one in done.found} == {"A1": 1, "B2": 0, "B3": 0}
    (report,) = done.reports
    assert report == (
        "table.xlsx, sheet Trials, row 3: expected a case id, since several cases have this record number. Left out: "
        "this row."
    )


@pytest.mark.parametrize("case_id", ["", "Ann Sample", "../A1", "A" * 65])
def test_a_row_without_a_case_id_that_can_name_a_file_is_left_out(tmp_path: Path, case_id: str) -> None:
    done = read(csv(tmp_path, PATIENT, f"{case_id},Sample,Bob,1/2/1980,Aetna", ANN))
    assert [one.part.id for one in done.found] == ["A1"]
    assert len(done.bad) == 1
    assert done.bad[0].row == 2
    assert "Ann Sample" not in done.reports[0]


def test_rows_of_one_patient_need_not_stand_together(tmp_path: Path) -> None:
    head = f"{PATIENT},Drug,Outcome"
    done = read(
        csv(
            tmp_path,
            head,
            f"{ANN},topiramate,no benefit",
            "B2,Sample,Bob,1/2/1980,Aetna,timolol,helped",
            f"{ANN},verapamil,helped",
        )
    )
    assert [(one.part.id, [trial.drug for trial in one.part.trials]) for one in done.found] == [
        ("B2", ["timolol"]),
        ("A1", ["topiramate", "verapamil"]),
    ]


def test_a_case_is_let_go_as_soon_as_its_last_row_is_read() -> None:
    lines = [PATIENT, *[ANN.replace("A1", f"A{number}") for number in range(50)]]
    read_rows: list[int] = []

    def _rows() -> Iterator[Row]:
        for number, line in enumerate(lines, start=1):
            read_rows.append(number)
            yield Row(number, tuple(line.split(",")))

    table = Table("table.csv", (Sheet("table", _rows),))
    known, _ = guess_map(table)
    first = next(read_table(table, known, TableOptions(as_of=AS_OF)))
    assert isinstance(first, FromTable)
    assert (first.part.id, read_rows[-1]) == ("A0", 2)


def test_a_fact_that_is_repeated_word_for_word_is_one_fact(tmp_path: Path) -> None:
    head = f"{PATIENT},ICD-10,Diagnosis"
    assert len(read(csv(tmp_path, head, *[f"{ANN},G43.709,Chronic migraine"] * 2)).part.diagnoses) == 1


def test_two_rows_that_differ_on_the_patient_leave_no_case(tmp_path: Path) -> None:
    done = read(csv(tmp_path, PATIENT, ANN, ANN.replace("1984", "1985")))
    assert done.found[0].missing == ("Birth date",)
    assert done.reports == [
        "table.csv, row 3, column D (DOB): expected the same as in row 2 of table.csv. Left out: both, of the patient."
    ]


def test_a_sheet_of_the_clinic_holds_for_every_case(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path,
        Patients=rows(PATIENT, ANN, "B2,Sample,Bob,1/2/1980,Aetna"),
        Clinic=rows("Practice,Prescriber,NPI", "Riverbend,Ana Example,1234567893", "Second,Other,1234567893"),
    )
    done = read(path)
    assert [one.part.prescriber and one.part.prescriber.npi for one in done.found] == ["1234567893", "1234567893"]
    assert done.reports == [
        "table.xlsx, sheet Clinic, row 3: expected one row, which holds for every case. Left out: this row."
    ]


def test_a_planned_day_before_the_request_costs_that_day_only(tmp_path: Path) -> None:
    done = read(csv(tmp_path, f"{PATIENT},Planned injection date", f"{ANN},6/9/2026"))
    assert done.part.request is not None
    assert done.part.request.service_date is None
    (report,) = done.reports
    assert report == (
        "table.csv, row 2, column F (Planned injection date): expected a planned injection on or after the date of "
        "the request. Left out: this cell, of the request."
    )


@pytest.mark.parametrize(("column", "value"), [("Deceased", "perhaps"), ("Date of death", "spring 2026")])
def test_a_death_that_cannot_be_read_is_never_overlooked(tmp_path: Path, column: str, value: str) -> None:
    (found,) = read(csv(tmp_path, f"{PATIENT},{column}", f"{ANN},{value}")).found
    assert not found.is_case


def test_an_npi_with_a_wrong_check_digit_is_left_out_and_the_prescriber_stays(tmp_path: Path) -> None:
    done = read(csv(tmp_path, f"{PATIENT},Prescriber,NPI", f"{ANN},Ana Example,1234567890"))
    assert done.part.prescriber is not None
    assert (done.part.prescriber.name, done.part.prescriber.npi) == ("Ana Example", None)
    assert [bad.header for bad in done.bad] == ["NPI"]


def test_the_clinic_is_reported_once_however_many_cases_there_are(tmp_path: Path) -> None:
    clinic = rows("Practice,Practice state,Practice TIN,Prescriber,NPI", "Riverbend,Conn.,12,Ana Example,1234567890")
    done = read(xlsx(tmp_path, Patients=rows(PATIENT, ANN, "B2,Sample,Bob,1/2/1980,Aetna"), Clinic=clinic))
    assert [bad.header for bad in done.bad] == ["Practice state", "Practice TIN", "NPI"]
    assert [one.part.practice and one.part.practice.name for one in done.found] == ["Riverbend", "Riverbend"]


def test_a_birth_after_the_request_leaves_no_case(tmp_path: Path) -> None:
    done = read(csv(tmp_path, PATIENT, ANN.replace("1984", "2027")))
    assert done.found[0].missing == ("Birth date",)
    assert [bad.header for bad in done.bad] == ["DOB"]


# Where a fact is documented


@pytest.mark.parametrize(("page", "trials"), [("2", 2), ("3", 1)])
def test_a_page_that_the_document_does_not_have_costs_its_fact(tmp_path: Path, page: str, trials: int) -> None:
    path = xlsx(
        tmp_path,
        Trials=rows("Case id,Drug,Documented in,Page", f"A1,topiramate,note,{page}", "A1,timolol,note,1"),
        Documents=rows(
            "Case id,Document id,Kind of document,Title,Pages", "A1,note,note,Note,2", "A1,note,note,Other,9"
        ),
    )
    done = read(path, entered_by=None)
    assert len(done.part.trials) == trials
    assert [document.title for document in done.part.documents] == ["Note"]
    assert [bad.header for bad in done.bad] == ["Document id", *["Page"] * (2 - trials)]


def test_a_fact_names_the_document_that_its_row_names(tmp_path: Path) -> None:
    head = "Case id,Drug,Outcome,Documented in,Note date,Author,Page,Quote"
    line = 'A1,topiramate,no benefit,Office note,6/3/2026,A. Example MD,2,"no help, stopped"'
    head = head.replace("Author", "Document author")
    (trial,) = read(csv(tmp_path, head, line), entered_by=None).part.trials
    (evidence,) = trial.evidence
    assert str(evidence) == "Office note, June 3, 2026, A. Example MD, page 2"
    assert evidence.quote == "no help, stopped"
    assert (trial.origin, trial.entered_by) == (Origin.AUTO, None)


def test_a_fact_without_a_document_is_vouched_for_by_a_person(tmp_path: Path) -> None:
    (trial,) = read(csv(tmp_path, "Case id,Drug,Outcome", "A1,topiramate,helped")).part.trials
    assert (trial.evidence, trial.origin, trial.entered_by, trial.entered_on) == ((), "manual", "B. Example", AS_OF)


def test_a_table_is_no_chart(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match="a table is not a chart"):
        read(csv(tmp_path, "Case id,Drug,Outcome", "A1,topiramate,helped"), entered_by=None)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (",,", 'column D (Documented in): expected the document of the chart under "Documented in", or a person'),
        (",6/3/2026,", "column D (Documented in): expected this cell to be filled"),
        ("Note,June,", "column E (Note date): expected a day"),
    ],
)
def test_a_row_that_names_no_document_is_left_out(tmp_path: Path, cells: str, said: str) -> None:
    head = "Case id,Drug,Outcome,Documented in,Note date,Page"
    done = read(csv(tmp_path, head, f"A1,topiramate,no benefit,{cells}", "A1,timolol,helped,Note,,"), entered_by=None)
    assert [trial.drug for trial in done.part.trials] == ["timolol"]
    assert any(said in report for report in done.reports)


def test_no_value_of_the_table_stands_in_a_report(tmp_path: Path) -> None:
    values: dict[str, Any] = {
        "Last name": "Secretname",
        "DOB": "SECRET",
        "Drug": "secretdrug",
        "Start": "secretdate",
        "Outcome": "secretly",
    }
    done = read(csv(tmp_path, "Case id," + ",".join(values), "A1," + ",".join(values.values())))
    assert len(done.bad) == 3
    assert "secret" not in " ".join(done.reports).lower()
