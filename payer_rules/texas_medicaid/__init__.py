"""Policies of Texas Medicaid (TMHP)."""
