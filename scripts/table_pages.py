"""The pages of what a column of a table stands for, and of the facts that forms ask for: a part of scripts/docs.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

from model_pages import table

from priorauth.intake.table import words
from priorauth.intake.table.fact_fields import FACTS
from priorauth.intake.table.field import Kind
from priorauth.intake.table.patient_fields import EVIDENCE, KEY, ONCE
from priorauth.packet.case_facts import FACTS as CASE_FACTS

_INTRO = """# Columns of a table

What a column can stand for when a table is imported: see [import a table](../how-to/import-table.md). In a mapping a
column is named by what stands under "name". Where a row holds several facts of one kind, a number tells them apart:
`trial.1.drug`, `trial.2.drug`. A heading is known by the first name given here, or by one of the others; capitals,
blanks and signs between the words do not matter.
"""
_FACTS_INTRO = """# Facts

Every fact of a case that a payer's form can ask for, by the name that a mapping file gives it: see
[Fill a payer's own form](../how-to/fill-a-form.md). The portal sheet, the cover sheet of Medicare's outpatient
programme and the data inside the PDF take theirs from the same list. Under *most* stands how many characters a standard
allows, and which: many portals and forms cut what is longer. The portal sheet names a field that is too long.
"""
_HEADINGS = {"key": "Who a row belongs to", "evidence": "Where a row is documented"}
_LISTS: dict[str, tuple[str, Mapping[str, object]]] = {
    "Outcome of a trial": ("trial.outcome", words.OUTCOMES),
    "Dose reached": ("trial.dose_reached", words.DOSES_REACHED),
    "Yes and no": ("every column that expects yes or no", words.YES_NO),
    "Kind of request": ("request.kind", words.REQUEST_KINDS),
    "Line of business": ("request.line_of_business", words.LINES_OF_BUSINESS),
    "Place of service": ("request.place_of_service", words.PLACES_OF_SERVICE),
    "Benefit": ("request.benefit", words.BENEFITS),
    "Drug source": ("request.drug_source", words.DRUG_SOURCES),
    "Toxin": ("botox.product, request.product", words.TOXINS),
    "Instrument": ("score.instrument", words.INSTRUMENTS),
    "What is counted": ("frequency.counting", words.COUNTINGS),
    "Kind of document": ("document.kind", words.DOCUMENT_KINDS),
    "Statement": ("attestation.about", words.ATTESTED),
}


def column_lines() -> list[str]:
    """Return the sections of the page."""
    lines = [_INTRO]
    for kind in (KEY, EVIDENCE, *ONCE, *FACTS):
        lines += [f"## {_HEADINGS.get(kind.name) or _title(kind)}", "", *_fields(kind), ""]
    lines += ["## Words", "", "A word that is not here is a bad cell. Capitals and underscores do not matter.", ""]
    for title, (used, known) in _LISTS.items():
        lines += [f"### {title}", "", f"Used by: {used}.", "", *_words(known), ""]
    return [*lines, *_others()]


def fact_lines() -> list[str]:
    """Return the page of the facts that forms and portals ask for."""
    rows = [
        (
            f"`{fact.name}`",
            fact.label,
            str(fact.limit.most) if fact.limit else "",
            fact.limit.source if fact.limit else "",
            ", ".join(fact.also),
        )
        for fact in CASE_FACTS.values()
    ]
    return [_FACTS_INTRO, *table(("name", "label", "most", "by", "forms also call it"), rows)]


def _title(kind: Kind) -> str:
    return kind.name.replace("_", " ").capitalize()


def _fields(kind: Kind) -> list[str]:
    rows = [
        (
            f"`{kind.name}.{field.name}`",
            field.label,
            ", ".join(field.synonyms),
            field.expect.what,
            "yes" if field.required else "",
        )
        for field in kind.fields
    ]
    return table(("name", "heading", "other headings", "expected", "needed"), rows)


def _words(known: Mapping[str, object]) -> list[str]:
    by_meaning: dict[str, list[str]] = {}
    for word, meaning in known.items():
        by_meaning.setdefault(_shown(meaning), []).append(word)
    return table(("means", "words"), [(meaning, ", ".join(said)) for meaning, said in by_meaning.items()])


def _shown(meaning: object) -> str:
    if isinstance(meaning, bool):
        return "yes" if meaning else "no"
    return f"`{meaning.value}`" if isinstance(meaning, Enum) else str(meaning)


def _others() -> list[str]:
    return [
        "### Nothing is known",
        "",
        f"An empty cell, or {_listed(words.EMPTY)}.",
        "",
        "### There is none",
        "",
        f"In a list: {_listed(words.NONE)}.",
        "",
        "### Still taken",
        "",
        f"Under Stopped: {_listed(words.STILL_TAKEN)}.",
        "",
        "### For migraine",
        "",
        f"Under Prescribed for, and nothing beside it: {_listed(words.FOR_MIGRAINE)}. Any other purpose is kept as it",
        "is, and whether it was for migraine stays open unless the column For migraine says so.",
    ]


def _listed(known: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in sorted(known) if word)
