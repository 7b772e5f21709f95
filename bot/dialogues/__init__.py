"""The conversations themselves, one a file, each readable as a script."""
