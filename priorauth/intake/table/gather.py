"""Gathers the rows of one case, and makes of them a case, or the part of one that is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError

from priorauth.case.headache import HeadacheRecord
from priorauth.case.model import Case, CasePart
from priorauth.intake.table.fact_fields import DOCUMENT, FACTS
from priorauth.intake.table.facts import (
    carry,
    evidence_of,
    faulty_field,
    has_spoilt_evidence,
    is_undocumented,
    make_facts,
    undocumented,
)
from priorauth.intake.table.field import Kind, Values
from priorauth.intake.table.patient_fields import (
    CHRONIC,
    CLINIC,
    COVERAGE,
    EVIDENCE,
    MEDICATION_LIST,
    ONCE,
    PATIENT,
    REQUEST,
)
from priorauth.intake.table.report import BadCell, FromTable, TableOptions
from priorauth.intake.table.rows import Group, Plan, ReadRow

_SLOTS = {
    "diagnosis": "diagnoses", "trial": "trials", "contraindication": "contraindications", "intolerance": "intolerances",
    "acute": "acute_medicines", "botox": "toxin_treatments", "score": "scores", "document": "documents",
    "attestation": "attestations",
}  # fmt: skip
_HEADACHE_SLOTS = {"month": "months", "frequency": "frequencies"}
_DEFAULTS = ("kind", "as_of", "payer", "plan", "line_of_business", "state")
_TWICE = "the same as in row {row} of {place}"


class _Known(NamedTuple):
    value: Any
    plan: Plan
    row: int


class Gathered:
    """The rows of one case, as far as they were read."""

    def __init__(self, case_id: str, options: TableOptions, clinic: Gathered | None = None) -> None:
        self.case_id = case_id
        self.options = options
        self._once: dict[str, dict[str, _Known]] = {kind.name: {} for kind in ONCE}
        self._spoilt: dict[str, set[str]] = {kind.name: set() for kind in ONCE}
        self._carried: dict[str, Values] = {}
        self._facts: dict[str, list[_Known]] = {kind.name: [] for kind in FACTS}
        self._lost: set[str] = set()
        self._clinic = clinic

    def add(self, read: ReadRow, plan: Plan) -> Iterator[BadCell]:
        """Take over one row; yields what could not be taken over."""
        for group in read.groups:
            if group.kind in ONCE:
                yield from self._add_once(group, read, plan)
        for made in make_facts(read, plan, self.options.carried):
            if made.bad is not None:
                yield made.bad
            if made.fact is None:
                self._lost |= {made.kind.title} if made.kind.limits else set()
            elif all(known.value != made.fact for known in self._facts[made.kind.name]):
                yield from self._add_fact(made.kind, _Known(made.fact, plan, read.number))

    def _add_fact(self, kind: Kind, new: _Known) -> Iterator[BadCell]:
        known = self._facts[kind.name]
        if kind is DOCUMENT and any(one.value.id == new.value.id for one in known):
            yield new.plan.bad(new.row, kind.field("id"), "an id that no other document of the case has", kind.one)
        else:
            known.append(new)

    def _add_once(self, group: Group, read: ReadRow, plan: Plan) -> Iterator[BadCell]:
        kind = group.kind
        known, spoilt = self._once[kind.name], self._spoilt[kind.name]
        spoilt |= group.spoilt
        is_fact = kind in (CHRONIC, MEDICATION_LIST)
        if is_fact and has_spoilt_evidence(read):
            return
        evidence = evidence_of(read, plan) if is_fact else None
        if isinstance(evidence, BadCell):
            yield evidence
            return
        self._carried.setdefault(kind.name, carry(kind, evidence, self.options.carried))
        for name, value in group.values.items():
            before = known.setdefault(name, _Known(value, plan, read.number))
            if before.value != value:
                # which of the two is right is not for us to say
                spoilt.add(name)
                expected = _TWICE.format(row=before.row, place=before.plan.place)
                yield plan.bad(read.number, kind.field(name), expected, f"both, of {kind.one}")

    def settle(self) -> Iterator[BadCell]:
        """Make what holds for every case, so that what does not fit is reported once, and then left out."""
        for kind in CLINIC:
            if values := self._values(kind):
                bad: list[BadCell] = []
                self._make(kind, values, bad)
                yield from bad

    def finish(self) -> Iterator[FromTable | BadCell]:
        """Make the case, or the part of one that is known; yields what does not fit together first."""
        bad: list[BadCell] = []
        parts = {kind.name: made for kind in ONCE if (made := self._made(kind, bad)) is not None}
        self._check_birth(parts, bad)
        self._check_pages(parts, bad)
        yield from bad
        missing = self._missing(parts)
        if self._lost:
            # without a request nobody can check the part as if it were the whole
            parts.pop(REQUEST.name, None)
        months = {slot: self._of(name) for name, slot in _HEADACHE_SLOTS.items()}
        headaches = HeadacheRecord(chronic_since=parts.pop("chronic", None), **months)
        facts = {slot: self._of(name) for name, slot in _SLOTS.items()}
        part = (CasePart if missing else Case)(id=self.case_id, headaches=headaches, **parts, **facts)
        yield FromTable(part, missing)

    def _of(self, name: str) -> tuple[Any, ...]:
        return tuple(known.value for known in self._facts[name])

    def _made(self, kind: Kind, bad: list[BadCell]) -> Any:  # noqa: ANN401 - what a case has once
        values = self._values(kind)
        return self._make(kind, values, bad) if values else None

    def _check_birth(self, parts: Values, bad: list[BadCell]) -> None:
        patient, request = parts.get(PATIENT.name), parts.get(REQUEST.name)
        if patient and request and patient.born > request.as_of:
            born = self._once[PATIENT.name]["born"]
            expected = "a day before the date of the request"
            bad.append(born.plan.bad(born.row, PATIENT.field("born"), expected, PATIENT.one))
            self._spoilt[PATIENT.name].add("born")
            del parts[PATIENT.name]

    def _check_pages(self, parts: Values, bad: list[BadCell]) -> None:
        """Leave out what names a page that its document does not have."""
        pages = {known.value.id: known.value.pages for known in self._facts[DOCUMENT.name]}

        def _is_beyond(fact: Any) -> bool:  # noqa: ANN401 - any fact
            return any((pages.get(one.document) or one.page or 0) < (one.page or 0) for one in fact.evidence)

        for kind in (CHRONIC, MEDICATION_LIST):
            if kind.name in parts and _is_beyond(parts[kind.name]):
                bad.append(_beyond(next(iter(self._once[kind.name].values())), kind))
                del parts[kind.name]
        for kind in (one for one in FACTS if one is not DOCUMENT):
            known = self._facts[kind.name]
            beyond = [_beyond(one, kind) for one in known if _is_beyond(one.value)]
            self._lost |= {kind.title} if beyond and kind.limits else set()
            bad += beyond
            self._facts[kind.name] = [one for one in known if not _is_beyond(one.value)]

    def _missing(self, parts: Values) -> tuple[str, ...]:
        lacking = []
        for kind in (PATIENT, REQUEST):
            if kind.name not in parts:
                values = self._values(kind)
                open_fields = [f.label for f in kind.fields if f.required and f.name not in values]
                spoilt = [f.label for f in kind.fields if f.name in self._spoilt[kind.name] and f.vital]
                lacking += open_fields + spoilt or [kind.one]
        # a treatment that was overlooked could make an interval look longer than it was
        return (*lacking, *(f"every row of {title}" for title in sorted(self._lost)))

    def _values(self, kind: Kind) -> Values:
        """Return the values of what a case has once, with what the options add where no cell says anything."""
        spoilt = self._spoilt[kind.name]
        values = {name: known.value for name, known in self._once[kind.name].items() if name not in spoilt}
        if kind is REQUEST:
            given = {name: getattr(self.options, name) for name in _DEFAULTS}
            values = {n: v for n, v in given.items() if v is not None and n not in spoilt} | values
        if kind is COVERAGE and values and "payer" in (request := self._values(REQUEST)):
            values["payer"] = request["payer"]
        if kind in CLINIC and not values and self._clinic is not None:
            return self._clinic._values(kind)
        return values

    def _make(self, kind: Kind, values: Values, bad: list[BadCell]) -> Any:  # noqa: ANN401 - what a case has once
        """Make what a case has once; a field that does not fit is left out, unless nothing is left without it."""
        lost = self._spoilt[kind.name] | {f.name for f in kind.fields if f.required and f.name not in values}
        if any((f.required or f.vital) and f.name in lost for f in kind.fields):
            return None
        carried = self._carried.get(kind.name, carry(kind, None, self.options.carried))
        if is_undocumented(kind, carried):
            first = next(iter(self._once[kind.name].values()))
            bad.append(undocumented(first.plan, first.row, kind))
            return None
        try:
            return kind.make(values, carried)
        except ValidationError as error:
            field = faulty_field(error, kind)
        spare = field or kind.field(kind.spare)
        known = self._place_of(kind, spare.name if spare else "")
        if known is None:
            return None
        expected = field.expect.what if field else kind.rule
        if spare is None or spare.required or spare.vital or spare.name not in values:
            bad.append(known.plan.bad(known.row, spare, expected, kind.one))
            return None
        self._spoilt[kind.name].add(spare.name)
        bad.append(known.plan.bad(known.row, spare, expected, f"this cell, of {kind.one}"))
        return self._make(kind, {name: value for name, value in values.items() if name != spare.name}, bad)

    def _place_of(self, kind: Kind, name: str) -> _Known | None:
        places = self._once[kind.name] or (self._clinic._once[kind.name] if self._clinic else {})
        return places.get(name) or next(iter(places.values()), None)


def _beyond(known: _Known, kind: Kind) -> BadCell:
    return known.plan.bad(known.row, EVIDENCE.field("page"), "a page that the document has", kind.one)
