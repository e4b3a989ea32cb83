"""Fills the templates. They compute nothing; an undefined variable is a failure."""

from __future__ import annotations

import traceback
from contextlib import AbstractContextManager
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from pydantic import BaseModel

from priorauth.errors import RenderError
from priorauth.render.language import Language, read_language, speaking, spoken
from priorauth.review.words import sentence

_BY_LANGUAGE = ("date", "listed", "money", "number", "rate", "translated")


def templates_folder() -> Path:
    """Return the folder of the templates: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def language_of(tag: str) -> Language:
    """Return a language that documents can be written in, by its BCP 47 tag.

    Raises:
        SettingsError: the language is not offered.
    """
    return read_language(tag, templates_folder() / "locale")


def in_language(tag: str) -> AbstractContextManager[None]:
    """Write every document of a block in one language.

    Raises:
        SettingsError: the language is not offered.
    """
    return speaking(language_of(tag).tag)


@cache
def templates_sha256() -> str:
    """Return the SHA-256 of all templates, stylesheets and fonts together, in hexadecimal."""
    whole, folder = sha256(), templates_folder()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        whole.update(f"{name}\n{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def fill(template: str, *contents: BaseModel) -> str:
    """Return the HTML of a template, such as "letter/letter.html.j2", filled with contents.

    Several contents give their fields side by side; a name that two of them have is refused.

    Raises:
        RenderError: the template is not there, is not valid, or uses something that the contents do not hold.
    """
    values: dict[str, Any] = {}
    for one in contents:
        values = dict(**values, **{name: getattr(one, name) for name in type(one).model_fields})
    try:
        return _environment(spoken()).get_template(template).render(values)
    except TemplateError as error:
        raise RenderError(f"Template {_where(error, template)}: {error.message}. Nothing was written.") from None


def compile_all() -> None:
    """Compile every template, which is then kept for as long as the process lives."""
    environment = _environment(spoken())
    for name in environment.list_templates(extensions=["j2"]):
        environment.get_template(name)


@cache
def _environment(tag: str) -> Environment:
    language = language_of(tag)
    environment = Environment(
        loader=FileSystemLoader(templates_folder()),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    install = environment.install_gettext_translations  # type: ignore[attr-defined]  # the extension adds it
    install(language.catalogue, newstyle=True)
    environment.globals["lang"] = language.lang
    environment.filters |= {name: getattr(language, name) for name in _BY_LANGUAGE} | {"sentence": sentence}
    return environment


def _where(error: TemplateError, template: str) -> str:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    line = getattr(error, "lineno", None) or (frames[-1].lineno if frames else None)
    name = getattr(error, "name", None) or template
    return f"{name}, line {line}" if line else name
