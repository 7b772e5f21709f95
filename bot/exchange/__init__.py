"""Bringing in what was gathered elsewhere, and handing out what is kept: one table of words, as CSV."""
