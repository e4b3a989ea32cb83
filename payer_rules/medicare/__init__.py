"""Local coverage determinations of the Medicare contractors, one document each."""
