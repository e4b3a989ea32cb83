"""The literature a letter may cite: verified and in force, from citations.csv, and nothing else."""

from __future__ import annotations

from functools import cache

from priorauth.clinical.model import Model
from priorauth.clinical.tables import table


class Citation(Model):
    """One reference as a letter prints it."""

    key: str
    text: str
    identifier: str
    """PMID or DOI as printed, or empty; unverified identifiers are left out."""


@cache
def citation(key: str) -> Citation:
    """Return the citation ``key``.

    Raises:
        LookupError: it is unknown, unverified, retired or superseded, so no letter may cite it.
    """
    for row in table("citations"):
        if row["key"] == key and row["verified"] == "yes" and row["status"] == "current":
            identifier = f"PMID {row['pmid']}" if row["pmid"] else (f"doi:{row['doi']}" if row["doi"] else "")
            return Citation(key=key, text=row["citation"], identifier=identifier)
    raise LookupError(f"{key} is not a verified citation in force")
