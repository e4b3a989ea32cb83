"""Puts one C-CDA document into FHIR's terms, so that one reader judges the facts of both."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from priorauth.intake.ccda import document as sections
from priorauth.intake.ccda.allergies import Allergies
from priorauth.intake.ccda.authors import Authors
from priorauth.intake.ccda.document import Document, is_silent
from priorauth.intake.ccda.encounters import Encounters
from priorauth.intake.ccda.medicines import Medicines
from priorauth.intake.ccda.patient import read_patient
from priorauth.intake.ccda.payers import Payers
from priorauth.intake.ccda.problems import Problems
from priorauth.intake.ccda.procedures import Procedures
from priorauth.intake.ccda.record import Record
from priorauth.intake.ccda.xml import read_xml
from priorauth.intake.fhir.chart import Chart


class Translated(NamedTuple):
    """What one document says, and of whom."""

    document: Document
    chart: Chart
    ids: frozenset[str]
    """The patient's ids; empty where the document names none."""
    stood_in: frozenset[str]
    """The numbers of who stands in, where entries name no author of their own."""


def translate(path: Path, as_of: date) -> Translated:
    """Return the chart that a document holds.

    Raises:
        CaseFileError: the file cannot be read as C-CDA, or the patient cannot be read.
    """
    document = Document(read_xml(path), path.name)
    record = Record(document, as_of)
    ids = read_patient(record)
    authors = Authors(record)
    _read_sections(record, authors)
    _say_what_was_not_read(record)
    return Translated(document, record.chart(), ids, frozenset(authors.stood_in))


def _read_sections(record: Record, authors: Authors) -> None:
    problems = Problems(record, authors)
    medicines = Medicines(record, authors, problems.by_id)
    procedures = Procedures(record, medicines, problems.by_id)
    # problems come first: other entries point at them
    readers = {
        sections.PROBLEMS: problems.read_entry,
        sections.ENCOUNTERS: Encounters(record, authors, problems).read_entry,
        sections.MEDICINES: medicines.read_entry,
        sections.MEDICINES_GIVEN: medicines.read_given,
        sections.ALLERGIES: Allergies(record).read_entry,
        sections.PROCEDURES: procedures.read_entry,
        sections.PAYERS: Payers(record).read_entry,
    }
    for code, read in readers.items():
        for section in record.document.sections:
            if section.code == code:
                record.each(section, read)
    medicines.finish()


def _say_what_was_not_read(record: Record) -> None:
    document = record.document
    if document.is_text_only:
        record.not_read(None, "the whole document is a text or a scan: expected sections with entries")
    for section in document.sections:
        if section.element.first("entry") is None and not is_silent(section.element):
            record.not_read(None, f"{section.name} (line {section.element.line}) is text only: expected entries")
    if names := document.names_not_read:
        record.notes.append(f"{document.title}: not read, and for a person to read: {', '.join(names)}.")
    if not record.is_recent:
        record.notes.append(
            f"{document.title} was not made within 31 days before the day of the request: "
            "whether a medicine is still taken was left open."
        )
