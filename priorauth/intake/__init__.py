"""Readers that turn what clinics have into a case."""
