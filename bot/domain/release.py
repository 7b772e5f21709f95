"""A report on its way out: decided by a person or by its day, held back, published, sent to those who read it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from bot.domain.area import Area

EARLY_DAYS = 2
"""Working days for which a body sees the questions to it before they are published (product.md 42)."""
TRIED_FOR = timedelta(days=7)
"""So long a mail is tried again, and once after each of the waits at least (reliability.md F39)."""
WAITS = (60, 5 * 60, 15 * 60, 60 * 60, 3 * 60 * 60, 6 * 60 * 60, 12 * 60 * 60)
"""Seconds until a mail is tried again, the first time and on; the last one for all further times."""
LONGEST_REASON = 300
_SATURDAY = 6


class Release(Struct, frozen=True):
    """An edition of a month as it goes out. `revision` counts from 1.

    `checked`: a person approved what is in it, else it has counts only. `who` decided: a worker's id, or CLOCK.
    `hash` is the SHA-256 of its data set, `due_at` the earliest moment it may be published, `why` the code of what
    made a new revision of it ("" for the first).
    """

    period: str
    revision: int
    checked: bool
    who: str
    hash: str
    decided_at: datetime
    due_at: datetime
    published_at: datetime | None = None
    why: str = ""


CLOCK = "clock"
"""Who decided where no person did."""
MAIL_SERVER = "mail server"
"""Who is on record for a mail of which no person said that it came back."""


class Hold(Struct, frozen=True):
    """A month held back: nothing of it is published or sent until it is let go."""

    id: str
    period: str
    who: str
    reason: str
    held_at: datetime


class Contact(Struct, frozen=True):
    """Somebody of an agency (its id in the pack) who is sent the report."""

    id: str
    agency: str
    name: str
    mail: str


class Sent(StrEnum):
    """What a contact is sent."""

    EDITION = "edition"
    EARLY = "early"
    """The questions to their body, before the report is published."""
    RECEIPT = "receipt"
    """That an answer came in by their link, so that they know where it was not theirs."""


class State(StrEnum):
    """How far a mail has come.

    REFUSED: its server wants it never; GIVEN_UP: a week was not enough; GONE: its contact is none any more; REPLACED:
    another revision goes instead; RETURNED: it came back, as a worker saw or a mail server said.
    """

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    REFUSED = "refused"
    GIVEN_UP = "given_up"
    RETURNED = "returned"
    GONE = "gone"
    REPLACED = "replaced"


ENDED = frozenset({State.REFUSED, State.GIVEN_UP, State.RETURNED})
"""What a person may have tried again."""


class Delivery(Struct, frozen=True):
    """A mail to one contact of one edition; however often it is tried, its Message-ID is the same."""

    period: str
    revision: int
    what: Sent
    contact: str
    agency: str
    message_id: str
    put_at: datetime
    state: State = State.WAITING
    tries: int = 0
    next_at: datetime | None = None
    sent_at: datetime | None = None
    fault: str = ""


def after_failing(one: Delivery, now: datetime) -> datetime | None:
    """When a mail that was tried `one.tries` times is tried again; None where its week is over.

    A machine that was off for most of that week has hardly tried: each wait is waited for once, however late it is.
    """
    again = now + timedelta(seconds=WAITS[min(one.tries, len(WAITS)) - 1])
    if one.tries <= len(WAITS):
        return again
    end = one.put_at + TRIED_FOR
    return min(again, end) if now < end else None


def working_days_after(area: Area, day: date, count: int) -> date:
    """The day on which so many working days (Monday to Friday, no bank holiday) have passed after `day`."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(area, day)
    return day


def is_working_day(area: Area, day: date) -> bool:
    """Whether offices are open on a day."""
    return day.isoweekday() < _SATURDAY and not area.closed_on(day)


def newest_of(releases: Sequence[Release]) -> Release | None:
    """The one with the highest revision."""
    return max(releases, key=lambda one: one.revision, default=None)


class Published(Struct, frozen=True):
    """A month in the archive: its published releases, the first one first, and what stands there of the last.

    `names` are (scope, edition, language, kind) of each file.
    """

    period: str
    releases: tuple[Release, ...]
    names: tuple[tuple[str, str, str, str], ...] = ()

    @property
    def stands(self) -> Release:
        """The release whose files stand there."""
        return self.releases[-1]
