"""What one clinic documents about one request: the Case, its evidence, and how it is read and counted."""
