"""Policies of Aetna."""
