"""The report's sections, one a file; the catalogue says which edition has which."""
