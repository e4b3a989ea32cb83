"""Priority Health (Michigan)."""
