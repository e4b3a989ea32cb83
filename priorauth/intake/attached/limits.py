"""What a document of a chart may be at most. Real ones stay far below; what is above is broken, or meant to harm."""

from __future__ import annotations

MEGABYTE = 1024 * 1024
MOST_BYTES = 50 * MEGABYTE
MOST_PAGES = 400
MOST_CHARACTERS = 60_000
"""Of one page. A page of small print holds some six thousand."""
MOST_PIXELS = 100_000_000
MOST_OBJECTS = 200_000
MOST_SECONDS = 30
MOST_MEMORY = 1024 * MEGABYTE
"""Address space of the process that opens a document."""
