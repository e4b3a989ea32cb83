"""The page and the program hold the same codes, with the same severity, person and thing to do."""

from __future__ import annotations

import re
from pathlib import Path

from priorauth.review.lint.kinds import KINDS

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "lint-a-case.md"


def test_every_code_has_its_section_with_what_to_do() -> None:
    text = PAGE.read_text(encoding="utf-8")
    sections = dict(re.findall(r"^### `([a-z0-9-]+)`\n(.*?)(?=^##|\Z)", text, flags=re.MULTILINE | re.DOTALL))
    assert sorted(sections) == sorted(KINDS)
    for code, kind in KINDS.items():
        said = " ".join(sections[code].split())
        assert said.startswith(f"{kind.severity.capitalize()}, {kind.whom}. "), code
        assert said.endswith(f"**To do:** {kind.todo}"), code


def test_a_section_explains_more_than_what_to_do() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert min(len(part.split()) for part in text.split("\n### ")[1:]) > 12
