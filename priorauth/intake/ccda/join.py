"""Finds the documents of one patient, and joins what they say into one case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from pydantic import ValidationError

from priorauth.case.merge import merge
from priorauth.case.model import Case, CasePart
from priorauth.case.people import Patient
from priorauth.case.read import explain
from priorauth.errors import CaseFileError
from priorauth.intake.fhir.cases import NO_PAYER
from priorauth.intake.fhir.coverage import UNKNOWN_PAYER
from priorauth.intake.fhir.imported import Imported
from priorauth.intake.fhir.people import NO_SIGNER


class Part(NamedTuple):
    """What one document says of its patient."""

    file: str
    title: str
    dated: date | None
    ids: frozenset[str]
    """The ids by which systems know the patient; empty where the document gives none."""
    document_ids: frozenset[str]
    replaces: frozenset[str]
    """The ids of documents that this one takes the place of."""
    imported: Imported


def same_patients(parts: Iterable[Part]) -> list[list[Part]]:
    """Return the documents of each patient: those that share an id of the patient, directly or through others.

    The patients come in the order of their first documents.
    """
    groups: dict[int, list[Part]] = {}
    group_of: dict[str, int] = {}
    for number, part in enumerate(parts):
        same = sorted({group_of[identity] for identity in part.ids if identity in group_of})
        first = same[0] if same else number
        joined = [*(one for known in same for one in groups[known]), part]
        for known in same[1:]:
            del groups[known]
        groups[first] = joined
        group_of |= {identity: first for one in joined for identity in one.ids}
    return list(groups.values())


def join(parts: list[Part], unreadable: int) -> Imported | CaseFileError:
    """Return the one case of a patient's documents, the latest first; ``unreadable`` documents may be theirs too."""
    if strange := _another_person(parts):
        return CaseFileError(
            f"{parts[0].file} and {strange.file} give one id to patients of different names or birth dates. "
            "Import them apart, or correct the record."
        )
    replaced = frozenset(identity for part in parts for identity in part.replaces)
    valid = [part for part in parts if not part.document_ids & replaced] or parts
    valid.sort(key=lambda part: part.dated or date.min, reverse=True)
    notes = [note for part in valid for note in part.imported.notes]
    notes += [f"{part.title} has been replaced by another: left out." for part in parts if part not in valid]
    try:
        case = _joined(valid, _case_id(parts))
    except CaseFileError as error:
        return error
    if case.request.payer != UNKNOWN_PAYER:
        notes = [note for note in notes if note != NO_PAYER]
    if case.prescriber is not None:
        notes = [note for note in notes if note != NO_SIGNER]
    if case.conflicts:
        fields = ", ".join(conflict.field for conflict in case.conflicts)
        notes.append(f"The documents differ on {fields}: `priorauth case decide` keeps one of them.")
    return _with_unreadable(case, notes, unreadable)


def _joined(parts: list[Part], case_id: str) -> Case:
    cases = [part.imported.case for part in parts]
    # what is asked is one thing; a document without payers has nothing to say against one that names them
    request = next((case.request for case in cases if case.request.payer != UNKNOWN_PAYER), cases[0].request)
    cases = [case.model_copy(update={"id": case_id, "request": request}) for case in cases]
    if len(cases) == 1:
        return cases[0]
    merged = merge([(part.title, case) for part, case in zip(parts, cases, strict=True)])
    try:
        return Case(**{name: getattr(merged, name) for name in CasePart.model_fields})
    except ValidationError as error:
        # "from None": pydantic's own text holds the input, which is patient data
        raise CaseFileError(explain(error, "the joined documents")) from None


def _with_unreadable(case: Case, notes: list[str], unreadable: int) -> Imported:
    if unreadable:
        # no file is named: its name may be that of another patient
        missing = f"Documents beside this one that could not be read: {unreadable}; a fact may be missing."
        notes.append(missing)
        case = case.model_copy(update={"not_read": (*case.not_read, missing)})
    return Imported(case=case, notes=tuple(dict.fromkeys(notes)))


def _another_person(parts: list[Part]) -> Part | None:
    first = parts[0].imported.case.patient
    return next((part for part in parts if not _is_same(first, part.imported.case.patient)), None)


def _is_same(one: Patient, other: Patient) -> bool:
    # a family name may change, and a given name be shortened; not both, and never the day of birth
    given, family = (getattr(one, name).casefold() == getattr(other, name).casefold() for name in ("given", "family"))
    return one.born == other.born and (given or family)


def _case_id(parts: list[Part]) -> str:
    """Return an id that is the same for the same patient, and is no number of any chart."""
    known = sorted(identity for part in parts for identity in part.ids)
    by_document = sorted(identity for part in parts for identity in part.document_ids)
    name = next(iter((*known, *by_document)), parts[0].title)
    return f"ccda-{sha256(name.encode()).hexdigest()[:12]}"
