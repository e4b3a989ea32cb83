"""How a record names a botulinum toxin: by billing codes and by the names of the products."""

from __future__ import annotations

import re

from priorauth.clinical.codes import CPT_INJECTION, HCPCS_BOTOX
from priorauth.clinical.terms import Toxin
from priorauth.intake.fhir.datatypes import CodeableConcept

# procedure_codes.csv: the drug codes; a session with another toxin must not be taken for one with Botox
_PRODUCTS = {
    HCPCS_BOTOX: Toxin.BOTOX,
    "J0586": Toxin.DYSPORT,
    "J0587": Toxin.MYOBLOC,
    "J0588": Toxin.XEOMIN,
    "J0589": Toxin.DAXXIFY,
}
_NAMES = {
    Toxin.BOTOX: re.compile(r"\bonabotulinum|\bbotox\b", re.IGNORECASE),
    Toxin.DYSPORT: re.compile(r"\babobotulinum|\bdysport\b", re.IGNORECASE),
    Toxin.MYOBLOC: re.compile(r"\brimabotulinum|\bmyobloc\b", re.IGNORECASE),
    Toxin.XEOMIN: re.compile(r"\bincobotulinum|\bxeomin\b", re.IGNORECASE),
    Toxin.DAXXIFY: re.compile(r"\bdaxibotulinum|\bdaxxify\b", re.IGNORECASE),
}
TOXIN_CODES = re.compile(rf"\b(?:{CPT_INJECTION}|{'|'.join(_PRODUCTS)})\b")
# the digits of a CPT code mean something else in other code systems
_CPT_SYSTEM = re.compile(r"cpt|hcpcs|2\.16\.840\.1\.113883\.6\.(?:12|285)$", re.IGNORECASE)


def is_injection(concept: CodeableConcept) -> bool:
    """Tell whether a concept bills the injection for chronic migraine."""
    return any(
        coding.code == CPT_INJECTION and _CPT_SYSTEM.search(coding.system or "") is not None
        for coding in concept.coding
    )


def billed_product(concept: CodeableConcept) -> Toxin | None:
    """Return the toxin that a concept bills, or None."""
    return next((_PRODUCTS[coding.code] for coding in concept.coding if coding.code in _PRODUCTS), None)


def named_product(concept: CodeableConcept) -> Toxin | None:
    """Return the toxin that a concept bills or its words name; None where they name none, or several."""
    named = [toxin for toxin, name in _NAMES.items() if name.search(concept.words)]
    return billed_product(concept) or (named[0] if len(named) == 1 else None)


def bill_toxin(lines: object) -> bool:
    """Tell whether any of the lines of a claim, still unchecked, may bill a toxin or its injection."""
    return isinstance(lines, list) and any(map(bills_toxin, lines))


def bills_toxin(line: object) -> bool:
    """Tell whether a line of a claim, still unchecked, or one below it, may bill a toxin or its injection."""
    if not isinstance(line, dict):
        return False
    return TOXIN_CODES.search(str(line.get("productOrService"))) is not None or bill_toxin(line.get("detail"))
