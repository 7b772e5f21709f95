"""What of a frozen month may be told no longer: taken back, deleted, held, or without its speaker's consent."""

from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.contribution import Standing
from bot.domain.story import Use
from bot.storage.tables import contribution, story, story_consent

_AT_ONCE = 5_000
"""Ids a statement names: SQLite takes 32,766 values, PostgreSQL as many."""


async def standings(conn: AsyncConnection, organisation: str, ids: Collection[str]) -> dict[str, Standing]:
    """How these contributions stand; those that are no more are not in it."""
    found = dict[str, Standing]()
    for part in _parts(ids):
        mine = contribution.c.organisation == organisation, contribution.c.id.in_(part)
        rows = await conn.execute(select(contribution.c.id, contribution.c.standing).where(*mine))
        found |= {row.id: Standing(row.standing) for row in rows}
    return found


async def told_stories(conn: AsyncConnection, organisation: str, ids: Collection[str]) -> set[str]:
    """Those of these stories that are still told: their teller agrees to the report, and they are cleared."""
    agreed = (story_consent.c.organisation == story.c.organisation) & (story_consent.c.story == story.c.id)
    found = set[str]()
    for part in _parts(ids):
        chosen = (
            select(story.c.id)
            .join(story_consent, agreed)
            .where(
                story.c.organisation == organisation,
                story.c.id.in_(part),
                story.c.cleared_at.is_not(None),
                story_consent.c.use == Use.REPORT,
                story_consent.c.withdrawn_at.is_(None),
            )
        )
        found |= set((await conn.execute(chosen)).scalars())
    return found


def _parts(ids: Iterable[str]) -> Iterator[list[str]]:
    every = sorted(ids)
    return (every[start : start + _AT_ONCE] for start in range(0, len(every), _AT_ONCE))
