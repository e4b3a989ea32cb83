"""Measures how quickly cases are judged. Not part of the package: nothing here is installed."""
