"""Label and guideline, for a payer whose policy is not held. Never a payer's rule."""
