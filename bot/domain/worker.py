"""Who works here, and what each may do and see: their roles, fenced by neighbourhood (issue 4; reliability.md P8)."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from msgspec import Struct


class Role(StrEnum):
    """What somebody is here. One person may be several."""

    ADMIN = "admin"
    MANAGER = "manager"
    MOBILISER = "mobiliser"
    LEAD = "lead"
    DEPUTY = "deputy"
    SECOND_WORKER = "second_worker"
    CHAIR = "chair"
    SECRETARY = "secretary"
    AGENCY_CONTACT = "agency_contact"


class Right(StrEnum):
    """What somebody may do."""

    READ_WORDS = "read_words"
    """What residents said, as they said it; each look is put on record."""
    ANSWER = "answer"
    """Say what became of it, set a date, reply, signpost, join, hold, put down as spam, pass on, assign."""
    WRITE_DOWN = "write_down"
    """Notes on somebody's behalf, group talks, activities, small spends."""
    SEE_AGENDA = "see_agenda"
    """What is on a Local Action Group's agenda, in cleared summaries only (product.md 38)."""
    DECIDE = "decide"
    """Put down what the group decided of what is on its agenda, and why (product.md 38, 39)."""
    SEE_TALKS = "see_talks"
    """Look at what others write to somebody who may be a child, and let it go or not (product.md 25)."""
    TALK = "talk"
    """The room where talks are taken up and watched; who may also answer takes them up."""
    SEE_CASES = "see_cases"
    """Cases of somebody in danger: the lead's and the deputy's alone."""
    ALLOW_SPENDS = "allow_spends"
    """Say whether a small spend beyond the month's limit is all right."""
    SEE_COMPLAINTS = "see_complaints"
    """Complaints about this service: never through whoever they may be about (reliability.md P14)."""
    LOOK = "look"
    """Photos and voice notes that nobody has looked at or listened to yet; each look is put on record."""
    ASK_MANY = "ask_many"
    """Ask a question of many, and see what came of it."""
    OVERSEE = "oversee"
    """The figures of every mobiliser's day, and cover while one is away."""
    SEE_FIGURES = "see_figures"
    """The map and the trends of neighbourhoods, and their reports in draft: counts, nobody's words."""
    PUBLISH = "publish"
    """Approve the report, hold it back, and see to whom it goes: one named person does it (product.md 41)."""
    LET_IN = "let_in"
    """Invite and remove workers, end their sessions."""
    SEE_RECORD = "see_record"
    """The record of who did what."""


_ITEMS = frozenset(
    {
        *(Right.READ_WORDS, Right.ANSWER, Right.WRITE_DOWN, Right.SEE_AGENDA, Right.TALK),
        *(Right.DECIDE, Right.ASK_MANY, Right.LOOK, Right.SEE_FIGURES),
    }
)
_MANAGING = frozenset(
    {
        *(Right.OVERSEE, Right.ALLOW_SPENDS, Right.SEE_COMPLAINTS, Right.LET_IN, Right.SEE_RECORD, Right.SEE_TALKS),
        Right.PUBLISH,
    }
)
RIGHTS: Mapping[Role, frozenset[Right]] = {
    # Whoever sees to the machine and to who is let in has no business with what residents say.
    Role.ADMIN: frozenset({Right.LET_IN, Right.SEE_RECORD, Right.PUBLISH}),
    Role.MANAGER: _ITEMS | _MANAGING,
    Role.MOBILISER: _ITEMS,
    Role.LEAD: frozenset({Right.SEE_CASES, Right.SEE_TALKS, Right.TALK, Right.LOOK}),
    Role.DEPUTY: frozenset({Right.SEE_CASES, Right.SEE_TALKS, Right.TALK, Right.LOOK}),
    Role.SECOND_WORKER: frozenset({Right.SEE_TALKS, Right.TALK}),
    Role.CHAIR: frozenset({Right.SEE_AGENDA, Right.DECIDE}),
    Role.SECRETARY: frozenset({Right.SEE_AGENDA, Right.DECIDE}),
    # They answer in their reply slot (issue 5); nothing of the console is theirs.
    Role.AGENCY_CONTACT: frozenset(),
}
EVERYWHERE = frozenset({Role.ADMIN, Role.MANAGER, Role.LEAD, Role.DEPUTY})
"""Roles of the whole area; the others are fenced by the neighbourhoods they are let in for."""


class Worker(Struct, frozen=True):
    """Somebody who works here. `id` is a code that stands in the record of who did what; `name` is what others read.

    `covers` are the neighbourhoods they stand in for somebody in right now, within their fence for that time.
    `digest_day` is the ISO weekday on which they have their digest, None for every day.
    """

    id: str
    name: str
    roles: tuple[Role, ...]
    neighbourhoods: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    digest_day: int | None = None

    @property
    def only_neighbourhood(self) -> str | None:
        """The one they work in, where it is one: what they write without naming a place is of it."""
        return self.neighbourhoods[0] if len(self.neighbourhoods) == 1 else None

    def may(self, right: Right, neighbourhood: str | None = None) -> bool:
        """Whether they may do this in a neighbourhood; without one, whether they may anywhere."""
        able = [role for role in self.roles if right in RIGHTS[role]]
        if neighbourhood is None:
            return any(role in EVERYWHERE or self.neighbourhoods for role in able)
        fence = (*self.neighbourhoods, *self.covers)
        return any(role in EVERYWHERE or neighbourhood in fence for role in able)

    def within(self, right: Right, every: Collection[str]) -> tuple[str, ...]:
        """Those of `every` neighbourhood in which they may do this, in the same order."""
        return tuple(one for one in every if self.may(right, one))
