"""From the words or the RxNorm code of an order to one ingredient and its class.

Source: the tables preventives.csv and acute_medicines.csv. RxNorm ingredient codes are used only where the table
says the code itself was verified.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain

from priorauth.clinical.model import Model
from priorauth.clinical.tables import table

# Products that hold a preventive's ingredient but are no preventive (facts: "Products to exclude").
_LOOK_ALIKES = re.compile(
    r"\b(qsymia|phentermine|ophth\w*|eye|eyes|drops?|gtts?|timoptic|betimol|istalol|cosopt|combigan|dorzolamide"
    r"|brimonidine|silenor|botox cosmetic|topical|cream|ointment|transdermal gel|voltaren|pennsaid|flector|licart)\b"
    # a strength in percent is one of drops, creams and gels
    r"|\d\s*%"
    r"|\bdiclofenac\b.*\b(?:gel|patch|epolamine|pump)\b"
    # doxepin for sleep, which is given in 3 and 6 mg
    r"|\bdoxepin\b.*(?<![\d.])[36]\s*mg\b(?!\s*/)"
    # aspirin for the heart; for a headache it is taken as needed
    r"|^(?!.*\b(?:as needed|prn|headaches?|migraines?)\b)"
    r"(?:.*\b(?:aspirin|asa|bayer|bufferin|ecotrin)\b.*(?<![\d.])81\s*(?:mg)?\b|.*\b(?:baby|low[ -]dose) aspirin\b)"
)
# One drug under two names counts once: valproate and divalproex share the ingredient (preventives.csv, notes).
_SAME_DRUG = {"valproate (ingredient)": "divalproex sodium"}
_SPLIT = re.compile(r"[|]")
_RELEASE = re.compile(r"[\s-]+(?:cd|er|la|sr|xl|xr|xt|odt)$")
# Several active ingredients of one product, as the tables write them
_TOGETHER = " / "
_NO_LIMIT = 99
# So many wordings of orders are kept, the latest: a clinic has a few thousand, and each takes some 200 bytes.
_WORDINGS = 4_000
_PLAIN = re.compile(r"\s*\(.*?\)")


class Medicine(Model):
    """One ingredient, with its class as clinicians say it and the coarser class that payers count."""

    name: str
    drug_class: str
    counted_as: str
    """Class in payers' terms: beta-blocker, anticonvulsant, antidepressant, CGRP, …; the class itself for acute."""
    overuse_days: int | None = None
    """Days of use per month from which ICHD-3 8.2 speaks of overuse; None where unknown or unverified."""


class Names(Model):
    """Everything by which one medicine can be recognised."""

    medicine: Medicine
    words: tuple[str, ...]
    rxcuis: tuple[str, ...]


@lru_cache(maxsize=_WORDINGS)
def preventive(words: str | None = None, *, rxcui: str | None = None) -> Medicine | None:
    """Return the preventive that an order names, by RxNorm ingredient code, else by a name in its words.

    Look-alikes (ophthalmic timolol, Qsymia, low-dose Silenor, Botox Cosmetic …) return None.
    """
    return _find(_preventives(), words, rxcui)


@lru_cache(maxsize=_WORDINGS)
def acute(words: str | None = None, *, rxcui: str | None = None) -> Medicine | None:
    """Return the acute headache medicine that an order names, or None.

    Of a product with several ingredients it is the one from whose use overuse begins on the fewest days.
    """
    return _find(_acute_medicines("yes"), words, rxcui)


@lru_cache(maxsize=_WORDINGS)
def is_taken_beside(words: str) -> bool:
    """Tell whether an order names a medicine taken with attacks that is none for the headache (an antiemetic)."""
    return _find(_acute_medicines("no"), words, None) is not None


def is_look_alike(words: str) -> bool:
    """Tell whether an order names a product that shares a name with a headache medicine and is none."""
    return _LOOK_ALIKES.search(words.lower()) is not None


def medicine_names() -> tuple[Names, ...]:
    """Return every preventive and acute medicine with all its names, for whoever seeks them in running text."""
    return _preventives() + _acute_medicines("yes")


def _find(known: tuple[Names, ...], words: str | None, rxcui: str | None) -> Medicine | None:
    text = (words or "").lower()
    if _LOOK_ALIKES.search(text):
        return None
    if rxcui:
        for names in known:
            if rxcui in names.rxcuis:
                return names.medicine
    found = [(len(word), names.medicine) for names in known for word in names.words if _is_named(word, text)]
    return min(found, key=_strictest_then_longest)[1] if found else None


def _is_named(word: str, text: str) -> bool:
    # the boundary is written out, since a name may end in a sign, such as "Tylenol #3"
    parts = word.split(_TOGETHER)
    return all(part in text and re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) for part in parts)


def _strictest_then_longest(match: tuple[int, Medicine]) -> tuple[int, int]:
    length, medicine = match
    return medicine.overuse_days or _NO_LIMIT, -length


@cache
def _preventives() -> tuple[Names, ...]:
    rows = [row for row in table("preventives") if row["payer_class_bucket"] != "supplement"]
    return tuple(_names_of_preventive(row) for row in rows)


def _names_of_preventive(row: dict[str, str]) -> Names:
    name = _SAME_DRUG.get(row["generic_name"], row["generic_name"])
    medicine = Medicine(name=name, drug_class=row["class"], counted_as=row["payer_class_bucket"])
    if row["class"] == "botulinum toxin":
        return Names(medicine=medicine, words=("onabotulinumtoxina", "botox"), rxcuis=_botox_codes())
    return Names(medicine=medicine, words=_words(row, "legacy_or_patient_words"), rxcuis=_rxcuis(row))


@cache
def _acute_medicines(counts: str) -> tuple[Names, ...]:
    return tuple(
        Names(
            medicine=Medicine(
                name=row["generic_name"],
                drug_class=row["class"],
                counted_as=row["class"],
                overuse_days=_overuse_days(row),
            ),
            words=_words(row),
            rxcuis=_rxcuis(row),
        )
        for row in table("acute_medicines")
        if row["counts_as_acute_headache_medication"] == counts
    )


def _overuse_days(row: dict[str, str]) -> int | None:
    days = row["moh_days_per_month_threshold"]
    return int(days) if days and row["moh_verified"] == "yes" else None


def _words(row: dict[str, str], *further: str) -> tuple[str, ...]:
    columns = (row["generic_name"], row["us_brand_names"], *(row[column] for column in further))
    words = chain.from_iterable(_SPLIT.split(column) for column in columns)
    plain = [_PLAIN.sub("", word).strip().lower() for word in words]
    without_release = [_RELEASE.sub("", word) for word in plain]
    return tuple(dict.fromkeys(word for word in plain + without_release if len(word) > 2))


def _rxcuis(row: dict[str, str]) -> tuple[str, ...]:
    if row["rxcui_verified"] != "yes":
        return ()
    return tuple(dict.fromkeys(re.findall(r"\d{3,}", f"{row['rxcui']} {row['rxcui_also']}")))


def _botox_codes() -> tuple[str, ...]:
    # never IN 1712, which also covers Dysport, Xeomin and others (preventives.csv, notes)
    return ("860189", "203279", "860192", "897366", "860195", "897368")
