"""A template of somebody else's can read what the document says, and nothing else; it cannot go on for ever."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from priorauth.errors import RenderError
from priorauth.packet.look import Look, OwnTemplate
from priorauth.render import sandbox
from priorauth.render.documents import letter_file
from priorauth.render.templates import fill
from tests.samples import contents_of, sample

PLACE = "letter/initial_title.html.j2"
CONTENTS = contents_of(sample("aetna_initial_ready"))


def look_with(text: str, name: str = PLACE) -> Look:
    return Look(templates=(OwnTemplate(name=name, text=text),))


def title(text: str) -> str:
    """What a template in the place of the letter's title gives."""
    html = fill("letter/letter.html.j2", CONTENTS, look=look_with(text))
    return html.partition("<h1>")[2].partition("</h1>")[0]


NOT_OPEN, NO_FILTER, UNDEFINED = "is not open to templates", "No filter named", "is undefined"
ATTACKS = [
    ("{{ patient.__class__ }}", NOT_OPEN),
    ("{{ ''.__class__.__mro__[1].__subclasses__() }}", NOT_OPEN),
    ("{{ patient['__class__'] }}", NOT_OPEN),
    ("{{ (1).__class__ }}", NOT_OPEN),
    ("{{ [].__class__ }}", NOT_OPEN),
    ("{{ patient | attr('__class__') }}", NO_FILTER),
    ("{{ [patient] | map('attr', '__class__') | list | first }}", NO_FILTER),
    ("{{ [patient] | map(attribute='__class__') | first }}", NOT_OPEN),
    ("{{ ([patient] | sort(attribute='__dict__')) | first }}", NOT_OPEN),
    ("{{ [patient] | groupby('__class__') }}", NO_FILTER),
    ("{{ cycler.__init__.__globals__ }}", UNDEFINED),
    ("{{ joiner.__init__.__globals__ }}", UNDEFINED),
    ("{{ lipsum.__globals__['os'].popen('id').read() }}", UNDEFINED),
    ("{{ namespace.__init__.__globals__ }}", UNDEFINED),
    ("{% set ns = namespace(x=1) %}", UNDEFINED),
    ("{{ dict.__base__ }}", UNDEFINED),
    ("{{ range.__self__ }}", NOT_OPEN),
    ("{{ '{0.__class__}'.format(patient) }}", NOT_OPEN),
    ("{{ '{0.__class__.__init__.__globals__}'.format(patient) }}", NOT_OPEN),
    ("{{ '{p[__class__]}'.format(p=patient) }}", NOT_OPEN),
    ("{{ '%s'.format_map({}) }}", NOT_OPEN),
    ("{{ self._TemplateReference__context }}", NOT_OPEN),
    ("{{ self.__init__.__globals__ }}", NOT_OPEN),
    ("{{ patient.model_dump() }}", NOT_OPEN),
    ("{{ patient.model_construct() }}", NOT_OPEN),
    ("{{ patient.copy() }}", NOT_OPEN),
    ("{{ patient.model_fields }}", NOT_OPEN),
    ("{{ patient.has_died_by(dated) }}", NOT_OPEN),
    ("{{ patient.model_copy(update={'given': 'Another'}) }}", NOT_OPEN),
    ("{{ dated.today() }}", NOT_OPEN),
    ("{{ kind.__class__.__members__ }}", NOT_OPEN),
    ("{{ practice.name.upper.__self__ }}", NOT_OPEN),
    ("{{ look.record }}", "record is no field of LookRecord"),
    ("{% macro m() %}{% endmacro %}{{ m.__globals__ }}", NOT_OPEN),
    ("{% macro m() %}{% endmacro %}{{ m._func }}", NOT_OPEN),
    ("{% for one in [1] %}{{ loop.__init__.__globals__ }}{% endfor %}", NOT_OPEN),
    ("{% for one in [1] %}{{ loop._iterator }}{% endfor %}", NOT_OPEN),
    ("{% import 'shared/parts.html.j2' as parts %}{{ parts.__dict__ }}", NOT_OPEN),
    ("{% import 'shared/parts.html.j2' as parts %}{{ parts._body_stream }}", NOT_OPEN),
    ("{% include '../../etc/passwd' %}", "there is no template"),
    ("{% include '/etc/passwd' %}", "there is no template"),
    ("{% include 'letter/../../pyproject.toml' %}", "there is no template"),
    ("{% include 'ours/../../pyproject.toml' %}", "there is no template"),
    ("{% include 'ours//etc/passwd' %}", "there is no template"),
    ("{% extends '../priorauth/api.py' %}", "there is no template"),
    ("{% import '../../../etc/passwd' as x %}", "there is no template"),
    ("{{ '<b>bold</b>' | safe }}", NO_FILTER),
    ("{% autoescape false %}<b>{{ patient.name }}</b>{% endautoescape %}", "autoescape cannot be switched"),
    ("{{ [1, 2, 3] | random }}", NO_FILTER),
    ("{{ patient.name | pprint }}", NO_FILTER),
    ("{{ trials | tojson }}", NO_FILTER),
    ("{{ patient.name() }}", "calls what is not open"),
    ("{{ {}[patient.name] }}", "an item that is not there"),
    ("{{ patient[patient.name] }}", "an item that is not there"),
    ("{% include patient.name %}", "there is no template of that name"),
    ("{{ 1 / 0 }}", "ZeroDivisionError"),
    ("{% include 'letter/initial_title.html.j2' %}", "RecursionError"),
]
ENDLESS = [
    ("{% for one in range(100001) %}{% endfor %}", "OverflowError"),
    ("{% for a in range(1000) %}{% for b in range(1000) %}{% endfor %}{% endfor %}", "goes round more than"),
    ("{% for a in range(9999) %}{% for b in range(9999) %}{{ b }}{% endfor %}{% endfor %}", "goes round more than"),
    ("{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}", "a recursive loop"),
    ("{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}", "RecursionError"),
    ("{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}", "goes round more"),
    ("{{ 'a' * 1000000000 }}", "* of text"),
    ("{{ [1] * 1000000000 }}", "* of text"),
    ("{{ 10 ** 1000000000 }}", "** is open for small numbers only"),
    ("{{ 10 * 9999999999999999999999999999 }}", "* is open for small numbers only"),
    ("{{ '%1000000000s' % 'a' }}", "width of more than 99"),
    ("{{ '%*d' % (1000000000, 1) }}", "width of more than 99"),
    ("{{ '%1000000000s' | format('a') }}", "width of more than 99"),
    ("{{ '{:>1000000000}'.format('a') }}", "width of more than 99"),
    ("{{ '{:{}}'.format('a', 1000000000) }}", "width of more than 99"),
    ("{{ 'a' | center(1000000000) }}", NO_FILTER),
    ("{{ 'a' | indent(1000000000) }}", NO_FILTER),
    ("{% set a = 'abcdefgh' %}" + "{% set a = a ~ a %}" * 40, "puts together more than"),
    ("{% set a = 'abcdefgh' %}" + "{% set a = a + a %}" * 40, "puts together more than"),
    ("{% set a = [1] %}" + "{% set a = a + a %}" * 40, "puts together more than"),
    ("{% set a = 'abcdefgh' %}" + "{% set a = [a, a, a, a] | join %}" * 20, "puts together more than"),
    ("{% set a = 'abcdefgh' %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 40, "puts together more than"),
    ("{% set a = [1] %}" + "{% set a = [a, a] %}" * 60 + "{{ a }}", "a list cannot be printed"),
    ("{% set a = [1] %}" + "{% set a = [a, a] %}" * 60 + "{{ 'x' ~ a }}", "a list cannot be printed"),
    ("{% set a = [1] %}" + "{% set a = [a, a] %}" * 60 + "{{ a | join }}", "a list cannot be printed"),
]


@pytest.mark.parametrize(("text", "why"), [*ATTACKS, *ENDLESS], ids=lambda value: value[:60])
def test_every_attack_is_refused_in_one_sentence_that_names_the_file(text: str, why: str) -> None:
    with pytest.raises(RenderError) as caught:
        title(text)

    assert why in str(caught.value)
    assert f"Your template {PLACE}" in str(caught.value)
    assert "Sample" not in str(caught.value)  # the patient's name
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ patient.name | upper }}", "MARIA SAMPLE"),
        ("{{ patient.born.year }}", "1984"),
        ("{{ dated | date }}", "June 10, 2026"),
        ("{{ kind.value }}", "initial"),
        ("{{ trials | map(attribute='drug') | join(' + ') }}", "topiramate + propranolol + amitriptyline"),
        ("{{ '{:,} of {}'.format(1000, trials | length) }}", "1,000 of 3"),
        ("{% for one in [7, 8] %}{{ loop.index }}/{{ loop.length }}:{{ one }}{{ loop.cycle('-', '.') }}{% endfor %}",
         "1/2:7-2/2:8."),
        ("{% macro m(a) %}<{{ a }}>{% endmacro %}{{ m('x') ~ '&' }}", "<x>&amp;"),
        ("{{ range(3) | list | join }}", "012"),
        ("{{ 3 * 4 + 1 }}", "13"),
        ("{{ '%.1f' % 2.25 }}", "2.2"),
        ("{% include 'ours/letter/initial_title.html.j2' %}",
         "Letter of medical necessity: Botox (onabotulinumtoxinA) for chronic migraine"),
        ("{{ look.paper }}", "letter"),
        ("{{ '<b>' }}", "&lt;b&gt;"),
        ("{{ 'x' if nobody is defined else 'y' }}", "y"),
    ],
)  # fmt: skip
def test_what_a_template_needs_is_open(text: str, expected: str) -> None:
    assert title(text) == expected


def test_a_loop_may_go_round_as_often_as_is_said_and_not_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    loop = "{% for one in range(5) %}{% endfor %}done"
    needed = next(most for most in range(200_000) if _goes(loop, most, monkeypatch))

    assert not _goes(loop.replace("5", "6"), needed, monkeypatch)
    assert _goes(loop.replace("5", "6"), needed + 1, monkeypatch)


def _goes(text: str, most: int, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setattr(sandbox, "MOST_STEPS", most)
    try:
        return title(text) == "done"
    except RenderError:
        return False


ADDRESSES = ("file:///etc/passwd", "https://example.org/a", "data:image/png;base64,AA")


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "shown",
    [
        '<img src="{}" alt="x"/>',
        '<object data="{}"></object>',
        '<embed src="{}"/>',
        '<p style="background: url({})">x</p>',
        '<style>p {{ background: url({}) }}</style><p>x</p>',
        '<style>@import url({});</style>',
        '<style>@font-face {{ font-family: X; src: url({}) }}</style><p style="font-family: X">x</p>',
        '<link rel="stylesheet" href="{}"/>',
        '<a rel="attachment" href="{}">x</a>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><image href="{}" width="1" height="1"/></svg>',
    ],
)  # fmt: skip
def test_nothing_is_fetched_for_a_template(shown: str, address: str) -> None:
    with pytest.raises(
        RenderError, match=r"^(Your letter/initial_title\.html\.j2, line 1|With your templates): The page layout "
    ):
        letter_file(CONTENTS, look=look_with(shown.format(address)))


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("rule", ["@import url({});", "p {{ background: url({}) }}", "p::after {{ content: url({}) }}"])
def test_nothing_is_fetched_for_a_stylesheet(rule: str, address: str) -> None:
    own = look_with(f"@import url(asset:letter.css);\n{rule.format(address)}", "style/letter.css")

    with pytest.raises(RenderError, match=r"^(Your style/letter\.css, line 2|With your templates): The page layout "):
        letter_file(CONTENTS, look=own)


def test_entities_are_refused() -> None:
    own = look_with('<!DOCTYPE html [<!ENTITY a "aaaaaaaa">]>\n<html><title>x</title></html>', "shared/page.html.j2")

    with pytest.raises(RenderError, match="declares entities"):
        letter_file(CONTENTS, look=own)


def test_our_own_filters_are_few_and_known() -> None:
    call: Callable[[str], Any] = title

    assert call("{{ 1234 | number }}, {{ ['a', 'b'] | listed }}, {{ 'x' | sentence }}") == "1234, a and b, X"
