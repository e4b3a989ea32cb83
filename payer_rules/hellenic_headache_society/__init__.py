"""Policies of the Hellenic Headache Society, which is no payer."""
