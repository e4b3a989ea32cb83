"""Policies of TRICARE."""
