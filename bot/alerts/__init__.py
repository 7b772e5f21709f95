"""Telling workers that somebody may be in danger: who, when, on which channel, until one of them has it."""
