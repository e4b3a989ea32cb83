"""Proposes facts from the text of notes: never a fact of a case until a person accepts it."""
