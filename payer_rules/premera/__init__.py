"""Premera Blue Cross."""
