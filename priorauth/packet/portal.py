"""The portal sheet: the letter's facts as short labelled fields to copy, in the groups that portals ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from priorauth.case.history import Counted
from priorauth.case.model import Case
from priorauth.clinical.calendar import show_date
from priorauth.clinical.codes import describe_diagnosis
from priorauth.clinical.model import Model
from priorauth.clinical.terms import RequestKind
from priorauth.clinical.translatable import translatable
from priorauth.packet.case_facts import FACTS
from priorauth.packet.history import MonthTable
from priorauth.packet.letter import LetterContents
from priorauth.packet.worked_out import chronic_codes
from priorauth.review.words import counted, listed, sentence

_ICD10 = "ICD-10-CM"
SUMMARY_LENGTHS = (250, 1000)
"""Where portals cut a clinical summary, in characters."""
_MEMBER = (
    "patient.given",
    "patient.family",
    "patient.born",
    "coverage.member_id",
    "coverage.group",
    "coverage.plan",
    "denial.reference",
)
_PROVIDER = (
    "prescriber.name",
    "prescriber.npi",
    "prescriber.taxonomy",
    "prescriber.specialty",
    "prescriber.phone",
    "practice.name",
    "practice.npi",
    "practice.tin",
    "practice.address",
    "practice.phone",
    "practice.fax",
)


class PortalField(Model):
    """One field to copy."""

    label: str
    value: str
    most: int | None = None
    """The most characters that systems following the standard take."""

    @property
    def length(self) -> str:
        """Characters, spaces included, as a portal counts them; with the most that is taken where these are more."""
        too_long = self.most is not None and len(self.value) > self.most
        return f"{len(self.value)}, {self.most} fit" if too_long else str(len(self.value))


class PortalGroup(Model):
    """Fields that a portal asks for together."""

    title: str
    fields: tuple[PortalField, ...]


class PortalSheet(Model):
    """Everything the sheet says. It stays in the office: a person copies from it."""

    case_id: str
    draft: bool
    groups: tuple[PortalGroup, ...]


def portal_sheet(case: Case, letter: LetterContents) -> PortalSheet:
    """Return the sheet of a case and its letter: the same facts, and what is not documented is left out."""
    known = Counted(case)
    groups = {
        translatable("Member"): _fields(known, _MEMBER, under_heading=True),
        translatable("Provider"): _fields(known, _PROVIDER),
        translatable("Service"): _service(known, letter),
        translatable("Diagnosis"): _diagnosis(known),
        translatable("Clinical"): _clinical(letter),
    }
    filled = {title: tuple(field for field in fields if field.value) for title, fields in groups.items()}
    return PortalSheet(
        case_id=letter.case_id,
        draft=letter.draft == "gaps",
        groups=tuple(PortalGroup(title=title, fields=fields) for title, fields in filled.items() if fields),
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


def _fields(case: Counted, names: Iterable[str], *, under_heading: bool = False) -> Iterator[PortalField]:
    for fact in map(FACTS.__getitem__, names):
        label, most = fact.under_heading if under_heading else fact.label, fact.limit and fact.limit.most
        yield PortalField(label=label, value=fact.on_form(case) or "", most=most)


def _service(case: Counted, letter: LetterContents) -> Iterator[PortalField]:
    kind, words = FACTS["request.kind"].label, letter.kind.words
    about = "" if letter.kind is letter.about else f" ({letter.about})"
    yield PortalField(label=kind, value=f"{words}{about}")
    yield from _fields(case, ("request.review", "request.expedited_reason"))
    for line in letter.request.codes:
        if line.quantity != _ICD10:
            yield PortalField(label=line.code, value=line.quantity)
    for label, value in letter.request.facts:
        yield PortalField(label=label, value=value)


def _diagnosis(case: Counted) -> Iterator[PortalField]:
    for number, code in enumerate(chronic_codes(case.case), start=1):
        yield PortalField(label=f"ICD-10-CM {number}", value=code)
        yield PortalField(label=f"Text of {code}", value=describe_diagnosis(code) or "")
    yield from _fields(case, ("diagnosis.since",))


def _clinical(letter: LetterContents) -> Iterator[PortalField]:
    facts = summary_sentences(letter)
    for length in SUMMARY_LENGTHS:
        yield PortalField(label=f"Summary, at most {length} characters", value=fitting(facts, length))
    for row in letter.months.rows:
        counts = (
            f"{heading} {count}" for heading, count in zip(letter.months.headings, row.counts, strict=True) if count
        )
        when = f", {row.when}" if row.when else ""
        yield PortalField(label=f"{row.month}{when}", value=", ".join(counts))
    for trial in letter.trials:
        told = _joined(trial.dose, trial.dates, trial.length, trial.outcome)
        yield PortalField(label=f"Preventive: {trial.drug}", value=told)
    if letter.about is RequestKind.CONTINUATION:
        for session in letter.sessions:
            yield PortalField(label=f"Treatment of {session.on}", value=session.response or "")
