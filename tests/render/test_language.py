"""Dates, numbers and lists follow the language, and no document is ever written in two."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from pypdf import PdfReader

from priorauth.clinical.model import Model
from priorauth.errors import SettingsError
from priorauth.render import language, templates
from priorauth.render.language import BASE, Language, offered, read_language, speaking, spoken
from priorauth.render.pdf import lay_out
from priorauth.render.templates import fill, in_language, language_of
from tests.render.pseudo import Pseudo


class Contents(Model):
    """What the test's template is filled with."""

    day: date = date(2026, 6, 10)
    name: str = "<Ana & Co> 100%"


Change = Callable[[Catalog], object]


def folder_with(place: Path, locale: str, change: Change = lambda _: None) -> Path:
    """A folder of catalogues: three strings asked for, and a language that has them, but for the change."""
    asked, given = Catalog(), Catalog(locale=locale.replace("-", "_"))
    for catalogue, strings in ((asked, False), (given, True)):
        catalogue.add("Evidence", "Proof" if strings else "")
        catalogue.add("Re: %(name)s", "About: %(name)s" if strings else "")
        catalogue.add(("%(count)s unit", "%(count)s units"), ("%(count)s U.", "%(count)s Us.") if strings else ("", ""))
    change(given)
    (path := place / locale.replace("-", "_") / "LC_MESSAGES").mkdir(parents=True)
    for file, catalogue in ((place / "messages.pot", asked), (path / "messages.po", given)):
        with file.open("wb") as out:
            write_po(out, catalogue)
    return place


def a_language(tag: str) -> Language:
    return Language(tag, Locale.parse(tag, sep="-"), Pseudo())


@pytest.mark.parametrize(
    ("tag", "day", "small", "large", "amount", "rate", "three"),
    [
        ("en-US", "June 1, 2026", "12.5", "1200", "1,200.50", "7.0", "a, b and c"),
        ("en-GB", "1 June 2026", "12.5", "1200", "1,200.50", "7.0", "a, b and c"),
        ("de", "1. Juni 2026", "12,5", "1200", "1.200,50", "7,0", "a, b und c"),
        ("es-MX", "1 de junio de 2026", "12.5", "1200", "1,200.50", "7.0", "a, b y c"),
    ],
)
def test_dates_numbers_and_lists_are_those_of_the_language(
    tag: str, day: str, small: str, large: str, amount: str, rate: str, three: str
) -> None:
    spoken_in = a_language(tag)

    assert spoken_in.date(date(2026, 6, 1)) == day
    assert (spoken_in.number(12.5), spoken_in.number(1200)) == (small, large)
    assert (spoken_in.money(Decimal("1200.50")), spoken_in.rate(7)) == (amount, rate)
    assert spoken_in.listed(["a", "b", "c"]) == three


@pytest.mark.parametrize(
    ("words", "expected"), [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c", "d"), "a, b, c and d")]
)
def test_a_list_of_any_length_is_joined(words: tuple[str, ...], expected: str) -> None:
    assert language_of(BASE).listed(words) == expected


@pytest.mark.parametrize(("tag", "lang"), [("en-US", "en"), ("EN-us", "en")])
def test_the_templates_own_language_is_english_in_any_case_of_its_tag(tag: str, lang: str) -> None:
    assert (language_of(tag).tag, language_of(tag).lang) == (BASE, lang)


@pytest.mark.parametrize("tag", ["de", "en", "en-GB", "x", "../../secret", "en_US"])
def test_an_unknown_language_gets_one_sentence_that_lists_those_there_are(tag: str) -> None:
    with pytest.raises(SettingsError) as caught:
        language_of(tag)

    assert str(caught.value) == f"No document can be written in the language {tag}. There are: en-US."


def test_a_complete_catalogue_of_english_is_offered_and_used(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "en-GB")
    found = read_language("en-gb", folder)

    assert offered(folder) == ("en-US", "en-GB")
    assert (found.tag, found.lang, found.translated("Evidence")) == ("en-GB", "en-GB", "Proof")
    assert found.translated("a word of the chart") == "a word of the chart"
    assert (found.translated(None), found.translated("")) == (None, "")


def drop(catalogue: Catalog) -> None:
    catalogue.delete("Evidence")


def empty(catalogue: Catalog) -> None:
    catalogue["Evidence"].string = ""


def doubtful(catalogue: Catalog) -> None:
    catalogue["Evidence"].flags.add("fuzzy")


def one_form(catalogue: Catalog) -> None:
    catalogue["%(count)s unit"].string = ("%(count)s U.", "")


def other_name(catalogue: Catalog) -> None:
    catalogue["Re: %(name)s"].string = "About: %(nome)s"


@pytest.mark.parametrize("change", [drop, empty, doubtful, one_form, other_name])
def test_a_catalogue_that_is_not_complete_is_refused(tmp_path: Path, change: Change) -> None:
    folder = folder_with(tmp_path, "en-GB", change)

    with pytest.raises(SettingsError, match=r"^No document can be written in en-GB: 1 of its strings .* en-US\.$"):
        read_language("en-GB", folder)
    assert offered(folder) == ("en-US",)


def test_a_complete_catalogue_of_another_language_is_refused_while_reasons_are_in_english(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "de")

    with pytest.raises(SettingsError, match="the reasons of a review are in English only"):
        read_language("de", folder)


def test_a_catalogue_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "en-GB")
    (folder / "en_GB" / "LC_MESSAGES" / "messages.po").write_text("msgid Evidence\nnonsense\n")

    with pytest.raises(SettingsError, match=r"en_GB/LC_MESSAGES/messages\.po cannot be read"):
        read_language("en-GB", folder)


@pytest.fixture
def british(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of templates whose catalogues hold British English."""
    folder_with(tmp_path / "locale", "en-GB")
    monkeypatch.setattr(templates, "templates_folder", lambda: tmp_path)
    monkeypatch.setattr(templates, "_environment", templates._environment.__wrapped__)
    return tmp_path


def test_a_template_is_filled_in_the_language_that_is_spoken_and_then_in_the_one_before(british: Path) -> None:
    (british / "a.html.j2").write_text("{{ lang }} {{ _('Evidence') }} {{ day | date }}")

    with in_language("en-GB"):
        assert fill("a.html.j2", Contents()) == "en-GB Proof 10 June 2026"
    assert fill("a.html.j2", Contents()) == "en Evidence June 10, 2026"
    assert spoken() == BASE


def test_what_a_chart_says_is_escaped_inside_a_sentence(british: Path) -> None:
    (british / "a.html.j2").write_text("{% trans %}Re: {{ name }}{% endtrans %}")

    with in_language("en-GB"):
        assert fill("a.html.j2", Contents()) == "About: &lt;Ana &amp; Co&gt; 100%"


def test_an_unknown_language_is_refused_before_anything_is_written() -> None:
    with pytest.raises(SettingsError), in_language("de"):
        raise AssertionError("the block was entered")


def test_the_pdf_says_its_language_and_has_the_margins_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "language_of", a_language)
    monkeypatch.setattr(templates, "_environment", templates._environment.__wrapped__)
    with speaking("en-AU"):
        html = fill("shared/page.html.j2").replace("<title>", "<title>A").replace("<body>", "<body><h1>A</h1>")
        reader = PdfReader(BytesIO(lay_out(html, "letter.css").content))

    assert str(reader.root_object["/Lang"]) == "en-AU"
    assert "1 öf 1" in reader.pages[0].extract_text()


def test_the_catalogues_of_this_release_are_complete() -> None:
    folder = templates.templates_folder() / "locale"

    assert set(language._held(folder)) == set(offered(folder)) - {BASE}
