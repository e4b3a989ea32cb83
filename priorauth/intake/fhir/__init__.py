"""Reads FHIR R4: a Bundle, or a bulk export in NDJSON, one case per Patient."""

from priorauth.intake.fhir.imported import Imported, ImportOptions
from priorauth.intake.fhir.read import read_fhir

__all__ = ["ImportOptions", "Imported", "read_fhir"]
