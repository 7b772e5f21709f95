"""Question: what a month's report asks one agency, and what came back (product.md 42)."""

from datetime import date, datetime, timedelta

from msgspec import Struct

from bot.domain.contribution import Progress
from bot.errors import Refused

LONGEST_ASKED = 240
LONGEST_ANSWER = 800
"""Signs; an answer is printed whole."""
LEAST_TIME = timedelta(days=14)
"""So long after it is asked is the earliest day to reply by."""
REPLY_DAYS = 10
"""An agency has had a question for so many working days before anybody says that it did not reply (product.md 42)."""
LINK_LASTS = timedelta(days=90)
"""So long after the day to reply by an answer may still come."""

STATUSES = (
    Progress.UNDER_WAY,
    Progress.PLANNED,
    Progress.DONE,
    Progress.NOT_POSSIBLE,
    Progress.NOT_US,
    Progress.NOT_NOW,
    Progress.WAITING,
)
"""What an answer can say, in the order it is offered; the words are those of what became of a contribution."""


class Reply(Struct, frozen=True):
    """What came back to a question: the words, and where it is said what they mean and by when."""

    words: str
    status: Progress | None = None
    until: date | None = None


def reply_of(words: str, status: str, until: str) -> Reply:
    """A reply as a form gives it; an empty status or day is none. Raises Refused."""
    means = next((one for one in STATUSES if one == status), None)
    if status and means is None:
        raise Refused("what it means: choose one of the list, or leave it open")
    try:
        by = date.fromisoformat(until.strip()) if until.strip() else None
    except ValueError:
        raise Refused(f"by when: {until.strip()[:20]} is no day; write it as 2026-12-31, or leave it empty") from None
    return Reply(words, means, by)


class AskedOf(Struct, frozen=True):
    """A question to an agency. `scope` is a neighbourhood's id, or "all"; `period` the month whose report asks it.

    `about` are the references of what residents said that it comes from: they hear the answer. `received` is what the
    agency wrote, which nobody has cleared, with what they say it means and by when; `received_from` its contact's id,
    or the worker who typed it in. `answer` is what is printed, `status` what it says. `register`: nobody asked, the
    agency says that it is working on this.
    """

    id: str
    period: str
    scope: str
    agency: str
    theme: str
    text: str
    reply_by: date
    worker: str
    asked_at: datetime
    about: tuple[str, ...] = ()
    register: bool = False
    received: str = ""
    received_status: Progress | None = None
    received_until: date | None = None
    received_at: datetime | None = None
    received_from: str = ""
    answer: str = ""
    status: Progress | None = None
    answered_at: datetime | None = None
    cleared_by: str = ""

    @property
    def waits(self) -> bool:
        """Whether something came that nobody has cleared yet."""
        return self.received_at is not None and (self.answered_at is None or self.received_at > self.answered_at)


class AnswerLink(Struct, frozen=True):
    """Whose link to a month's questions it is (a contact's id), and of which agency and month."""

    contact: str
    agency: str
    period: str


class Felt(Struct, frozen=True):
    """The three questions of the pulse: was the report useful, did they act on it, do they trust it."""

    useful: bool
    acted: bool
    trusted: bool
