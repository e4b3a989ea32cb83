"""Policies of CareSource PASSE (Arkansas Medicaid)."""
