"""Earshot: a front door through which residents are heard, and told what became of it."""
