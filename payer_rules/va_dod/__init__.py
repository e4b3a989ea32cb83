"""Policies of VA and DoD guidelines, which are no payer's rule."""
