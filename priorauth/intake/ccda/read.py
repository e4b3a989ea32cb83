"""Reads one case per patient from C-CDA documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from priorauth.errors import CaseFileError
from priorauth.intake.ccda.join import Part, join, same_patients
from priorauth.intake.ccda.translate import translate
from priorauth.intake.fhir.cases import make_case
from priorauth.intake.fhir.imported import Imported, ImportOptions, hand_over

# the id that a case goes by until it is known which documents are about the same patient
_UNJOINED = "ccda"
# patients receive their documents as IHE XDM, which lays a list of the files beside them under this name
_TABLE_OF_CONTENTS = "metadata.xml"


def read_ccda(
    path: Path, options: ImportOptions, refused: Callable[[CaseFileError], None] | None = None
) -> Iterator[Imported]:
    """Read a C-CDA document, or all documents (``.xml``) in a folder and the folders below it.

    Yields one import for each patient, in the order of the first document of each. What several documents say of one
    patient is joined; contradictions stay open in the case. A document or a patient that cannot become a case stops no
    other: ``refused`` is called with the reason. Where it is not given, the first reason is raised at the end.

    Raises:
        CaseFileError: the path cannot be read; or, at the end, a document or a patient could not become a case.
    """
    return hand_over(_outcomes(path, options), refused)


def _outcomes(path: Path, options: ImportOptions) -> Iterator[Imported | CaseFileError]:
    parts, unreadable = list[Part](), 0
    for file in _files(path) if path.is_dir() else [path]:
        part = _part(file, options)
        if isinstance(part, Part):
            parts.append(part)
        else:
            unreadable += 1
            yield part
    for patient in same_patients(parts):
        yield join(patient, unreadable)


def _part(file: Path, options: ImportOptions) -> Part | CaseFileError:
    try:
        document, chart, ids, stood_in = translate(file, options.as_of)
    except CaseFileError as error:
        return error
    imported = make_case(chart, options, _UNJOINED)
    if isinstance(imported, CaseFileError):
        return imported
    if imported.case.prescriber is not None and imported.case.prescriber.npi in stood_in:
        note = f"{document.title} names its author for all entries at once: check that this is the prescriber."
        imported = imported.model_copy(update={"notes": (*imported.notes, note)})
    return Part(
        file=file.name,
        title=document.title,
        dated=document.dated.low if document.dated else None,
        ids=ids,
        document_ids=document.ids,
        replaces=document.replaces,
        imported=imported,
    )


def _files(folder: Path) -> list[Path]:
    try:
        found = (path for path in folder.rglob("*") if path.suffix.lower() == ".xml")
        inside = sorted(path for path in found if path.name.lower() != _TABLE_OF_CONTENTS)
    except OSError as error:
        raise CaseFileError(f"{folder}: cannot be read ({error.strerror}). Check the path of the folder.") from error
    if not inside:
        raise CaseFileError(f"{folder}: holds no XML file. Expected C-CDA documents whose names end in .xml.")
    return inside
