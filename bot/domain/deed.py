"""What a worker does with a contribution, one tap or a line each (product.md 28 to 33)."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct

from bot.domain.contribution import Kind, Progress
from bot.domain.item import Item


class Does(StrEnum):
    """What can be done with a contribution."""

    READ = "read"
    """Read, and thank whoever said it."""
    BECAME = "became"
    """Say how far it has come, with the next date that is owed or with why it ends."""
    AGENDA = "agenda"
    OFF_AGENDA = "off_agenda"
    DECIDED = "decided"
    """The group has talked of it: what was decided (`other`, an Outcome) and why, which its person reads, too."""
    SIGNPOST = "signpost"
    JOIN = "join"
    PART = "part"
    """Take back that it is about the same as another one."""
    HOLD = "hold"
    RELEASE = "release"
    SPAM = "spam"
    NOT_SPAM = "not_spam"
    ASSIGN = "assign"
    TALK_OVER = "talk_over"
    TALKED_OVER = "talked_over"
    """It was talked over, or need not be."""
    CLEAR = "clear"
    """Let out a line of it for everybody to read: what was asked, and why or what happens (product.md 13)."""
    NO_SERVICE = "no_service"
    """Note that nobody offers what is asked for (product.md 31); its person is told nothing by it."""
    COMPLAINT = "complaint"
    """Answer a complaint about this service: no contribution at all, so nothing of an item's page does it."""


CANNED: Mapping[str, Progress] = {
    "thanks": Progress.READ,
    "listed": Progress.PLANNED,
    "asked": Progress.UNDER_WAY,
    "finished": Progress.DONE,
    "rules": Progress.NOT_POSSIBLE,
    "others": Progress.NOT_US,
    "no_money": Progress.NOT_NOW,
    "no_answer": Progress.WAITING,
    "introduce": Progress.READ,
    "together": Progress.READ,
}
"""Replies that are there in every language, by what they say became of it: none of them promises anything."""
TOGETHER = "together"
"""The one that asks whether they would like to meet others who told of much the same (product.md 16)."""


def canned_for(item: Item) -> tuple[str, ...]:
    """The replies that fit an item: only a grown-up with an interest is asked whether they would like to meet others.

    No child is ever linked to another person (product.md 22), nor whoever may be one.
    """
    may_meet = item.kind is Kind.INTEREST and not item.protected
    return tuple(one for one in CANNED if one != TOGETHER or may_meet)


class Deed(Struct, frozen=True):
    """What is done. Which of the others are given depends on `does`.

    `became`, `until` and `words` say what became of it (`words` is why, or a reply, which its person reads; `canned` is
    one of the replies that are there in every language, in place of words); `words` are a group's summary, too, or
    what was asked, to be let out, with `told` as why or what happens. `other`
    is another contribution's reference, a signpost's id, a worker's id, a complaint's id, what a group
    decided or why it is held. `owner` is who does what a group decided, a role.
    """

    does: Does
    became: Progress = Progress.READ
    until: date | None = None
    words: str = ""
    told: str = ""
    other: str = ""
    owner: str = ""
    canned: str = ""
    anyway: bool = False
    """Send the words although something was found in them."""
