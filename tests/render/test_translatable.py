"""Every word of ours in every document can be translated: by what the templates hold, and by what they print."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from babel.messages.pofile import read_po
from jinja2 import nodes
from pydantic import BaseModel

from priorauth.clinical.injection import Muscle
from priorauth.clinical.model import Model
from priorauth.clinical.terms import Counting, Mechanism, RequestKind, Whom
from priorauth.packet.checklist import checklist_contents
from priorauth.packet.cost import cost_sheet
from priorauth.packet.note_template import note_template
from priorauth.packet.outpatient import OutpatientSheet
from priorauth.packet.pages import packet_contents
from priorauth.packet.peer_to_peer import peer_to_peer
from priorauth.packet.portal import portal_sheet
from priorauth.packet.queries import query_sheets
from priorauth.packet.signing import Draft
from priorauth.policy.model import Confidence
from priorauth.policy.registry import policy_by_id
from priorauth.render import templates
from priorauth.render.form_fill import Addendum, Item
from priorauth.render.language import Language, spoken
from priorauth.render.templates import fill, in_language, language_of, templates_folder
from priorauth.review.finding import Readiness
from priorauth.review.lint.finding import Severity
from priorauth.review.verdict import Verdict
from tests.office_papers import POLICIES, PRICES
from tests.packet.test_outpatient import sheet
from tests.render.pseudo import Pseudo, outside
from tests.samples import NAMES, policy_of, process_of, review_of, sample, signed_of

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted(path.relative_to(templates_folder()).as_posix() for path in templates_folder().rglob("*.j2"))
STYLES = sorted(path.name for path in (templates_folder() / "style").glob("*.css"))
WORD = re.compile(r"[^\W\d_]{2,}")
MARKUP = re.compile(r"<style>.*?</style>|<!DOCTYPE[^>]*>|<[^>]*>|&\w+;", re.DOTALL)
READ_OUT = re.compile(r'\b(?:alt|title|data-case|data-patient|data-stamp)="([^"]*)"')
# what a template prints as markup, or as the name of another template
NOT_PROSE = {"h1", "p", " joined", "met", ' font-weight="600"', "scale(1 1)"}
TRANSLATED = {"_", "gettext", "ngettext"}

Document = tuple[str, tuple[BaseModel, ...]]


# what the templates hold


@cache
def messages() -> frozenset[str]:
    """Every string that a translator is asked for."""
    with (templates_folder() / "locale" / "messages.pot").open("rb") as file:
        found = [message.id for message in read_po(file) if message.id]
    return frozenset(one for each in found for one in ([each] if isinstance(each, str) else each))


def test_the_list_of_translatable_strings_is_up_to_date() -> None:
    made = runpy.run_path(str(ROOT / "scripts" / "messages.py"))["messages"]()

    held = (templates_folder() / "locale" / "messages.pot").read_text(encoding="utf-8")
    assert made == held, "run `make messages`"


def test_every_word_of_a_closed_list_that_a_document_prints_is_in_it() -> None:
    words = [one.words for kind in (RequestKind, Verdict, Readiness, Mechanism) for one in kind]
    values = [one.value for kind in (Whom, Severity, Muscle, Confidence) for one in kind]

    assert {*words, *values, *(one.plural for one in Counting)} <= messages()


def printed(node: nodes.Node) -> Iterator[str]:
    """Yield the text that a template prints as it stands, a value's place shown as a line break."""
    if isinstance(node, nodes.TemplateData):
        yield node.data
    elif isinstance(node, nodes.Output):
        for part in node.nodes:
            yield from printed(part) if isinstance(part, nodes.TemplateData) else _literals(part)
    else:
        for child in node.iter_child_nodes():
            yield from printed(child)


def _literals(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Const):
        yield f"\n{node.value}\n" if isinstance(node.value, str) and node.value not in NOT_PROSE else "\n"
    elif isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in TRANSLATED:
        yield "\n"
    elif isinstance(node, nodes.CondExpr):
        yield from (text for child in (node.expr1, node.expr2) if child for text in _literals(child))
    elif isinstance(node, nodes.Concat | nodes.Or | nodes.Call | nodes.MarkSafe | nodes.MarkSafeIfAutoescape):
        yield from (text for child in node.iter_child_nodes() for text in _literals(child))
    elif isinstance(node, nodes.Filter) and node.node is not None:
        yield from _literals(node.node)
    else:
        yield "\n"


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_template_holds_a_word_outside_a_translatable_string(template: str) -> None:
    parsed = templates._environment(spoken()).parse((templates_folder() / template).read_text("utf-8"))
    whole = "".join(printed(parsed))

    read_out = [word for text in READ_OUT.findall(whole) for word in WORD.findall(text)]
    assert (WORD.findall(MARKUP.sub("\n", whole)), read_out) == ([], [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>Dear reviewer</p>", "Dear"),
        ("<p>{{ 'Dear' if a else none }}</p>", "Dear"),
        ("<p>{{ a ~ ' units' }}</p>", "units"),
        ("<p>{{ cited('Reason:', a) }}</p>", "Reason"),
        ("{% if a %}<p>{% trans %}Dear{% endtrans %} all</p>{% endif %}", "all"),
    ],
)
def test_a_word_outside_would_be_found(text: str, found: str) -> None:
    parsed = templates._environment(spoken()).parse(text)

    assert found in WORD.findall(MARKUP.sub("\n", "".join(printed(parsed))))


# what the documents print


class Alone(Model):
    """What the cover sheet's template sees outside a packet."""

    draft: Draft | None = "gaps"
    outpatient: OutpatientSheet


@pytest.fixture
def _pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    other = Language("qps", Locale.parse("en_US"), Pseudo())
    monkeypatch.setattr(templates, "language_of", lambda tag: other if tag == "qps" else language_of(tag))
    with in_language("qps"):
        yield
    templates._environment.cache_clear()


def documents_of(name: str) -> Iterator[Document]:
    """Every document of a sample, by its template, with its contents."""
    case = sample(name)
    policy, reviewed, process = policy_of(case), review_of(case), process_of(case)
    written = reviewed.readiness is not Readiness.NOT_MET
    yield (
        "checklist/checklist.html.j2",
        (checklist_contents(case, policy, reviewed, process, letter_written=written),),
    )
    yield from (("office/queries.html.j2", (one,)) for one in query_sheets(case, reviewed))
    if written:
        at_hand = {document.id: document.pages or 1 for document in case.documents}
        letter, around = packet_contents(case, policy, reviewed, at_hand, signed_of(case))
        yield "letter/letter.html.j2", (letter,)
        yield "packet/packet.html.j2", (letter, around)
        yield "office/portal.html.j2", (portal_sheet(case, letter),)
        yield "office/peer_to_peer.html.j2", (letter, peer_to_peer(letter, around.rows, reviewed))
        own = around.own
        drawn = {"months": own.charts, "before_after": (own.compared,), "timeline": (own.courses,)}
        yield from ((f"pictures/{kind}.svg.j2", (one,)) for kind, every in drawn.items() for one in every if one)


def other_documents() -> Iterator[Document]:
    """The documents that belong to no sample."""
    yield from (("office/note_template.html.j2", (note_template(policy_by_id(one)),)) for one in POLICIES)
    yield "office/cost.html.j2", (cost_sheet(sample("aetna_initial_ready"), PRICES),)
    yield "packet/outpatient.html.j2", (Alone(outpatient=sheet()),)
    item = Item(number=1, field="Zzyzx", text="Quux")
    yield "forms/addendum.html.j2", (Addendum(case_id="c-1", patient="Qwe Rty", born="08/15/1983", items=(item,)),)


# a payer's clause may be called what a label of ours is, and what is copied into a portal is the payer's language
KEPT = {"clause", "value"}


def values(value: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text that contents hold, and how what is no text prints itself, with the field it stands in."""
    if isinstance(value, BaseModel):
        yield field, str(value)
        for name in type(value).model_fields:
            yield from values(getattr(value, name), name)
    elif isinstance(value, dict):
        yield from (found for pair in value.items() for one in pair for found in values(one, field))
    elif isinstance(value, tuple | list):
        yield from (found for one in value for found in values(one, field))
    elif isinstance(value, date):
        yield field, language_of("en-US").date(value)
    elif value is not None:
        yield field, str(value)


def untranslated(text: str, contents: tuple[BaseModel, ...]) -> list[str]:
    """Return the words of a document outside brackets that its contents do not hold, or only as labels of ours."""
    every = (found for content in contents for found in values(content))
    held = {text.casefold() for field, text in every if field in KEPT or text not in messages()}
    left = unescape(f"{MARKUP.sub(chr(10), outside(text))}\n{chr(10).join(READ_OUT.findall(outside(text)))}").casefold()
    for one in sorted((one for one in held if len(one) > 3), key=len, reverse=True):
        left = left.replace(one, "\n")
    short = {word for one in held if len(one) < 4 for word in WORD.findall(one)}
    return [word for word in WORD.findall(left) if word not in short]


@pytest.mark.usefixtures("_pseudo")
@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_ours_in_a_sample_is_translated(name: str) -> None:
    found = {template: untranslated(fill(template, *contents), contents) for template, contents in documents_of(name)}

    assert found == {template: [] for template in found}


@pytest.mark.usefixtures("_pseudo")
def test_every_word_of_ours_in_the_other_documents_is_translated() -> None:
    found = {template: untranslated(fill(template, *contents), contents) for template, contents in other_documents()}

    assert found == {template: [] for template in found}


@pytest.mark.usefixtures("_pseudo")
@pytest.mark.parametrize("name", STYLES)
def test_every_word_in_the_margins_is_translated(name: str) -> None:
    contents = re.findall(r"content: ([^;}]*)", outside(fill(f"style/{name}")))

    assert [word for one in contents for text in re.findall(r'"([^"]*)"', one) for word in WORD.findall(text)] == []


class Named(Model):
    """A document that holds one name of the chart."""

    payer: str = "Lakeshore Mutual"
    label: str = "Headache days"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>⟦Fàx⟧ Lakeshore Mutual</p>", []),
        ("<p>⟦Fàx Lakeshore Mutual⟧</p>", []),
        ("<p>Fax Lakeshore Mutual</p>", ["fax"]),
        ("<p>⟦Fàx⟧ to Lakeshore Mutual</p>", ["to"]),
        ("<p>⟦Hèàdàché dàys⟧</p>", []),
        ("<p>Headache days</p>", ["headache", "days"]),
        ('<img alt="Chart"/>', ["chart"]),
    ],
)
def test_a_word_that_stays_english_would_be_found(text: str, found: list[str]) -> None:
    assert untranslated(text, (Named(),)) == found
