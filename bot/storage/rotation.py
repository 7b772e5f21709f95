"""Changing the master key: every key in the database wrapped anew with the newest one, so that old ones can go."""

from collections.abc import Callable

from sqlalchemy import Row, Table, and_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage import releases
from bot.storage.drafts import owner_of
from bot.storage.installation import OWNER
from bot.storage.keys import Keys
from bot.storage.tables import (
    installation,
    participant,
    report_draft,
    report_edition,
    safeguarding_case,
    second_look,
    talk,
)

# Whose key a row holds; must say what was said when the key was made.
_OWNERS: tuple[tuple[Table, Callable[[Row[tuple[object, ...]]], str]], ...] = (
    (installation, lambda _: OWNER),
    (participant, lambda row: row.hash),
    (safeguarding_case, lambda row: row.id),
    (talk, lambda row: row.id),
    (second_look, lambda row: row.id),
    (report_draft, lambda row: owner_of(row.scope, row.period)),
    (report_edition, lambda row: releases.owner_of(row.period, row.revision)),
)


async def rotate(conn: AsyncConnection, keys: Keys) -> int:
    """Wrap every key with the newest master key, in a writing transaction; returns how many.

    Put the new key in the first line of the file before, and take the old ones out afterwards. Raises KeyFileError
    where a key opens with none of them: then nothing is changed.
    """
    wrapped = 0
    for table, owner in _OWNERS:
        rows = (await conn.execute(select(table).where(table.c.organisation == keys.organisation))).all()
        for row in rows:
            mine = and_(*(column == getattr(row, column.name) for column in table.primary_key.columns))
            anew = keys.wrap_anew(row.wrapped_key, owner(row))
            await conn.execute(update(table).where(mine).values(wrapped_key=anew))
        wrapped += len(rows)
    return wrapped
