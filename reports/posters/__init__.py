"""Posters and cards as print-ready PDF: what is said on them comes in as data, a press draws them."""
