"""Policies of NHS Humber and North Yorkshire."""
