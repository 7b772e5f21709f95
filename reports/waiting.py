"""How whatever makes reports waits for the chat."""

WAITS_FOR_OTHERS = 15
"""How nice (nice(1)) whatever makes reports is: it takes what processor the chat leaves."""
