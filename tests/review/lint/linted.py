"""What lint finds in a case made of parts."""

from __future__ import annotations

from datetime import date
from typing import Any

from priorauth.policy.criteria import Criterion
from priorauth.review.lint.finding import LintFinding
from priorauth.review.lint.lint import lint
from tests.builders import AS_OF, a_case


def linted(today: date | None = None, asked: Criterion | None = None, **parts: Any) -> tuple[LintFinding, ...]:
    """Return the findings in a case made of these parts, judged on 15 April 2026."""
    return lint(a_case(**parts), asked=asked, today=today)


def fields_of(code: str, **parts: Any) -> list[str]:
    """Return where findings of one code stand."""
    return [one.field for one in linted(**parts) if one.code == code]


def texts_of(code: str, **parts: Any) -> list[str]:
    """Return what findings of one code say."""
    return [one.text for one in linted(**parts) if one.code == code]


__all__ = ["AS_OF", "fields_of", "linted", "texts_of"]
