"""Consistency before sending: what in a case does not fit together, where, and what to do. It stays in the office."""
