"""Policies of New York Medicaid, fee-for-service."""
