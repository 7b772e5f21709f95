"""Told: one of a person's own contributions as they may see it, with all that became of it."""

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from bot.domain.contribution import Kind, Progress, Standing


class Summary(Struct, frozen=True, array_like=True):
    """A contribution in a line, without its words. `id` is "" in journals from before there were ids in it.

    `introduced_to` are the ids of the agencies they agreed to be put in touch with about it.
    """

    reference: str
    kind: Kind
    said_on: date
    progress: Progress | None
    read_by: date | None
    standing: Standing = Standing.HEARD
    id: str = ""
    theme: str = "other"
    neighbourhood: str = ""
    introduced_to: tuple[str, ...] = ()


class Became(Struct, frozen=True, array_like=True):
    """One step of what became of it: what, when (UTC), the next date that was promised, why, and whether it was told.

    `step` counts from 1 within a contribution.
    """

    step: int
    progress: Progress
    at: datetime
    until: date | None = None
    why: str = ""
    told: bool = False


class Changed(StrEnum):
    """What somebody answers when asked, weeks later, whether anything has changed."""

    YES = "yes"
    A_BIT = "a_bit"
    NO = "no"
    STOP = "stop"


class Asked(Struct, frozen=True, array_like=True):
    """That they were asked, when so many steps of progress were known, and the answer, None while there is none."""

    step: int
    at: datetime
    answer: Changed | None = None


class Agreed(Struct, frozen=True, array_like=True):
    """That they said yes or no to being quoted, when, and at which question ("share.quote", "my_words.one")."""

    at: datetime
    may_quote: bool
    basis: str


class Introduced(Struct, frozen=True, array_like=True):
    """That they agreed to be put in touch with an agency about it, when they took that back, and what came of it."""

    agency: str
    at: datetime
    withdrawn_at: datetime | None = None
    outcome: str | None = None
    outcome_at: datetime | None = None


class Told(Struct, frozen=True, array_like=True):
    """A contribution of one's own. `words` are "" once withdrawn or after their time; `themes` are codes, best first.

    `became`, `asked` and `agreed` are in the order in which it happened. `received_at` is UTC. `confirmed`: they said
    that kind and theme are right.
    """

    id: str
    reference: str
    kind: Kind
    standing: Standing
    said_on: date
    received_at: datetime
    read_by: date | None = None
    words: str = ""
    themes: tuple[str, ...] = ()
    neighbourhood: str = ""
    place_about: str | None = None
    language: str = "en"
    door: str | None = None
    help_role: str | None = None
    confirmed: bool = False
    interest: str | None = None
    became: tuple[Became, ...] = ()
    asked: tuple[Asked, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    introduced: tuple[Introduced, ...] = ()
    wished_help_to_report: tuple[datetime, ...] = ()
    prompted_by: str | None = None

    @property
    def summary(self) -> Summary:
        """The same in a line."""
        last = self.became[-1].progress if self.became else None
        return Summary(
            reference=self.reference,
            kind=self.kind,
            said_on=self.said_on,
            progress=last,
            read_by=self.read_by,
            standing=self.standing,
            id=self.id,
            theme=self.themes[0] if self.themes else "other",
            neighbourhood=self.neighbourhood,
            introduced_to=tuple(one.agency for one in self.introduced if one.withdrawn_at is None),
        )

    @property
    def may_quote(self) -> bool:
        """Whether they have agreed to be quoted, and not taken it back."""
        return bool(self.agreed) and self.agreed[-1].may_quote

    @property
    def shown(self) -> bool:
        """Whether a chat may speak of it at all: a case is never shown (product.md, danger)."""
        return self.standing is not Standing.SAFEGUARDING
