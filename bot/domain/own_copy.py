"""Own copy: all that is kept of one person, for them to take away (reliability.md P6). A case is no part of it."""

from datetime import date, datetime

from msgspec import Struct

from bot.domain.broadcast import Purpose
from bot.domain.participant import AgeBand
from bot.domain.story import Agreed, Story
from bot.domain.told import Told


class Profile(Struct, frozen=True):
    """What is remembered of them between talks. `channel` is where they speak: telegram, web, terminal.

    `seen_in_week_of` is a Monday: nothing closer is kept. `has_return_words`: the words themselves are not kept.
    """

    channel: str
    age_band: AgeBand | None
    language: str | None
    neighbourhood: str | None
    notice_at: datetime | None
    first_told_on: date | None
    seen_in_week_of: date
    stopped_at: datetime | None
    blocked_at: datetime | None
    news_waiting: bool
    unasked_at: datetime | None
    may_ask_since: datetime | None
    friday_since: datetime | None
    write_only_since: datetime | None
    has_return_words: bool


class Brought(Struct, frozen=True):
    """That a message to many was brought to them."""

    at: datetime
    purpose: Purpose


class TalkRequest(Struct, frozen=True):
    """That they asked to talk to a person."""

    asked_at: datetime
    neighbourhood: str | None
    state: str
    words: str


class Attached(Struct, frozen=True):
    """A photo or voice note of theirs, by which thing they told it came with; what is in it is given by a worker."""

    shown_at: datetime
    medium: str
    state: str
    contribution: str


class Complaint(Struct, frozen=True):
    """That they complained, and by when they are to be answered."""

    made_at: datetime
    neighbourhood: str
    words: str
    answer_by: date
    answered_at: datetime | None
    acknowledged_at: datetime | None = None
    answer: str = ""
    told_at: datetime | None = None


class StoryTold(Struct, frozen=True):
    """A story of change they told, and what it may be used for."""

    told_at: datetime
    neighbourhood: str
    words: Story
    agreed: tuple[Agreed, ...]


class LetOut(Struct, frozen=True):
    """What everybody may read of one of their contributions, in a worker's words."""

    contribution: str
    at: datetime
    asked: str
    told: str


class TalkLine(Struct, frozen=True):
    """A line of a talk with a person; `side` is them, or who wrote."""

    at: datetime
    side: str
    words: str


class ChatLine(Struct, frozen=True):
    """A line of the web chat; `side` is them or us."""

    at: datetime
    side: str
    text: str
    buttons: tuple[str, ...] = ()


class OwnCopy(Struct, frozen=True):
    """All of it, at one moment (UTC)."""

    made_at: datetime
    profile: Profile
    told: tuple[Told, ...]
    attachments: tuple[Attached, ...]
    talk_requests: tuple[TalkRequest, ...]
    talks: tuple[TalkLine, ...]
    complaints: tuple[Complaint, ...]
    stories: tuple[StoryTold, ...]
    supports: tuple[str, ...]
    brought: tuple[Brought, ...]
    chat: tuple[ChatLine, ...]
    let_out: tuple[LetOut, ...] = ()
