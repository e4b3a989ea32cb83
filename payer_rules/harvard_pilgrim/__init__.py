"""Policies of Harvard Pilgrim Health Care."""
