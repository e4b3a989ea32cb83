"""Writes templates/locale/messages.pot: every string of the documents that a translator is asked for.

Run it after a change of a template: ``make messages``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parents[1]
MESSAGES = ROOT / "templates" / "locale" / "messages.pot"
FOLDERS = {"priorauth", "templates"}
# the day and the program that wrote it would make every new copy differ
_CHANGING = ('"POT-Creation-Date:', '"PO-Revision-Date:', '"Last-Translator:', '"Generated-By:')
_KEYWORDS = {"translatable": None, "_": None, "gettext": None, "ngettext": (1, 2)}
_HEADER = "# Every string of priorauth's documents. Made by `make messages`: do not edit it."


def messages() -> str:
    """Return the whole text of messages.pot."""
    catalogue = Catalog(project="priorauth", version="documents", header_comment=_HEADER, charset="utf-8")
    methods, options = _mappings()
    found = extract_from_dir(
        ROOT, methods, options, _KEYWORDS, directory_filter=lambda folder: _is_ours(Path(folder).resolve())
    )
    for file, _, message, comments, context in found:
        catalogue.add(message, locations=[(file, 1)], auto_comments=comments, context=context)
    written = BytesIO()
    write_po(written, catalogue, width=120, include_lineno=False)
    lines = written.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(_CHANGING))


def _is_ours(folder: Path) -> bool:
    return folder.relative_to(ROOT).parts[0] in FOLDERS and folder.name != "__pycache__"


def _mappings() -> tuple[list[tuple[str, str]], dict[str, dict[str, str]]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        mappings = tomllib.load(file)["tool"]["babel"]["mappings"]
    return [(pattern, one["method"]) for one in mappings for pattern in _patterns(one)], {
        pattern: {name: value for name, value in one.items() if name not in ("method", "pattern")}
        for one in mappings
        for pattern in _patterns(one)
    }


def _patterns(mapping: dict[str, str | list[str]]) -> Iterator[str]:
    pattern = mapping["pattern"]
    yield from [pattern] if isinstance(pattern, str) else pattern


def main() -> None:
    """Write the file anew."""
    MESSAGES.parent.mkdir(exist_ok=True)
    MESSAGES.write_text(messages(), encoding="utf-8")
    print(MESSAGES.relative_to(ROOT))


if __name__ == "__main__":
    main()
