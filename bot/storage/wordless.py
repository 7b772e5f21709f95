"""What was said, without a word of it: what a report counts. No key is needed and nothing is opened."""

from collections.abc import AsyncIterator
from datetime import date

from msgspec import Struct
from sqlalchemy import ColumnElement, RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.contribution import HelpRole, Interest, Kind, Standing
from bot.storage.heard import Span
from bot.storage.said_in_case import all_held_out
from bot.storage.tables import contribution, participant

_AT_ONCE = 5000
_ASKED = contribution.c[
    "id",
    "participant",
    "account",
    "door",
    "kind",
    "themes",
    "neighbourhood",
    "said_on",
    "standing",
    "said_it",
    "written_by",
    "joined_to",
    "help_role",
    "interest",
    "confirmed",
]


class Wordless(Struct, frozen=True):
    """A contribution without its words. `first_told_on` is the day its participant first told us anything, if known.

    `interest` is what sort of interest it is, where its speaker said so or a person put it right.
    """

    id: str
    participant: str
    account: str
    door: str | None
    kind: Kind
    themes: tuple[str, ...]
    neighbourhood: str
    said_on: date
    standing: Standing
    said_it: int
    written_by: str | None
    joined_to: str | None
    help_role: HelpRole | None
    first_told_on: date | None
    interest: Interest | None = None


async def counted(conn: AsyncConnection, organisation: str, span: Span) -> AsyncIterator[Wordless]:
    """All contributions of a span, of every standing, in the order of day and id; five thousand rows at a time."""
    bounds: list[ColumnElement[bool]] = [contribution.c.organisation == organisation]
    if span.first is not None:
        bounds.append(contribution.c.said_on >= span.first)
    if span.last is not None:
        bounds.append(contribution.c.said_on <= span.last)
    if span.neighbourhood is not None:
        bounds.append(contribution.c.neighbourhood == span.neighbourhood)
    chosen = (
        select(*_ASKED, participant.c.first_told_on)
        .select_from(contribution.join(participant))
        .where(*bounds)
        .order_by(contribution.c.said_on, contribution.c.id)
    )
    held_out = await all_held_out(conn, organisation)
    rows = (await conn.stream(chosen)).mappings()
    async for part in rows.partitions(_AT_ONCE):
        for row in part:
            yield _wordless(row, held_out)


def _wordless(row: RowMapping, held_out: frozenset[str]) -> Wordless:
    role, standing = row["help_role"], Standing(row["standing"])
    # What belongs to an open case waits for a person, like all that is held; how many those are stands nowhere.
    held = standing is Standing.HEARD and row["id"] in held_out
    sort = Interest(row["interest"]) if row["interest"] and row["confirmed"] else None
    typed = {"kind": Kind(row["kind"]), "standing": Standing.HELD if held else standing, "interest": sort}
    known = {name: value for name, value in row.items() if name != "confirmed"}
    return Wordless(**{**known, **typed, "help_role": HelpRole(role) if role else None})
