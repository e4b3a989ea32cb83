"""One thing in a case that does not fit together."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from priorauth.clinical.model import Model
from priorauth.clinical.terms import Whom
from priorauth.clinical.translatable import translatable
from priorauth.review.lint.kinds import KINDS


class Severity(StrEnum):
    """How much it stands in the way: send nothing; correct it first; look at it, and send if it is meant so."""

    STOP = translatable("stop")
    MEND = translatable("mend")
    LOOK = translatable("look")


class LintFinding(Model):
    """One thing that does not fit together, with where it stands and what to do. It stays in the office."""

    code: str
    """Stable: each code has its section in docs/how-to/lint-a-case.md."""
    severity: Severity
    whom: Whom
    field: str
    """Where in the case it stands, such as "trials.0.drug"."""
    text: str
    """What is wrong."""
    todo: str
    """What to do."""


def found(code: str, field: str, text: str) -> LintFinding:
    """Return a finding of one kind."""
    kind = KINDS[code]
    return LintFinding(
        code=code, severity=Severity(kind.severity), whom=kind.whom, field=field, text=text, todo=kind.todo
    )


def by_severity(findings: Iterable[LintFinding]) -> tuple[LintFinding, ...]:
    """Return findings, each once, with what stops first, then what to mend, then what to look at."""
    order = tuple(Severity)
    return tuple(sorted(dict.fromkeys(findings), key=lambda one: order.index(one.severity)))
