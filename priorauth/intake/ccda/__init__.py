"""Reads C-CDA documents (CCD and its siblings, R1.1 and R2.1), one case per patient."""

from priorauth.intake.ccda.read import read_ccda

__all__ = ["read_ccda"]
