"""From the store to rows a report can know: everything of the months asked for, without a word of it."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.storage.database import Database
from bot.storage.heard import Span
from bot.storage.wordless import Wordless, counted
from reports.model import Heard, Month, Request


async def gather(database: Database, organisation: str, requests: Iterable[Request]) -> tuple[Heard, ...]:
    """All that the given requests need: their months and those before, of the whole area if any asks for it.

    Read in one go, so that every report made of it shows one moment. Raises as `Database.read`.
    """
    asked = tuple(requests)
    if not asked:
        return ()
    async with database.read() as conn:
        return tuple([heard(row) async for row in counted(conn, organisation, _span(asked))])


def _span(asked: Sequence[Request]) -> Span:
    """What holds all the requests: one place where they all ask for it, else the whole area."""
    places = {request.neighbourhood for request in asked}
    return Span(
        first=min(request.first for request in asked),
        last=max(request.last for request in asked),
        neighbourhood=places.pop() if len(places) == 1 else None,
    )


def heard(row: Wordless) -> Heard:
    """A row of the store as a report may know it: who wrote it down and what it was joined to become yes or no."""
    return Heard(
        id=row.id,
        participant=row.participant,
        kind=row.kind,
        themes=row.themes,
        neighbourhood=row.neighbourhood,
        said_on=row.said_on,
        standing=row.standing,
        said_it=row.said_it,
        on_behalf=row.written_by is not None,
        joined=row.joined_to is not None,
        account=row.account,
        door=row.door,
        help_role=row.help_role,
        first_said_on=_first(row),
        interest=row.interest,
    )


def _first(row: Wordless) -> date | None:
    # Whoever withdrew or was held first spoke all the same; a day after this row cannot be its first.
    return None if row.first_told_on is None else min(row.first_told_on, row.said_on)


def so_far(heard: Iterable[Heard], month: Month) -> tuple[Heard, ...]:
    """Without the months before: half a month beside whole ones is always "fewer than usual"."""
    return tuple(row for row in heard if row.said_on >= month.first)
