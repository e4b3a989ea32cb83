"""Tells in which class of a policy a drug counts. The drug-to-class map belongs to the policy, not to us."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from priorauth.clinical.medicines import Medicine
from priorauth.policy.trials import DrugClass, PreventiveTrials

# Where a policy lists no classes every preventive counts, but not the treatment that is asked for.
_ASKED_FOR = "botulinum toxin"


class Listed(StrEnum):
    """How a policy's class takes a drug in."""

    BY_NAME = "by name"
    AS_EXAMPLE = "by its examples"
    IN_ANOTHER_FORM = "in one form only"


def counting_class(
    criterion: PreventiveTrials, medicine: Medicine, order: str | None = None
) -> tuple[str, Listed] | None:
    """Return the class a drug counts in and how the policy lists it, or None where it counts in none.

    One drug stands for one class: the first that names it, else the first whose open list it may belong to. ``order``
    holds the words of the chart, which may tell the form of the drug; None where the form does not matter.
    """
    if not criterion.classes:
        return None if medicine.counted_as == _ASKED_FOR else (medicine.counted_as, Listed.BY_NAME)
    for drug_class in criterion.classes:
        if medicine.name in drug_class.drugs:
            listed = _is_listed_form(drug_class, medicine.name, order)
            if listed is not False:
                return drug_class.name, Listed.BY_NAME if listed else Listed.IN_ANOTHER_FORM
    open_lists = (one for one in criterion.classes if one.open_list and medicine.counted_as in one.counted_as)
    return next(((one.name, Listed.AS_EXAMPLE) for one in open_lists), None)


def _is_listed_form(drug_class: DrugClass, name: str, order: str | None) -> bool | None:
    form = next((one for one in drug_class.forms if one.name == name), None)
    if form is None or order is None:
        return True
    named, other = _has_word(order, form.named_by), _has_word(order, form.others_by)
    # words for both, such as after a change of the form, leave it open
    return None if named == other else named


def _has_word(order: str, words: Iterable[str]) -> bool:
    said = f" {re.sub(r'[^a-z0-9]+', ' ', order.lower())} "
    return any(f" {word} " in said for word in words)


def may_belong(medicine: Medicine, drug_class: DrugClass) -> bool:
    """Tell whether a class names a drug, or is an open list of the class that our table puts it in."""
    if medicine.name in drug_class.drugs:
        return True
    return drug_class.open_list and medicine.counted_as in drug_class.counted_as


def names_class(said: str | None, drug_class: DrugClass) -> bool:
    """Tell whether the words of a chart name a class, or a class of our table that is a part of it."""
    return said is not None and _plain(said) in {_plain(name) for name in (drug_class.name, *drug_class.counted_as)}


def name_all_of_class(said: Iterable[str | None], drug_class: DrugClass) -> bool:
    """Tell whether the words of a chart name a class as a whole, or every part of it."""
    named = {_plain(one) for one in said if one is not None}
    parts = {_plain(name) for name in drug_class.counted_as}
    return _plain(drug_class.name) in named or (bool(parts) and parts <= named)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower()).removesuffix("s")
