"""Policies of the European Headache Federation, which is no payer."""
