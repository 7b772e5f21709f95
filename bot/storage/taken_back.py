"""What of a frozen month may be told no longer: taken back, deleted, held, or without its speaker's consent."""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.contribution import Standing
from bot.domain.story import Use
from bot.storage.said_in_case import all_held_out
from bot.storage.tables import contribution, quote_consent, story, story_consent

_SIGNS = 24
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


async def states(conn: AsyncConnection, organisation: str, lasts: Iterable[date]) -> list[str]:
    """How all that was said up to each of these days stands, in short: otherwise once anything of it was taken back.

    Asked every few minutes, so it opens nothing: how many stand as heard and when the newest came, which stand how
    else, how many said no to being quoted, what open cases hold, how many stories are told. No state comes again by
    itself: whatever arrives is newer, and what stands otherwise is named.
    """
    told = (
        select(func.count())
        .select_from(story_consent)
        .where(story_consent.c.organisation == organisation, story_consent.c.withdrawn_at.is_not(None))
    )
    stories = select(func.count(), func.count(story.c.cleared_at)).where(story.c.organisation == organisation)
    shared = (
        (await conn.execute(told)).scalar_one(),
        tuple((await conn.execute(stories)).one()),
        sorted(await all_held_out(conn, organisation)),
    )
    return [_in_short(shared, *await _said(conn, organisation, last)) for last in lasts]


async def _said(conn: AsyncConnection, organisation: str, last: date) -> tuple[object, ...]:
    said = contribution.c.organisation == organisation, contribution.c.said_on <= last
    stands = contribution.c.standing == Standing.HEARD
    heard = select(func.count(), func.max(contribution.c.received_at)).where(*said, stands)
    others = select(contribution.c.id, contribution.c.standing).where(*said, ~stands).order_by(contribution.c.id)
    refused = (
        select(func.count()).select_from(quote_consent.join(contribution)).where(*said, ~quote_consent.c.may_quote)
    )
    return (
        tuple(map(str, (await conn.execute(heard)).one())),
        [tuple(row) for row in await conn.execute(others)],
        (await conn.execute(refused)).scalar_one(),
    )


def _in_short(*found: object) -> str:
    return hashlib.sha256(repr(found).encode()).hexdigest()[:_SIGNS]


def _parts(ids: Iterable[str]) -> Iterator[list[str]]:
    every = sorted(ids)
    return (every[start : start + _AT_ONCE] for start in range(0, len(every), _AT_ONCE))
