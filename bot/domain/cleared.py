"""Cleared: what was asked and what became of it, in words that a person let out for everybody (product.md 13)."""

from collections.abc import Collection, Iterable
from datetime import datetime

from msgspec import Struct

LONGEST_ASKED = 160
LONGEST_TOLD = 240
"""Signs of each: a line of a poster."""
QUOTE = 8
"""So many words running, as somebody said them, are a quote: that asks for their yes (product.md 14)."""
WHOLE = 3
"""From so many words on, a message that stands in a line with all of its words in their order is a quote too."""
TELLS, MOST_OF = 4, 0.7
"""So many words are enough to know again what they are of, and so large a part of them."""


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
    """Whether a line repeats what somebody said: QUOTE words running, or all of a short message, whatever is between.

    A message of a word or two may stand in a longer line ("bins"), for nothing else may be said of it.
    """
    runs, told, said = set(_runs(words)), _words(line), _words(words)
    if any(one in runs for one in _runs(line)) or (said and told == said):
        return True
    return len(said) >= WHOLE and _holds(told, said)


def _holds(told: Iterable[str], said: Iterable[str]) -> bool:
    """Whether all of these words stand in a line in their order."""
    left = iter(told)
    return all(one in left for one in said)


def without_lines_of(text: str, gone: Collection[Cleared]) -> str:
    """A text without the lines that tell what was let out of any of these, worded anew or not.

    A line is of one where it holds what was asked, or most words of that where it has TELLS or more, or what is told in
    QUOTE words or more: "it is on order" may be said of anything.
    """
    asked, told = [_words(one.asked) for one in gone], [_words(one.told) for one in gone]
    sure = [*(one for one in asked if one), *(one for one in told if len(one) >= QUOTE)]
    likely = [set(one) for one in asked if len(one) >= TELLS]
    return "\n".join(line for line in text.split("\n") if not _is_of(_words(line), sure, likely))


def _is_of(line: list[str], sure: Iterable[list[str]], likely: Iterable[set[str]]) -> bool:
    told, own = f" {' '.join(line)} ", set(line)
    said = any(f" {' '.join(one)} " in told for one in sure)
    return said or any(len(one & own) >= MOST_OF * len(one) for one in likely)


def _words(text: str) -> list[str]:
    plain = text.casefold().replace("\u2019", "'").replace("'", "")
    return "".join(sign if sign.isalnum() else " " for sign in plain).split()


def _runs(text: str) -> list[tuple[str, ...]]:
    words = _words(text)
    return [tuple(words[at : at + QUOTE]) for at in range(len(words) - QUOTE + 1)]
