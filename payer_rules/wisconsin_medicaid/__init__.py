"""Policies of Wisconsin Medicaid (ForwardHealth)."""
