"""Cleared: what was asked and what became of it, in words that a person let out for everybody (product.md 13)."""

from datetime import datetime

from msgspec import Struct

LONGEST_ASKED = 160
LONGEST_TOLD = 240
"""Signs of each: a line of a poster."""
QUOTE = 8
"""So many words running, as somebody said them, are a quote: that asks for their yes (product.md 14)."""


class Cleared(Struct, frozen=True):
    """`asked` is what was asked ("a hoop in the park"), `told` why or what happens; nothing of it tells who."""

    asked: str
    told: str
    who: str
    at: datetime


def parted(line: str) -> tuple[str, str]:
    """A line as it is typed, "a hoop in the park - the council has ordered it", as what was asked and what is told."""
    asked, _, told = line.partition(" - ")
    return " ".join(asked.split()), " ".join(told.split())


def quotes(line: str, words: str) -> bool:
    """Whether a line repeats what somebody said, so many words running."""
    runs = set(_runs(words))
    return any(one in runs for one in _runs(line))


def _runs(text: str) -> list[tuple[str, ...]]:
    plain = "".join(sign if sign.isalnum() else " " for sign in text.casefold().replace("\u2019", "'").replace("'", ""))
    words = plain.split()
    return [tuple(words[at : at + QUOTE]) for at in range(len(words) - QUOTE + 1)]
