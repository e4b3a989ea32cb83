"""Policies of NHS Scotland, by the Scottish Medicines Consortium."""
