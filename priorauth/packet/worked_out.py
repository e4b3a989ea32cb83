"""What several documents work out of a case in the same way: the diagnosis, the vials, the specialty."""

from __future__ import annotations

from priorauth.case.history import Counted
from priorauth.case.model import Case
from priorauth.case.people import Prescriber
from priorauth.clinical.codes import describe_taxonomy, is_chronic_migraine
from priorauth.clinical.injection import Vials, vials_for
from priorauth.clinical.terms import DrugSource


def chronic_codes(case: Case) -> tuple[str, ...]:
    """Return the ICD-10-CM codes of chronic migraine, each once, in the order of the case."""
    return tuple(dict.fromkeys(one.code for one in case.diagnoses if is_chronic_migraine(one.code)))


def chronic_since(case: Counted) -> str | None:
    """Return since when the migraine is chronic, as the chart words it; None where it does not say."""
    if case.record.chronic_since:
        return str(case.record.chronic_since.since)
    dated = (one.since for one in case.case.diagnoses if is_chronic_migraine(one.code) and one.since)
    since = next(dated, None)
    return str(since) if since else None


def specialty_of(prescriber: Prescriber | None) -> str | None:
    """Return the specialty as the record words it, or as its taxonomy code says; None where neither is known."""
    if prescriber is None:
        return None
    return prescriber.specialty or (describe_taxonomy(prescriber.taxonomy) if prescriber.taxonomy else None)


def vials_of(case: Case) -> Vials | None:
    """Return the vials of one treatment; None where a specialty pharmacy supplies and bills them."""
    request = case.request
    if request.drug_source is DrugSource.SPECIALTY_PHARMACY:
        return None
    return vials_for(request.units, request.ndc)


def say_vials(vials: Vials) -> str:
    """Say how many vials of which size, such as "1 × 200 units + 1 × 100 units"."""
    counts = ((200, vials.of_200), (100, vials.of_100))
    return " + ".join(f"{count} × {size} units" for size, count in counts if count)
