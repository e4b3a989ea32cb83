"""The folder of a clinic's own templates: each file takes the place of ours of the same name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from priorauth.errors import RenderError, SettingsError
from priorauth.packet.look import OwnTemplate
from priorauth.render.templates import templates_folder

OWN = "own/"
"""Where files lie that take no place of ours, and that others include."""
LARGEST, MOST = 200_000, 200
_NOTES = ("readme", "readme.md", "readme.txt")


def read_own_templates(folder: Path) -> tuple[OwnTemplate, ...]:
    """Read every file of the folder, by name.

    Raises:
        SettingsError: there is no such folder, or it cannot be read.
        RenderError: a file takes no place of ours, is a link, is too large, or no text.
    """
    if not folder.is_dir():
        raise SettingsError(f"{folder}: no folder of templates. Make it, or correct where it is set.")
    try:
        found = tuple(_read(path, folder) for path in sorted(_files(folder)))
    except OSError as error:
        raise SettingsError(f"{error.filename or folder}: cannot be read ({error.strerror}).") from error
    if len(found) > MOST:
        raise RenderError(f"{folder}: more than {MOST} templates. Is it the right folder?")
    return tuple(sorted(found, key=lambda one: one.name))


@cache
def our_names() -> tuple[str, ...]:
    """Return the names of our templates and stylesheets that can be replaced, such as "letter/body.html.j2"."""
    folder = templates_folder()
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in (".j2", ".css"))
    return tuple(sorted(found))


def our_text(name: str) -> str:
    """Return one of our templates as it is shipped.

    Raises:
        RenderError: there is none of that name.
    """
    if name not in our_names():
        raise RenderError(f"{name}: {_no_such(name)}")
    return (templates_folder() / name).read_text(encoding="utf-8")


def blamed(said: str, own: tuple[OwnTemplate, ...]) -> str:
    """Return the file and line of the clinic's own that a message of the layout is about, as the start of a sentence.

    It is looked for by the words that the message quotes; empty where none of the clinic's files holds them.
    """
    quoted = next(filter(None, (re.search(one, said) for one in (r"`(.+?)`", r"'(.+?)'", r"^(\S+)"))), None)
    words = quoted[1].strip() if quoted else ""
    at = re.search(r"\bat (\d+):\d+", said)
    for one in own:
        for number, line in enumerate(one.text.splitlines(), start=1):
            if words and words in line:
                return f"Your {one.name}, line {number}: "
    if len(own) == 1 and at:
        return f"Your {own[0].name}, line {at[1]}: "
    return "With your templates: " if own else ""


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        for name in (*folders, *names):
            if (path := Path(place, name)).is_symlink():
                raise RenderError(f"{path} is a link. Put the file itself there: what a link leads to can change.")
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, one) for one in names if not one.startswith(".") and one.lower() not in _NOTES)


def _read(path: Path, folder: Path) -> OwnTemplate:
    name = path.relative_to(folder).as_posix()
    if name not in our_names() and not (name.startswith(OWN) and path.suffix == ".j2"):
        raise RenderError(f"{path}: {_no_such(name)}")
    # a link that takes the file's place meanwhile is not followed
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise RenderError(f"{path} has more than {LARGEST // 1000} KB. A template is a page of text: make it smaller.")
    try:
        return OwnTemplate(name=name, text=content.decode("utf-8"))
    except UnicodeDecodeError:
        raise RenderError(f"{path} is no text in UTF-8. Save it as UTF-8.") from None
    except ValidationError:
        raise RenderError(f"{path}: name it in small letters, such as {OWN}greeting.html.j2.") from None


def _no_such(name: str) -> str:
    near = get_close_matches(name, our_names(), n=1)
    meant = f" Did you mean {near[0]}?" if near else ""
    return (
        f"none of our templates has this name.{meant} `priorauth templates list` shows them; a file that yours "
        f"include goes into {OWN}."
    )
