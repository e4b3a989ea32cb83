"""Policies of the Australian Medicare Benefits Schedule."""
