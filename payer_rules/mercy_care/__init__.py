"""Policies of Mercy Care (Arizona)."""
