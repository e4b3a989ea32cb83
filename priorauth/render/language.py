"""The language of documents: what a catalogue translates, and dates, numbers and lists as the language writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal

from priorauth.errors import SettingsError

BASE = "en-US"
"""The language that the templates are written in."""
MESSAGES = "messages.pot"
_CATALOGUE = Path("LC_MESSAGES") / "messages.po"
# Reasons, outlines and what the chart's facts come to are composed in English, before a template sees them
_COMPOSED_IN = "en"
_DATE = {"en_US": "MMMM d, y"}
# American usage puts a comma before "and"; the house style does not
_LISTED_AS = {"en_US": "en_GB"}
_NUMBER, _RATE, _MONEY = "0.#", "0.0", "#,##0.00"
_spoken: ContextVar[str] = ContextVar("language of documents", default=BASE)


@dataclass(frozen=True, slots=True)
class Language:
    """A language that whole documents can be written in."""

    tag: str
    """By BCP 47, such as "en-US"."""
    locale: Locale
    catalogue: NullTranslations

    @property
    def lang(self) -> str:
        """What a document says its language is: its text is English as such, unless a catalogue makes it narrower."""
        return self.locale.language if self.tag == BASE else self.tag

    def translated(self, words: str | None) -> str | None:
        """Return words of our own in this language, as far as the catalogue has them."""
        return self.catalogue.gettext(str(words)) if words else words

    def date(self, day: date) -> str:
        """Show a day with the month's name: "June 10, 2026"."""
        return format_date(day, _DATE.get(str(self.locale), "long"), locale=self.locale)

    def number(self, value: float | Decimal) -> str:
        """Show a number with at most one decimal place, and no mark between thousands."""
        return format_decimal(value, _NUMBER, locale=self.locale)

    def rate(self, value: float | Decimal) -> str:
        """Show a number with exactly one decimal place."""
        return format_decimal(value, _RATE, locale=self.locale)

    def money(self, amount: Decimal) -> str:
        """Show an amount with two decimal places, and a mark between thousands; the currency stands elsewhere."""
        return format_decimal(amount, _MONEY, locale=self.locale)

    def listed(self, words: Iterable[str]) -> str:
        """Join words as "a", "a and b" or "a, b and c"."""
        return format_list(list(words), "standard", locale=_LISTED_AS.get(str(self.locale), self.locale))


def spoken() -> str:
    """Return the tag of the language that documents are being written in."""
    return _spoken.get()


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Write every document in one language until the end of the block; no other thread or task is touched."""
    before = _spoken.set(tag)
    try:
        yield
    finally:
        _spoken.reset(before)


def offered(folder: Path) -> tuple[str, ...]:
    """Return the tags of the languages whose catalogue in a folder is complete, the templates' own first."""
    return (BASE, *(tag for tag, path in _held(folder).items() if not _lacks(tag, path, folder)))


@cache
def read_language(tag: str, folder: Path) -> Language:
    """Return a language by its BCP 47 tag, in any case; ``folder`` holds the catalogues.

    Raises:
        SettingsError: the language is not offered: there is no catalogue of it, or not a complete one.
    """
    held = {name.casefold(): (name, path) for name, path in _held(folder).items()}
    if tag.casefold() == BASE.casefold():
        return Language(BASE, Locale.parse(BASE, sep="-"), NullTranslations())
    if tag.casefold() not in held:
        raise SettingsError(f"No document can be written in the language {tag}. There are: {_list(folder)}.")
    name, path = held[tag.casefold()]
    if lacks := _lacks(name, path, folder):
        raise SettingsError(f"No document can be written in {name}: {lacks} There are: {_list(folder)}.")
    return Language(name, Locale.parse(name, sep="-"), _compiled(path))


def _list(folder: Path) -> str:
    return ", ".join(offered(folder))


def _held(folder: Path) -> dict[str, Path]:
    return {path.parts[-3].replace("_", "-"): path for path in sorted(folder.glob(f"*/{_CATALOGUE.as_posix()}"))}


@cache
def _lacks(tag: str, path: Path, folder: Path) -> str:
    """Return what keeps a catalogue from being used, in one sentence; nothing where it is complete."""
    try:
        locale = Locale.parse(tag, sep="-")
        catalogue, asked = _read(path), _read(folder / MESSAGES)
    except (ValueError, UnknownLocaleError, OSError, PoFileError) as error:
        return f"its catalogue {path.parts[-3]}/{_CATALOGUE.as_posix()} cannot be read ({type(error).__name__})."
    open_ones = [message.id for message in asked if message.id and not _is_done(catalogue, message)]
    if open_ones:
        first = open_ones[0] if isinstance(open_ones[0], str) else open_ones[0][0]
        return f"{len(open_ones)} of its strings are not translated, or not rightly, the first: “{first}”."
    if locale.language != _COMPOSED_IN:
        return "the reasons of a review are in English only, and no document is written in two languages."
    return ""


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def _is_done(catalogue: Catalog, asked: Message) -> bool:
    found = catalogue.get(asked.id, asked.context)
    if found is None or found.fuzzy or next(iter(found.check(catalogue)), None):
        return False
    return all(found.string) if isinstance(found.string, tuple) else bool(found.string)


def _compiled(path: Path) -> GNUTranslations:
    file = BytesIO()
    write_mo(file, _read(path))
    file.seek(0)
    return GNUTranslations(file)
