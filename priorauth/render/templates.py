"""Fills the templates. They compute nothing; an undefined variable is a failure."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound
from pydantic import BaseModel

from priorauth.errors import RenderError
from priorauth.packet.look import PLAIN, Look, OwnTemplate
from priorauth.render.language import Language, read_language, speaking, spoken
from priorauth.render.sandbox import Sandbox, counted_anew
from priorauth.review.words import sentence

_BY_LANGUAGE = ("date", "listed", "money", "number", "rate", "translated")
OURS = "ours/"
"""Before the name of a template: ours, also where the clinic has one of its own."""
_ENTITY = "<!ENTITY"
_NAMES = (".j2", ".css")


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


def fill(template: str, *contents: BaseModel, look: Look = PLAIN) -> str:
    """Return the HTML of a template, such as "letter/letter.html.j2", filled with contents.

    A template sees the record of the clinic's ``look`` beside them. Several contents give their fields side by side; a
    name that two of them have is refused.

    Raises:
        RenderError: the template is not there, is not valid, or uses something that the contents do not hold.
    """
    values: dict[str, Any] = {"look": look.record}
    for one in contents:
        values = dict(**values, **{name: getattr(one, name) for name in type(one).model_fields})
    try:
        with counted_anew():
            html = _environment(spoken(), look.templates).get_template(template).render(values)
    except Exception as error:  # whatever a template can bring about; a message may hold what the chart says
        raise RenderError(_said(error, template, look)) from None
    if _ENTITY in html:
        raise RenderError(f"Template {template}: it declares entities. Write the text itself. Nothing was written.")
    return html


def compile_all(look: Look = PLAIN) -> None:
    """Compile every template, which is then kept for as long as the process lives.

    Raises:
        RenderError: a template of the clinic's own is not valid.
    """
    environment = _environment(spoken(), look.templates)
    for name in environment.list_templates(extensions=["j2"]):
        try:
            environment.get_template(name)
        except Exception as error:  # as above
            raise RenderError(_said(error, name, look)) from None


@lru_cache(maxsize=16)
def _environment(tag: str, own: tuple[OwnTemplate, ...] = ()) -> Environment:
    language = language_of(tag)
    environment = Sandbox(
        loader=_Shelf(own),
        undefined=StrictUndefined,
        # a stylesheet is no HTML, and holds nothing of a case
        autoescape=lambda name: name is None or not name.endswith(".css"),
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    install = environment.install_gettext_translations  # type: ignore[attr-defined]  # the extension adds it
    install(language.catalogue, newstyle=True)
    environment.globals["lang"] = language.lang
    environment.filters |= {name: getattr(language, name) for name in _BY_LANGUAGE} | {"sentence": sentence}
    return environment


class _Shelf(BaseLoader):
    """The clinic's own templates, before ours; no other file can be named."""

    def __init__(self, own: tuple[OwnTemplate, ...]) -> None:
        self._own = {one.name: one.text for one in own}
        self._ours = FileSystemLoader(templates_folder())

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool] | None]:
        """Return the text of a template, and its name for messages."""
        if template in self._own:
            return self._own[template], template, None
        text, _, _ = self._ours.get_source(environment, template.removeprefix(OURS))
        return text, template, None

    def list_templates(self) -> list[str]:
        """Return the names of all templates."""
        return sorted({*self._ours.list_templates(), *self._own})


def _said(error: Exception, template: str, look: Look) -> str:
    frames = [one for one in traceback.extract_tb(error.__traceback__) if one.filename.endswith(_NAMES)]
    name = None if isinstance(error, TemplateNotFound) else getattr(error, "name", None)
    name = name or (frames[-1].filename if frames else template)
    line = getattr(error, "lineno", None) or (frames[-1].lineno if frames else None)
    place = f"{name}, line {line}" if line else name
    if isinstance(error, TemplateNotFound):
        # a name that is worked out may be a word of the chart
        what = f"there is no template {'of that name' if not str(error.name).endswith(_NAMES) else error.name}"
    elif isinstance(error, TemplateError):
        what = (error.message or type(error).__name__).rstrip(".")
    else:
        what = f"it cannot be filled ({type(error).__name__})"
    if any(one.name == name for one in look.templates):
        return (
            f"Your template {place}: {what}. Mend it, or take it out of your folder to use ours. Nothing was written."
        )
    return f"Template {place}: {what}. Nothing was written."
