"""The initial criteria of two policies as decision graphs of zen-engine (GoRules' JDM).

One expression node judges every clause from plain facts; a decision table makes one verdict of the clauses.
"""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

from payer_rules.aetna.commercial_2026_01 import CODES as AETNA_CODES
from payer_rules.unitedhealthcare.commercial_2026_01 import CODES as UHC_CODES

Expressions = dict[str, str]

_ND, _NOT, _MET, _HAND = "'not_documented'", "'not_met'", "'met'", "'check_by_hand'"
_CLASSES = ("antidepressant", "antiepileptic", "beta-blocker", "CGRP")


def uhc_initial() -> str:
    """Return UnitedHealthcare's commercial criteria for a first request, as JSON."""
    return _graph(
        {
            "diagnosis": _diagnosis(UHC_CODES),
            "interval": _interval(),
            "dosing": _label_dosing(),
            "headache": _latest("headache_day", 15),
            "migraine": _latest("migraine_day", 8),
            "long": _latest("day_of_4_hours_or_more", 15),
            "product": _product(),
        }
    )


def aetna_initial() -> str:
    """Return Aetna's commercial criteria for a first request, as JSON."""
    return _graph(
        {
            "prescriber": _prescriber(),
            "headache": _latest("headache_day", 15),
            "long": _latest("day_of_4_hours_or_more", 8),
            "trials": _trials(),
            "ichd_days": _each("headache_day", 15),
            "ichd_months": _chronic(),
            "ichd_attacks": _stated("five_migraine_attacks"),
            "ichd_migraine": _each("migraine_day", 8),
            "ichd_other": _stated("not_better_explained"),
            "age": f"age >= 18 ? {_MET} : {_NOT}",
            "diagnosis": _diagnosis(AETNA_CODES),
            "product": _product(),
            "dose": f"units <= 200 ? {_MET} : {_NOT}",
            "units": _units(),
            "interval": _interval(),
            "sites": f"sites == 31 ? {_MET} : {_HAND}",
        },
        {"judged": _judged_drugs()},
    )


# Clauses


def _diagnosis(codes: tuple[str, ...]) -> str:
    return f"len(codes) == 0 ? {_ND} : some(codes, # in {json.dumps(codes)}) ? {_MET} : {_NOT}"


def _product() -> str:
    return f"product == 'Botox' ? {_MET} : {_NOT}"


def _stated(about: str) -> str:
    return f"stated.{about} == null ? {_ND} : stated.{about} ? {_MET} : {_NOT}"


def _label_dosing() -> str:
    agrees = f"(off_label or interval.high < 84 ? {_HAND} : {_MET})"
    return f"stated.label_dosing == null ? {_ND} : stated.label_dosing ? {agrees} : {_NOT}"


def _prescriber() -> str:
    otherwise = f"consulted ? {_MET} : specialist == 'not in the table' ? {_HAND} : {_ND}"
    return f"specialist == 'not documented' ? {_ND} : specialist == 'yes' ? {_MET} : {otherwise}"


def _latest(counting: str, bound: int) -> str:
    """Return the bound on the latest month and on what is documented shortly before: none of it may miss."""
    days = f"days.{counting}"
    for_sure = f"all({days}.months, #.low >= {bound}) ? {_MET} : {_ND}"
    return f"not {days}.usable ? {_ND} : {_missed(days, bound)} ? {_NOT} : {for_sure}"


def _each(counting: str, bound: int) -> str:
    """Return the bound on each of the last three months."""
    days = f"days.{counting}"
    every = f"{days}.missing == 0 and all({days}.months, #.low >= {bound})"
    return f"not {days}.usable ? {_ND} : {_missed(days, bound)} ? {_NOT} : {every} ? {_MET} : {_ND}"


def _missed(days: str, bound: int) -> str:
    return f"some({days}.months, #.high != null and #.high < {bound})"


def _chronic() -> str:
    for_sure = "some(chronic, #.low >= 3) and not some(chronic, #.high < 3) or run != null and run >= 3"
    too_short = "len(chronic) > 0 and all(chronic, #.high < 3)"
    return f"({for_sure}) ? {_MET} : ({too_short}) ? {_NOT} : {_ND}"


def _interval() -> str:
    reached = f"gap.low >= 84 ? {_met_if_in_unit()} : gap.high < 84 ? {_NOT} : {_ND}"
    since_last = f"not treated ? {_met_if_in_unit()} : gap == null ? {_ND} : {reached}"
    return f"interval.high < 84 ? {_NOT} : treatments_missing ? {_ND} : {since_last}"


def _met_if_in_unit() -> str:
    return f"(interval.low < 84 ? {_HAND} : {_MET})"


def _units() -> str:
    total = f"window.low > 400 ? {_NOT} : window.high != null and window.high <= 400 ? {_MET} : {_ND}"
    return f"treatments_missing or window.open ? {_ND} : {total}"


# Trials: a verdict for each drug, then how many drugs and classes count


def _judged_drugs() -> str:
    judged = f"d.contraindicated or some(d.ways as w, {_way_is_met()}) ? (d.listed ? {_MET} : {_HAND})"
    open_ = f"some(d.ways as w, {_way_is_possible()} and not ({_way_is_by_hand()})) ? {_ND}"
    verdict = f"{judged} : {open_} : some(d.ways as w, {_way_is_by_hand()}) ? {_HAND} : {_NOT}"
    return f"map(drugs as d, {{class: d.class, whole: d.whole, verdict: {verdict}}})"


def _contradicts() -> str:
    return "w.shortest != null and w.longest != null and w.shortest > w.longest"


def _too_short() -> str:
    return f"(w.longest != null and w.longest < 60 and not ({_contradicts()}))"


def _way_is_met() -> str:
    return f"w.for_migraine == true and w.shortest != null and w.shortest >= 60 and not ({_contradicts()})"


def _way_is_possible() -> str:
    refused = f"w.for_migraine == false or {_too_short()} and w.outcome != null and w.outcome != 'intolerance'"
    return f"not ({refused})"


def _way_is_by_hand() -> str:
    return f"w.for_migraine == true and {_too_short()} and w.outcome == 'intolerance'"


def _trials() -> str:
    sure, possible = "filter($.judged, #.verdict == 'met')", "filter($.judged, #.verdict != 'not_met')"
    undocumented = "some($.judged, #.verdict == 'not_documented')"
    nothing = f"(trials > 0 ? {_NOT} : {_ND})"
    tally = f"{_enough(sure)} ? {_MET} : not ({_enough(possible)}) ? {_NOT} : {undocumented} ? {_ND} : {_HAND}"
    return f"len(drugs) == 0 ? {nothing} : {tally}"


def _enough(drugs: str) -> str:
    named = f"count({drugs}, not #.whole)"
    whole = f"count({drugs} as s, s.whole and not some({drugs} as t, not t.whole and t.class == s.class))"
    classes = " + ".join(f"(some({drugs}, #.class == '{name}') ? 1 : 0)" for name in _CLASSES)
    return f"({named} + {whole} >= 2 and {classes} >= 2)"


# The graph around them


def _graph(clauses: Expressions, before: Expressions | None = None) -> str:
    listed = ", ".join(f"$.{name}" for name in clauses)
    expressions = {**(before or {}), **clauses, "verdicts": f"[{listed}]"}
    nodes = [
        _node("facts", "inputNode", {}),
        _node("clauses", "expressionNode", {"expressions": [_row(*one) for one in expressions.items()]}),
        _node("conclusion", "decisionTableNode", _conclusion()),
        _node("answer", "outputNode", {}),
    ]
    names = [node["id"] for node in nodes]
    edges = [
        {"id": f"{one}-{other}", "sourceId": one, "targetId": other, "type": "edge"} for one, other in pairwise(names)
    ]
    return json.dumps({"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges})


def _node(name: str, kind: str, content: dict[str, Any]) -> dict[str, Any]:
    return {"id": name, "name": name, "type": kind, "content": content, "position": {"x": 0, "y": 0}}


def _row(name: str, expression: str) -> dict[str, str]:
    return {"id": name, "key": name, "value": expression}


def _conclusion() -> dict[str, Any]:
    """Return the table of all-of: not met, then not documented, then by hand, else met."""
    ordered = (_NOT, _ND, _HAND)
    rules = [{"_id": one, "has": f"some($, # == {one})", "verdict": one} for one in ordered]
    return {
        "hitPolicy": "first",
        "inputs": [{"id": "has", "name": "verdicts", "field": "verdicts"}],
        "outputs": [{"id": "verdict", "name": "verdict", "field": "verdict"}],
        "rules": [*rules, {"_id": "else", "has": "", "verdict": _MET}],
    }
