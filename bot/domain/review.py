"""Review: what a mobiliser makes of a month of their neighbourhood before it goes out (product.md 41)."""

from datetime import datetime

from msgspec import Struct

LONGEST_LINE = 240
"""Signs of a line of a report: what is read at one go."""
MOST_LINES = 5
"""The month in five lines (product.md, section 1 of the report)."""


class LetOut(Struct, frozen=True):
    """A line let out for the report of a month: a quote or a paraphrase of one contribution.

    `text` is in `language`; where it is a translation of the words, `translated_from` is theirs. `agreed_by` are the
    voices of a group that agreed to these words, 0 where they are one person's; `child`: whoever said it is under 18,
    or of unknown age. `also_heard`: it stands among what a few people said, beside no theme and no figure.
    """

    contribution: str
    period: str
    quote: bool
    text: str
    worker: str
    at: datetime
    language: str = "en"
    translated_from: str = ""
    agreed_by: int = 0
    child: bool = True
    also_heard: bool = False


class Reviewed(Struct, frozen=True):
    """A worker's own words on a scope's month: up to five lines, the one ask, the id of a story.

    `done_at` is None while it is being written; `written`: the lines are theirs, were it none at all. `shortlist` are
    the contributions to look at one by one, `left_out` those that were looked at and stand in no report (ids).
    """

    period: str
    scope: str
    worker: str
    name: str
    lines: tuple[str, ...] = ()
    ask: str = ""
    story: str = ""
    done_at: datetime | None = None
    written: bool = True
    shortlist: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
