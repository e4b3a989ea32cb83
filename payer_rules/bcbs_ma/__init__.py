"""Blue Cross Blue Shield of Massachusetts."""
