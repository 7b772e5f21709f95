"""What was said round a case, open or closed: it is the lead's, and changes no hands with a neighbourhood (S9)."""

from collections import defaultdict
from datetime import UTC, datetime

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.contribution import Contribution
from bot.storage.inbox import BEFORE_A_CASE
from bot.storage.tables import safeguarding_case as table

_NEVER = datetime.max.replace(tzinfo=UTC)


class RoundCases(Struct, frozen=True):
    """The contributions that are cases, and by person from when until when what they say may belong to one."""

    contributions: frozenset[str]
    times: dict[str, list[tuple[datetime, datetime]]]

    def has(self, one: Contribution) -> bool:
        """Whether it is a case, or was said from a day before one until that was closed."""
        times = self.times.get(one.participant or "", ())
        return one.id in self.contributions or any(since <= one.received_at <= until for since, until in times)


async def round_cases(conn: AsyncConnection, organisation: str) -> RoundCases:
    """All there are or were. A case is mostly opened before what was said is kept, so the times count, not only ids."""
    columns = table.c["participant", "contribution", "opened_at", "closed_at"]
    rows = (await conn.execute(select(*columns).where(table.c.organisation == organisation))).all()
    times = defaultdict[str, list[tuple[datetime, datetime]]](list)
    for row in rows:
        if row.participant:
            times[row.participant].append((row.opened_at - BEFORE_A_CASE, row.closed_at or _NEVER))
    return RoundCases(frozenset(row.contribution for row in rows if row.contribution), dict(times))
