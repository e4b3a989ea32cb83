"""Reads attached PDFs and images: how many pages, what they say, whether they are signed, and where a quote stands."""
