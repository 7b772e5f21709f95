"""Contribution: what someone said, and what became of it."""

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct


class Kind(StrEnum):
    """Few, and chosen by one tap; aspirations come before problems (product.md 1)."""

    IDEA = "idea"
    ISSUE = "issue"
    INTEREST = "interest"
    GOOD_NEWS = "good_news"

    @property
    def invites_help(self) -> bool:
        """Help is asked for ideas and interests only; after an issue it insults (product.md 3)."""
        return self in {Kind.IDEA, Kind.INTEREST}


class Interest(StrEnum):
    """What sort of interest it is: "utilising my skills" and "training" are kinds of interest (product.md 17)."""

    LIKE = "like"
    OFFER = "offer"
    LEARN = "learn"


class HelpRole(StrEnum):
    """What someone offers to do to make it happen (product.md 3): whether at all, and in which small role."""

    A_BIT = "a_bit"
    KEEP_POSTED = "keep_posted"
    NO_THANKS = "no_thanks"
    SPREAD_WORD = "spread_word"
    MAKE_TEA = "make_tea"
    COME_ONCE = "come_once"
    ON_THE_DAY = "on_the_day"
    COACH = "coach"
    LEAD = "lead"

    @property
    def helps(self) -> bool:
        """Whether it is an offer of help, in whatever role."""
        return self not in {HelpRole.KEEP_POSTED, HelpRole.NO_THANKS}


ASKED_FIRST = (HelpRole.A_BIT, HelpRole.KEEP_POSTED, HelpRole.NO_THANKS)
SMALL_ROLES = tuple(one for one in HelpRole if one not in ASKED_FIRST)
"""Asked of grown-ups who offered; each may be left for later."""


class Standing(StrEnum):
    """Exactly one for each contribution; the report's received = the sum over these, joined ones apart."""

    HEARD = "heard"
    HELD = "held"
    SPAM = "spam"
    WITHDRAWN = "withdrawn"
    SAFEGUARDING = "safeguarding"


class Progress(StrEnum):
    """What became of it; append-only, each with who, when and why."""

    READ = "read"
    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    NOT_POSSIBLE = "not_possible"
    NOT_US = "not_us"
    NOT_NOW = "not_now"
    WAITING = "waiting"


class Contribution(Struct, frozen=True):
    """A contribution as stored, its words in the clear; only storage, exports and reports hold one.

    `neighbourhood` is the one whose mobiliser reads it, `place_about` and `place_of_speaker` are gazetteer ids or None,
    `themes` are theme codes best first, `said_it` counts the voices behind it and `present` those who were there (1 and
    1 unless a group talk), `said_on` is local, `received_at` UTC.
    """

    id: str
    reference: str
    participant: str | None
    account: str
    external_id: str
    words: str
    kind: Kind
    themes: tuple[str, ...]
    neighbourhood: str
    language: str
    said_on: date
    received_at: datetime
    standing: Standing = Standing.HEARD
    place_about: str | None = None
    place_of_speaker: str | None = None
    door: str | None = None
    prompted_by: str | None = None
    written_by: str | None = None
    said_it: int = 1
    present: int = 1
    joined_to: str | None = None
    help_role: HelpRole | None = None
    read_by: date | None = None
