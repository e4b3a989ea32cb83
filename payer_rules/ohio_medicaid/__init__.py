"""Policies of Ohio Medicaid (Single Pharmacy Benefit Manager)."""
