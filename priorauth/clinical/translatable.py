"""Marks the words of our own that documents print, so that a translator is given them."""

from __future__ import annotations


def translatable(words: str) -> str:
    """Return the words as they are; ``make messages`` collects them, and a template translates them."""
    return words
