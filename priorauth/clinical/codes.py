"""Diagnosis, procedure, product and provider codes, and what each says about a request for Botox.

Sources: diagnosis_codes.csv (ICD-10-CM tabular of April 2026) and procedure_codes.csv. CPT numbers only, in our
own words: the descriptors belong to the American Medical Association.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from priorauth.clinical.tables import table

HCPCS_BOTOX = "J0585"
CPT_INJECTION = "64615"
ICD10_PATTERN = re.compile(r"[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?")

SNOMED = "http://snomed.info/sct"
ICD10CM = "http://hl7.org/fhir/sid/icd-10-cm"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
NPI_SYSTEM = "http://hl7.org/fhir/sid/us-npi"
NUCC = "http://nucc.org/provider-taxonomy"

# loinc_snomed.csv: 124171000119105 is the intractable form, so G43.719; 427419006 is an inclusion term of G43.7
# and says nothing of intractability, so the "not otherwise specified" code G43.709.
SNOMED_CHRONIC_MIGRAINE = {"124171000119105": "G43.719", "427419006": "G43.709"}

_SPECIALISTS = {
    "2084N0400X",
    "2084N0402X",
    "2084P2900X",
    "208VP0000X",
    "208VP0014X",
    "207LP2900X",
    "2081P2900X",
}


@cache
def _diagnoses() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in table("diagnosis_codes")}


def describe_diagnosis(code: str) -> str | None:
    """Return the ICD-10-CM description of a code in our table, or None."""
    row = _diagnoses().get(code)
    return row["description"] if row and row["verified"] == "yes" else None


def is_heading(code: str) -> bool:
    """Tell whether a code of our table only heads others, such as G43.7, and is never a diagnosis by itself."""
    row = _diagnoses().get(code)
    return row is not None and row["billable_leaf"] == "no"


def is_chronic_migraine(code: str) -> bool:
    """Tell whether an ICD-10-CM code is a billable code of chronic migraine (G43.7- or G43.E-, six characters)."""
    row = _diagnoses().get(code)
    return row is not None and row["use_for_botox_cm"].startswith("primary")


def is_episodic_migraine(code: str) -> bool:
    """Tell whether a code says the migraine is not chronic (G43.0-, G43.1-)."""
    return code.startswith(("G43.0", "G43.1"))


def exclude_each_other(first: str, second: str) -> bool:
    """Tell whether ICD-10-CM sets two codes apart by Excludes1: G43.0- with G43.7-, and G43.1- with G43.E-."""
    families = {code[:5] for code in (first, second)}
    return families in ({"G43.0", "G43.7"}, {"G43.1", "G43.E"})


def has_aura(code: str) -> bool | None:
    """Tell what a chronic migraine code says of aura: G43.E- with, G43.7- without; None for other codes."""
    if not is_chronic_migraine(code):
        return None
    return code.startswith("G43.E")


def describe_taxonomy(code: str) -> str | None:
    """Return the specialty of a NUCC taxonomy code in our table, or None."""
    rows = {row["code"]: row["short_meaning_own_words"] for row in table("procedure_codes") if "NUCC" in row["system"]}
    return rows.get(code)


def is_specialist(code: str) -> bool | None:
    """Tell whether a NUCC taxonomy code is one of neurology or pain medicine; None for codes not in our table."""
    if code in _SPECIALISTS:
        return True
    return False if describe_taxonomy(code) else None


# one clinic's cases name the same few people
@lru_cache(maxsize=1_000)
def is_valid_npi(npi: str) -> bool:
    """Tell whether ten digits are a National Provider Identifier: Luhn check with the prefix 80840 (adds 24)."""
    if not re.fullmatch(r"[12]\d{9}", npi):
        return False
    digits = [int(digit) for digit in npi]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[:-1][::-1][::2]]
    kept = digits[:-1][::-1][1::2]
    return (24 + sum(doubled) + sum(kept) + digits[-1]) % 10 == 0


# NDC in the 11-digit claim form (procedure_codes.csv), by vial size in units
NDC_OF_VIAL = {100: "00023-1145-01", 200: "00023-3921-02"}
# Labeler and product of the vials of Botox, and of Botox Cosmetic (procedure_codes.csv), whatever the package
_BOTOX_PRODUCTS = ("00023-1145-", "00023-3921-")
_COSMETIC_PRODUCTS = ("00023-9232-", "00023-3919-")


def is_botox_ndc(ndc: str) -> bool:
    """Tell whether an NDC in the 11-digit claim form is one of Botox that our table holds."""
    return ndc.startswith(_BOTOX_PRODUCTS)


def is_cosmetic_ndc(ndc: str) -> bool:
    """Tell whether an NDC in the 11-digit claim form is one of Botox Cosmetic."""
    return ndc.startswith(_COSMETIC_PRODUCTS)
