"""Tells in which class of a policy a drug counts. The drug-to-class map belongs to the policy, not to us."""

from __future__ import annotations

import re
from collections.abc import Iterable

from priorauth.clinical.medicines import Medicine
from priorauth.policy.trials import DrugClass, PreventiveTrials

# Where a policy lists no classes every preventive counts, but not the treatment that is asked for.
_ASKED_FOR = "botulinum toxin"


def counting_class(criterion: PreventiveTrials, medicine: Medicine) -> tuple[str, bool] | None:
    """Return the class a drug counts in and whether the policy names the drug, or None where it counts in none.

    One drug stands for one class: the first that names it, else the first whose open list it may belong to.
    """
    if not criterion.classes:
        return None if medicine.counted_as == _ASKED_FOR else (medicine.counted_as, True)
    for drug_class in criterion.classes:
        if medicine.name in drug_class.drugs:
            return drug_class.name, True
    open_classes = (one.name for one in criterion.classes if may_belong(medicine, one))
    return next(((name, False) for name in open_classes), None)


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
