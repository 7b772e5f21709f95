"""A campaign: a question that is asked of many, as a worker drafts it and as it came out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from bot.domain.broadcast import Broadcast
from bot.domain.item import Item

FEW = 10
"""Of fewer people than these no number is said before a question goes out: it would tell who they are."""
STEP = 5
LONGEST_TITLE, LONGEST_QUESTION = 40, 500
"""Signs: a title stands on a button, a question is read in a chat."""
LONGEST_DAYS = 60
"""A question is open for so many days at most."""


class Draft(Struct, frozen=True):
    """A question as it is being written: titles and words by language, the day it goes out and its last day.

    `theme` is a theme's code, "" for anything.
    """

    neighbourhoods: tuple[str, ...]
    titles: Mapping[str, str]
    words: Mapping[str, str]
    first: date
    last: date
    theme: str = ""


class Summary(Struct, frozen=True):
    """A campaign in a list: to how many it was brought, as `counted_as`, and how many of all who wrote answered.

    Whoever was brought it and is silent is known to nobody: their number is rounded as it was before it went out.
    """

    broadcast: Broadcast
    asked: int | None
    answered: int


class Results(Struct, frozen=True):
    """What came of one, within a worker's fence: the answers as items of the inbox, without their words."""

    summary: Summary
    answers: Sequence[Item]

    @property
    def themes(self) -> list[tuple[str, int]]:
        """The first theme of each answer with how often it came, the most frequent first."""
        counted = Counter(one.themes[0] if one.themes else "other" for one in self.answers)
        return sorted(counted.items(), key=lambda found: (-found[1], found[0]))

    @property
    def new_voices(self) -> int:
        """How many had never told us anything before."""
        return sum(one.new_voice for one in self.answers)

    @property
    def would_help(self) -> int:
        """How many answers came with an offer of help."""
        return sum(one.help_role is not None and one.help_role.helps for one in self.answers)


def counted_as(numbers: Iterable[int]) -> int | None:
    """People of several neighbourhoods as they may be said of a question that is asked; None for fewer than FEW.

    Each neighbourhood's number stands for itself, none for a few and the others rounded to five (reliability.md P9): so
    whoever asks of one and then of two learns nothing of the second that asking of it alone does not say.
    """
    shown = [number // STEP * STEP for number in numbers if number >= FEW]
    return sum(shown) or None
