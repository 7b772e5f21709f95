"""What a batch of updates leaves to be written, gathered in memory while it is played."""

from collections.abc import Sequence

from msgspec import Struct, field

from bot.channel import Incoming, Malformed, Outgoing
from bot.conversation.effects import (
    AddToCase,
    Effect,
    ErasePerson,
    HideChat,
    LeaveOut,
    OpenCase,
    ReplaceWords,
    ShowNoMore,
    StopMessages,
    Withdraw,
    WithdrawStories,
)
from bot.open_talks import OpenTalk
from bot.storage import chat_lines
from bot.storage.chat_lines import Line
from bot.storage.done import Done
from bot.storage.intake import Saved
from bot.storage.outbox import Post
from bot.storage.people import Person

Update = tuple[str, Incoming]
"""An update and the hash of the participant it is from."""


class Copying(Struct, frozen=True):
    """That somebody wishes for a copy of all that is kept of them, in a language; `incoming` is where they asked."""

    person: Person
    incoming: Incoming
    language: str


class Outcome(Struct):
    """What a batch leaves to be written, in the order it came about.

    `rest` could not be played before the own contributions of those in `asking` were looked up: write this outcome
    first, then play the rest.
    """

    done: list[Done[Effect]] = field(default_factory=list)
    saved: list[Saved] = field(default_factory=list)
    posts: list[tuple[Post, Outgoing]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    open_talks: list[OpenTalk] = field(default_factory=list)
    left: set[str] = field(default_factory=set)
    hidden: list[tuple[Person, Incoming]] = field(default_factory=list)
    copies: list[Copying] = field(default_factory=list)
    set_aside: list[Malformed] = field(default_factory=list)
    rest: list[Update] = field(default_factory=list)
    asking: list[str] = field(default_factory=list)

    @property
    def wiped(self) -> bool:
        """True where something was erased, withdrawn or hidden: then the store is to be scrubbed after the commit."""
        return any(
            isinstance(
                one.effect, ErasePerson | Withdraw | WithdrawStories | HideChat | LeaveOut | ReplaceWords | ShowNoMore
            )
            for one in self.done
        )

    @property
    def silenced(self) -> set[str]:
        """Those who were erased or hid their chat: what still waits to be said to them must not appear any more."""
        return {one.person.hash for one in self.done if isinstance(one.effect, ErasePerson | HideChat)}

    @property
    def hushed(self) -> set[str]:
        """Those who want nothing unasked any more, took back what it may be about, or are in danger."""
        ends = StopMessages | Withdraw | OpenCase | AddToCase
        return {one.person.hash for one in self.done if isinstance(one.effect, ends)}

    def leave_out(self, who: str, left_out: Sequence[LeaveOut]) -> None:
        """Show somebody's own lines without private details that are left out."""
        if left_out:
            self.lines = [
                chat_lines.shown_without(one, left_out) if one.person.hash == who else one for one in self.lines
            ]

    def show_no_more(self, who: str, gone: Sequence[ShowNoMore]) -> None:
        """Show somebody what they took back no more, in what is not stored yet either."""
        if gone:
            self.lines = [chat_lines.shown_no_more(one, gone) if one.person.hash == who else one for one in self.lines]

    def unsay(self, who: str) -> None:
        """Forget what was to be said or shown to somebody."""
        self.posts = [one for one in self.posts if one[0].person.hash != who]
        self.lines = [one for one in self.lines if one.person.hash != who]
        self.copies = [one for one in self.copies if one.person.hash != who]
