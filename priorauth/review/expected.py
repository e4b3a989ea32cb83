"""Cases with expected verdicts that lie beside a clinic's own policy: each row of the table is one test of it.

``cases/<name of the policy's file>/expected.csv`` names a case file of the same folder, a clause and the verdict that
a person expects. ``change`` alters the case first, so that one case file serves many rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from priorauth.case.history import Counted
from priorauth.case.read import make_case, parse_json
from priorauth.clinical.model import Model
from priorauth.clinical.terms import RequestKind
from priorauth.errors import CaseFileError, PolicyDataError
from priorauth.policy.folder import file_name
from priorauth.policy.model import Policy
from priorauth.policy.spreadsheet import SheetRow, read_sheet
from priorauth.policy.tested import Counts
from priorauth.review.evaluate import evaluate
from priorauth.review.finding import Finding
from priorauth.review.verdict import Verdict

TABLE = "expected.csv"
COLUMNS = ("case", "clause", "expected", "change", "note")
_LEFT_OUT = "none"
_VERDICTS = {verdict.words: verdict for verdict in Verdict}


class Difference(Model):
    """A row whose clause came out otherwise than expected."""

    row: int
    case: str
    clause: str
    expected: Verdict
    found: Verdict

    def __str__(self) -> str:
        """Show "row 3: age.json, clause 1.a: expected not met, found met"."""
        where = f"row {self.row}: {self.case}, clause {self.clause}"
        return f"{where}: expected {self.expected.words}, found {self.found.words}"


@dataclass(frozen=True)
class Tried:
    """What came of the rows: how often each clause was seen as expected, and the rows that differ."""

    agreeing: Counts
    differing: tuple[Difference, ...]


def cases_folder(folder: Path, policy: Policy) -> Path:
    """Return where the cases of a policy lie in a clinic's folder."""
    return folder / "cases" / Path(file_name(policy)).stem


def try_cases(folder: Path, policy: Policy) -> Tried:
    """Judge every row of ``expected.csv`` in a folder; without the table nothing was tried.

    Raises:
        PolicyDataError: the table, or a cell of it, is not as expected.
        CaseFileError: a case file, as it is or as changed, is not a case.
    """
    path = folder / TABLE
    if not path.exists():
        return Tried(agreeing={}, differing=())
    rows = read_sheet(_content(path), TABLE, COLUMNS, ("case", "clause", "expected"))
    agreeing: Counter[tuple[RequestKind, str, str]] = Counter()
    differing: list[Difference] = []
    cases: dict[str, Any] = {}
    for row in rows:
        seen, expected = _judge(row, folder, policy, cases)
        if seen[2] is expected:
            agreeing[seen] += 1
        else:
            differing.append(
                Difference(row=row.number, case=row["case"], clause=seen[1], expected=expected, found=seen[2])
            )
    return Tried(agreeing=agreeing, differing=tuple(differing))


def _judge(
    row: SheetRow, folder: Path, policy: Policy, cases: dict[str, Any]
) -> tuple[tuple[RequestKind, str, Verdict], Verdict]:
    """Return the verdict found on a row's clause, and the one expected."""
    expected = _VERDICTS.get(row["expected"].lower().replace("_", " "))
    if expected is None:
        raise row.fault("expected", " or ".join(_VERDICTS))
    name = row["case"]
    if name not in cases:
        cases[name] = _case_data(row, folder / Path(name).name)
    case = make_case(_changed(row, cases[name]), f"{TABLE}, row {row.number} ({name})")
    kind = case.request.judged_as
    if kind not in policy.requests:
        raise row.fault("case", f"a case for a request that the policy has: {', '.join(policy.requests)}")
    found = dict(_by_clause(evaluate(policy.requests[kind], Counted(case), policy.id)))
    if row["clause"] not in found:
        raise row.fault("clause", f"a clause of the policy's {kind} request: {', '.join(found)}")
    return (kind, row["clause"], found[row["clause"]]), expected


def _by_clause(finding: Finding) -> Iterator[tuple[str, Verdict]]:
    yield finding.clause, finding.verdict
    for child in finding.findings:
        yield from _by_clause(child)


def _case_data(row: SheetRow, path: Path) -> Any:  # noqa: ANN401 - any JSON value
    if not path.name or not path.is_file():
        raise row.fault("case", f"the name of a case file that lies beside {TABLE}")
    return parse_json(_content(path), path.name, CaseFileError, expected="a case: see `priorauth schema case`")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PolicyDataError(f"{path.name}: cannot be read ({error.strerror}).") from error


def _changed(row: SheetRow, data: Any) -> Any:  # noqa: ANN401 - any JSON value
    copy = deepcopy(data)
    for change in filter(None, (part.strip() for part in row["change"].split(";"))):
        way, equals, value = change.partition("=")
        if not equals:
            raise row.fault("change", 'changes such as "patient.born = 2009-01-01; request.units = 201"')
        _change(row, copy, way.strip(), value.strip())
    return copy


def _change(row: SheetRow, data: Any, way: str, value: str) -> None:  # noqa: ANN401 - any JSON value
    *steps, last = way.split(".")
    place = data
    try:
        for step in steps:
            place = place[int(step) if isinstance(place, list) else step]
        key = int(last) if isinstance(place, list) else last
        if value == _LEFT_OUT:
            del place[key]
        else:
            place[key] = _value(value)
    except (KeyError, IndexError, TypeError, ValueError):
        raise row.fault("change", f"a place that the case has, not {way}") from None


def _value(text: str) -> Any:  # noqa: ANN401 - any JSON value
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return text
