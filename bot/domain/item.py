"""An item of the inbox: a contribution as its mobiliser sees it before reading the words."""

from datetime import date, datetime, timedelta

from msgspec import Struct

from bot.domain.contribution import HelpRole, Kind, Progress, Standing
from bot.domain.hold import Hold

OPEN = frozenset({Standing.HEARD, Standing.HELD})
"""What somebody still owes an answer; the rest is spam, taken back, or a case."""
CLOSED = frozenset({Progress.DONE, Progress.NOT_POSSIBLE, Progress.NOT_US, Progress.NOT_NOW})
"""After these nothing more is owed (product.md, section 8 of the report)."""


LOOK_AGAIN = timedelta(weeks=4)
"""Where no date was promised we look again when its person is asked whether anything has changed (product.md)."""


class Item(Struct, frozen=True):
    """A contribution without its words.

    `new_voice`: the first thing this person ever told us. `protected`: under 18 or not known. `others_since` counts
    other people who told of the same theme there later. `next_date` is the date of the next step (local: UTC's calendar
    is nobody's): what its person was promised, else when we look again; an open one always has one. Of what a worker
    holds it is the day by which they must have looked. `owner` is the worker who has it, "" for whoever reads there.
    `waits`: an answer to it waits for a second worker. `apart`: a case was made of it once, so that its words stand in
    no chat. `also`: a second theme of it, confirmed with the first. `unlooked`: nobody has looked at its person's photo
    or heard their voice note, so that nobody may read it yet; it is owed all the same.
    """

    id: str
    reference: str
    kind: Kind
    themes: tuple[str, ...]
    neighbourhood: str
    received_at: datetime
    standing: Standing
    help_role: HelpRole | None
    protected: bool
    new_voice: bool
    others_since: int
    became: Progress | None
    became_at: datetime | None
    next_date: date | None
    owner: str
    joined_to: str | None
    on_agenda: bool
    talked_over: bool
    hold: Hold | None = None
    waits: bool = False
    apart: bool = False
    also: str = ""
    unlooked: bool = False

    @property
    def open(self) -> bool:
        """Whether somebody still owes its person something. Good news that was read and thanked for is owed nothing."""
        thanked = self.kind is Kind.GOOD_NEWS and self.became is not None
        return self.standing in OPEN and self.became not in CLOSED and self.joined_to is None and not thanked

    def late(self, today: date) -> bool:
        """Whether its date has passed and nothing was heard since: the silence alarm (product.md 4)."""
        return self.open and self.next_date is not None and self.next_date < today
