"""Joins what several files say of one patient into one case. Nothing is lost, and nothing is decided.

- What one file states and the others leave out is taken.
- Facts of one thing (the same code, the same course of a drug, the same session) become one, with the evidence of all.
- Dates and counts that agree as far as each knows become what all of them allow: March 2024 and March 5, 2024.
- What contradicts stays as a conflict beside the first file's claim, and opens the review until a person has decided.
- Counts of a month, diaries and statements are all kept: the review holds them against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from priorauth.case.botox import ToxinTreatment
from priorauth.case.conflict import Claim, Conflict
from priorauth.case.documents import Attestation, Confirmation, Document, Score
from priorauth.case.evidence import Fact, Origin
from priorauth.case.headache import HeadacheRecord
from priorauth.case.model import CasePart, Diagnosis
from priorauth.case.read import explain
from priorauth.case.treatment import AcuteMedicine, Contraindication, Intolerance, PreventiveTrial
from priorauth.clinical.calendar import DateRange
from priorauth.clinical.medicines import acute, preventive
from priorauth.clinical.model import Model
from priorauth.clinical.ranges import Range, overlap
from priorauth.errors import CaseFileError

_LONGEST_MONTH = 31
# how a fact came into the file is told by its evidence, and never a conflict
_ABOUT_THE_ENTRY = ("evidence", "origin", "entered_by", "entered_on")
_JSON: TypeAdapter[Any] = TypeAdapter(Any)


class Named(NamedTuple):
    """Something that a file says, with the file's name."""

    file: str
    number: int
    """Which file it is: two can have the same name."""
    value: Any


def merge(parts: Sequence[tuple[str, CasePart]]) -> CasePart:
    """Return one part that holds what all ``parts`` say, each given with the name of its file.

    The first file's id is kept.

    Raises:
        CaseFileError: the parts do not fit into one case, or give one id to two documents.
    """
    named = [Named(file, number, part) for number, (file, part) in enumerate(parts)]
    _refuse_two_documents_of_one_id(named)
    conflicts = [conflict for _, part in parts for conflict in part.conflicts]
    merged = {name: _field(name, CasePart, named, conflicts) for name in CasePart.model_fields if name != "conflicts"}
    merged["id"] = next((part.id for _, part in parts if part.id), None)
    try:
        return CasePart(**merged, conflicts=tuple(conflicts))
    except ValidationError as error:
        # "from None": pydantic's own text holds the input, which is patient data
        raise CaseFileError(explain(error, "the merged case")) from None


def decide(part: CasePart, field: str, take: int, *, by: str, on: date) -> CasePart:
    """Return the part with one conflict decided: claim ``take`` (1 is the first) holds, as a person's override.

    Raises:
        CaseFileError: there is no such conflict or claim, or the claim does not fit into the case.
    """
    conflict = next((one for one in part.conflicts if one.field == field), None)
    if conflict is None or not 1 <= take <= len(conflict.claims):
        known = ", ".join(f"{one.field} (1 to {len(one.claims)})" for one in part.conflicts) or "none"
        raise CaseFileError(f"There is no claim {take} on {field}. Open conflicts: {known}.")
    data = part.model_dump(mode="json", exclude_defaults=True)
    _place(data, field, conflict.claims[take - 1].value, {"entered_by": by, "entered_on": on.isoformat()})
    data["conflicts"] = [one for one in data["conflicts"] if one["field"] != field]
    try:
        return CasePart.model_validate(data)
    except ValidationError as error:
        raise CaseFileError(explain(error, "the decided case")) from None


def _place(data: dict[str, Any], field: str, value: object, entry: dict[str, str]) -> None:
    *way, last = (int(step) if step.isdigit() else step for step in field.split("."))
    place: Any = data
    for step in way:
        place = place[step]
    place[last] = value
    fact = value if isinstance(value, dict) and "origin" in value else place
    fact |= {"origin": Origin.OVERRIDE.value, **entry}


def _field(name: str, model: type[Model], parts: list[Named], conflicts: list[Conflict], at: str = "") -> Any:  # noqa: ANN401 - the value of any field
    default = model.model_fields[name].get_default(call_default_factory=True)
    said = (one._replace(value=getattr(one.value, name)) for one in parts)
    stated = [one for one in said if one.value != default]
    if not stated:
        return default
    path = f"{at}{name}"
    if isinstance(stated[0].value, tuple):
        return _joined(stated, conflicts, path) if name not in _ABOUT_THE_ENTRY else _once(stated)
    if isinstance(stated[0].value, Fact | HeadacheRecord):
        return _one(stated, conflicts, path)
    if name in _ABOUT_THE_ENTRY:
        return stated[0].value
    return _value(stated, conflicts, path)


def _one(stated: list[Named], conflicts: list[Conflict], path: str) -> Model:
    first: Model = stated[0].value
    if all(one.value == first for one in stated):
        return first
    model, inside = type(first), list[Conflict]()
    values = {name: _field(name, model, stated, inside, f"{path}.") for name in model.model_fields}
    try:
        joined = model(**values)
    except ValidationError:
        # both cannot hold of one thing, such as a course that is stopped and goes on
        conflicts.append(_conflict(stated, path))
        return first
    conflicts.extend(inside)
    return joined


def _value(stated: list[Named], conflicts: list[Conflict], path: str) -> Any:  # noqa: ANN401 - the value of any field
    common = stated[0].value
    for one in stated[1:]:
        common = _agreed(common, one.value) if common is not None else None
    if common is not None:
        return common
    conflicts.append(_conflict(stated, path))
    return stated[0].value


def _conflict(stated: list[Named], path: str) -> Conflict:
    claims = (Claim(file=one.file, value=_JSON.dump_python(one.value, mode="json")) for one in stated)
    return Conflict(field=path, claims=tuple(claims))


def _agreed(first: Any, second: Any) -> Any:  # noqa: ANN401 - the value of any field
    if first == second:
        return first
    if isinstance(first, DateRange) and isinstance(second, DateRange):
        low, high = max(first.low, second.low), min(first.high, second.high)
        return DateRange(low=low, high=high) if low <= high else None
    if isinstance(first, Range) and isinstance(second, Range):
        return overlap(first, second)
    if isinstance(first, str) and isinstance(second, str) and _plain(first) == _plain(second):
        return first
    return None


def _joined(stated: list[Named], conflicts: list[Conflict], path: str) -> tuple[Any, ...]:
    groups: list[list[Named]] = []
    for one in stated:
        found = [group for group in groups if group[-1].number != one.number]
        for value in one.value:
            same = next((group for group in found if _is_same(group[0].value, value)), None)
            if same is None:
                groups.append([one._replace(value=value)])
            else:
                same.append(one._replace(value=value))
                found.remove(same)
    return tuple(
        group[0].value if len(group) == 1 else _one(group, conflicts, f"{path}.{index}")
        for index, group in enumerate(groups)
    )


def _once(stated: Iterable[Named]) -> tuple[Any, ...]:
    kept: list[Any] = []
    for one in stated:
        kept += [value for value in one.value if value not in kept]
    return tuple(kept)


def _is_same(first: Any, second: Any) -> bool:  # noqa: ANN401 - facts of any kind
    if first == second:
        return True
    judge = _SAME.get(type(first))
    return judge is not None and judge(first, second)


def _same_course(first: PreventiveTrial, second: PreventiveTrial) -> bool:
    # without a start on both sides the length of one course could be joined with the failure of another
    return _drug(first.named) == _drug(second.named) and _same_day(first.started, second.started)


def _same_session(first: ToxinTreatment, second: ToxinTreatment) -> bool:
    return first.product is second.product and _same_day(first.on, second.on)


def _same_day(first: DateRange | None, second: DateRange | None) -> bool:
    if first is None or second is None:
        return False
    is_narrow = all((one.high - one.low).days < _LONGEST_MONTH for one in (first, second))
    return is_narrow and first.low <= second.high and second.low <= first.high


def _by(*fields: str) -> Callable[[Any, Any], bool]:
    return lambda first, second: all(getattr(first, name) == getattr(second, name) for name in fields)


def _drug(said: str | None) -> str | None:
    if said is None:
        return None
    medicine = preventive(said) or acute(said)
    return medicine.name if medicine else _plain(said)


def _plain(said: str) -> str:
    return " ".join(said.lower().split())


_SAME: dict[type[Model], Callable[[Any, Any], bool]] = {
    Diagnosis: _by("code"),
    PreventiveTrial: _same_course,
    ToxinTreatment: _same_session,
    Score: _by("instrument", "on"),
    AcuteMedicine: lambda one, other: _drug(one.drug) == _drug(other.drug) and one.stated_on == other.stated_on,
    Contraindication: lambda one, other: (_drug(one.drug), one.drug_class) == (_drug(other.drug), other.drug_class),
    Intolerance: lambda one, other: _drug(one.drug) == _drug(other.drug),
    Document: _by("id"),
    Attestation: _by("about", "by", "on"),
    Confirmation: _by("policy", "clause", "by", "on"),
}


def _refuse_two_documents_of_one_id(parts: Iterable[Named]) -> None:
    seen: dict[str, tuple[str, Document]] = {}
    for file, document in _documents(parts):
        earlier_file, earlier = seen.setdefault(document.id, (file, document))
        hashes = {earlier.sha256, document.sha256} - {None}
        if len(hashes) > 1:
            raise CaseFileError(
                f"{earlier_file} and {file} give the id {document.id} to two different documents. "
                "Rename one of them, in its evidence too."
            )


def _documents(parts: Iterable[Named]) -> Iterator[tuple[str, Document]]:
    for one in parts:
        yield from ((one.file, document) for document in one.value.documents)
