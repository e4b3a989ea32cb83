"""ICD-10-CM codes of the adverse effects of preventives, and the class of drugs that each names.

Source: diagnosis_codes.csv, the verified T codes.
"""

from __future__ import annotations

import re

from priorauth.clinical.tables import table

# The classes of preventives.csv that each family of the verified codes covers.
_CLASSES = {
    "T42.6X5": ("antiepileptic",),
    "T44.7X5": ("beta-blocker",),
    "T43.015": ("tricyclic",),
    "T43.215": ("SNRI",),
    "T46.4X5": ("ACE-I",),
    "T46.5X5": ("ARB", "alpha-2 agonist"),
    "T46.1X5": ("calcium-channel blocker",),
}
# first or later encounter, or sequela: the effect was had all the same
_ENCOUNTER = re.compile(r"(?P<family>T\d\d\.[0-9X]{3})[ADS]")


def covered_classes(code: str) -> tuple[str, ...]:
    """Return the classes of preventives whose adverse effect a code says was had; none for any other code."""
    found = _ENCOUNTER.fullmatch(code)
    if found is None or not _is_verified(found["family"]):
        return ()
    return _CLASSES.get(found["family"], ())


def _is_verified(family: str) -> bool:
    return any(row["code"] == f"{family}A" and row["verified"] == "yes" for row in table("diagnosis_codes"))
