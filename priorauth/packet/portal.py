"""The portal sheet: the letter's facts as short labelled fields to copy, in the groups that portals ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from priorauth.clinical.calendar import show_date
from priorauth.clinical.codes import describe_diagnosis
from priorauth.clinical.model import Model
from priorauth.clinical.terms import RequestKind
from priorauth.clinical.translatable import translatable
from priorauth.packet.history import MonthTable
from priorauth.packet.letter import LetterContents
from priorauth.review.words import counted, listed, sentence

_ICD10 = "ICD-10-CM"
SUMMARY_LENGTHS = (250, 1000)
"""Where portals cut a clinical summary, in characters."""


class PortalField(Model):
    """One field to copy."""

    label: str
    value: str

    @property
    def length(self) -> int:
        """Characters, spaces included, as a portal counts them."""
        return len(self.value)


class PortalGroup(Model):
    """Fields that a portal asks for together."""

    title: str
    fields: tuple[PortalField, ...]


class PortalSheet(Model):
    """Everything the sheet says. It stays in the office: a person copies from it."""

    case_id: str
    draft: bool
    groups: tuple[PortalGroup, ...]


def portal_sheet(letter: LetterContents) -> PortalSheet:
    """Return the sheet of a letter: the same facts, and what is not documented is left out."""
    groups = {
        translatable("Member"): _member(letter),
        translatable("Provider"): _provider(letter),
        translatable("Service"): _service(letter),
        translatable("Diagnosis"): _diagnosis(letter),
        translatable("Clinical"): _clinical(letter),
    }
    known = {
        title: tuple(PortalField(label=label, value=value) for label, value in fields if value)
        for title, fields in groups.items()
    }
    return PortalSheet(
        case_id=letter.case_id,
        draft=letter.draft == "gaps",
        groups=tuple(PortalGroup(title=title, fields=fields) for title, fields in known.items() if fields),
    )


def as_text(sheet: PortalSheet) -> str:
    """Return the sheet as plain text: a group a paragraph, a field a line, with its length."""
    head = f"OFFICE ONLY{' - DRAFT' if sheet.draft else ''}: case {sheet.case_id}"
    groups = (
        "\n".join([one.title.upper(), *(f"{field.label} ({field.length}): {field.value}" for field in one.fields)])
        for one in sheet.groups
    )
    return "\n\n".join((head, *groups)) + "\n"


def fitting(sentences: Iterable[str], length: int) -> str:
    """Join sentences in their order, each whole or not at all, to at most ``length`` characters."""
    kept = ""
    for one in sentences:
        longer = f"{kept} {one}".lstrip()
        kept = longer if len(longer) <= length else kept
    return kept


def summary_sentences(letter: LetterContents) -> tuple[str, ...]:
    """Return the facts of the letter as sentences, the ones that decide first; each is true by itself."""
    return tuple(dict.fromkeys(f"{sentence(one).rstrip('.')}." for one in _facts(letter)))


def _facts(letter: LetterContents) -> Iterator[str]:
    codes = f" ({', '.join(letter.diagnosis.codes)})" if letter.diagnosis.codes else ""
    since = f", chronic since {letter.diagnosis.since}" if letter.diagnosis.since else ""
    yield f"{letter.age} years old, diagnosis of chronic migraine{codes}{since}"
    yield from letter.changes
    yield from (f"exception asked for: {one.because}" for one in letter.exceptions)
    if not letter.changes:
        yield from _counts(letter.months)
    tried = [f"{one.drug} ({_joined(one.length, one.outcome)})" for one in letter.trials]
    if tried:
        yield f"tried to prevent migraine: {'; '.join(tried)}"
    if letter.ruled_out:
        yield f"not possible: {'; '.join(f'{one.what} ({one.reason})' for one in letter.ruled_out)}"
    if letter.sessions:
        yield f"{counted(len(letter.sessions), 'treatment')} given, the latest on {letter.sessions[-1].on}"
    yield from (f"{one.instrument} {one.total} on {show_date(one.on)} ({one.band})" for one in letter.scores)
    yield f"{letter.units} units at {counted(letter.sites, 'site')}, every {letter.interval}"


def _counts(months: MonthTable) -> Iterator[str]:
    for column, heading in enumerate(months.headings):
        known = [f"{row.counts[column]} in {row.month}" for row in months.rows if row.counts[column]]
        # a heading that goes on from the one before it says of what
        yield f"{'days with headache ' if heading.startswith('of ') else ''}{heading}: {listed(known)}"


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _member(letter: LetterContents) -> Iterator[tuple[str, str | None]]:
    patient, coverage = letter.patient, letter.coverage
    yield translatable("First name"), patient.given
    yield translatable("Last name"), patient.family
    yield translatable("Date of birth"), f"{patient.born:%m/%d/%Y}"
    if coverage:
        yield translatable("Member ID"), coverage.member_id
        yield translatable("Group"), coverage.group
        yield translatable("Plan"), coverage.plan
    if letter.denial:
        yield translatable("Reference of the denial"), letter.denial.reference


def _provider(letter: LetterContents) -> Iterator[tuple[str, str | None]]:
    prescriber, practice = letter.prescriber, letter.practice
    if prescriber:
        yield translatable("Prescriber"), prescriber.signature
        yield translatable("Prescriber NPI"), prescriber.npi
        yield translatable("Taxonomy"), prescriber.taxonomy
        yield translatable("Specialty"), letter.specialty
        yield translatable("Peer-to-peer phone"), prescriber.phone
    if practice:
        yield translatable("Practice"), practice.name
        yield translatable("Practice NPI"), practice.npi
        yield translatable("TIN"), practice.tin
        yield translatable("Address"), str(practice.address) if practice.address else None
        yield translatable("Phone"), practice.phone
        yield translatable("Fax"), practice.fax


def _service(letter: LetterContents) -> Iterator[tuple[str, str | None]]:
    yield (
        translatable("Kind of request"),
        letter.kind.words if letter.kind is letter.about else f"{letter.kind.words} ({letter.about})",
    )
    yield translatable("Urgency"), f"expedited: {letter.expedited_reason}" if letter.expedited_reason else "standard"
    for line in letter.request.codes:
        if line.quantity != _ICD10:
            yield line.code, line.quantity
    yield from letter.request.facts


def _diagnosis(letter: LetterContents) -> Iterator[tuple[str, str | None]]:
    for number, code in enumerate(letter.diagnosis.codes, start=1):
        yield f"ICD-10-CM {number}", code
        yield f"Text of {code}", describe_diagnosis(code)
    yield translatable("Chronic since"), letter.diagnosis.since


def _clinical(letter: LetterContents) -> Iterator[tuple[str, str | None]]:
    facts = summary_sentences(letter)
    for length in SUMMARY_LENGTHS:
        yield f"Summary, at most {length} characters", fitting(facts, length)
    for row in letter.months.rows:
        counts = (
            f"{heading} {count}" for heading, count in zip(letter.months.headings, row.counts, strict=True) if count
        )
        yield f"{row.month}{f', {row.when}' if row.when else ''}", ", ".join(counts)
    for trial in letter.trials:
        yield f"Preventive: {trial.drug}", _joined(trial.dose, trial.dates, trial.length, trial.outcome)
    if letter.about is RequestKind.CONTINUATION:
        for session in letter.sessions:
            yield f"Treatment of {session.on}", session.response
