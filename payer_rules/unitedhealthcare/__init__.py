"""Policies of UnitedHealthcare."""
