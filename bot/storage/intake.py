"""The hot path: what a batch of updates claims, asks and writes. A handful of statements, however long the batch."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Self

from msgspec import Struct
from sqlalchemy import bindparam, case, func, null, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channel import Malformed
from bot.storage import people
from bot.storage.columns import plain
from bot.storage.inserts import Built, Insert, if_new, on_both
from bot.storage.keys import Keys
from bot.storage.people import Person
from bot.storage.tables import contribution, journal, quarantine, seen

_CLAIM = on_both(seen, lambda insert: insert.on_conflict_do_nothing().returning(seen.c.account, seen.c.external_id))
_TAKEN = select(contribution.c.reference).where(
    contribution.c.organisation == bindparam("of"), contribution.c.reference.in_(bindparam("drawn", expanding=True))
)


def _saving(insert: Insert) -> Built:
    # The day that words may wait begins with the first of them, and ends with the notice.
    anew = insert.excluded.wait_until
    wait_until = case((anew.is_(None), null()), else_=func.coalesce(journal.c.wait_until, anew))
    return insert.on_conflict_do_update(
        index_elements=["organisation", "participant"],
        set_={
            "sealed": insert.excluded.sealed,
            "last_order": insert.excluded.last_order,
            "wait_until": wait_until,
        },
    )


_SAVE = on_both(journal, _saving)
_SET_ASIDE = if_new(quarantine)

UpdateKey = tuple[str, str]
"""An update's account and external id."""


class Saved(Struct, frozen=True):
    """What is to be kept of a person's talk: the journal after the batch, sealed, and the order of the newest update.

    `wait_until` is when it is forgotten unless they carry on after the notice, None once they did.
    """

    person: Person
    sealed: bytes
    last_order: int
    wait_until: datetime | None = None

    @classmethod
    def of(cls, person: Person, journal: bytes, last_order: int, wait_until: datetime | None = None) -> Self:
        """The same of a journal in the clear, locked here with its person's key; an empty one stays empty."""
        return cls(person, person.key.seal("journal", journal) if journal else b"", last_order, wait_until)


async def claim(
    conn: AsyncConnection, organisation: str, updates: Iterable[UpdateKey], now: datetime
) -> set[UpdateKey]:
    """Take these updates; returns those that are ours, leaving out what any process has taken before."""
    asked = {(plain(account), plain(external_id)): (account, external_id) for account, external_id in updates}
    if not asked:
        return set()
    rows = [
        {"organisation": organisation, "account": account, "external_id": external_id, "received_on": now.date()}
        for account, external_id in sorted(asked)
    ]
    return {asked[row.account, row.external_id] for row in await conn.execute(_CLAIM.of(conn), rows)}


async def claimed(conn: AsyncConnection, organisation: str, updates: Iterable[UpdateKey]) -> set[UpdateKey]:
    """Which of these updates have been taken before."""
    asked = {(plain(account), plain(external_id)): (account, external_id) for account, external_id in updates}
    if not asked:
        return set()
    both = tuple_(seen.c.account, seen.c.external_id)
    chosen = select(*seen.c["account", "external_id"]).where(seen.c.organisation == organisation, both.in_(asked))
    return {asked[row.account, row.external_id] for row in await conn.execute(chosen)}


async def taken(conn: AsyncConnection, organisation: str, references: Sequence[str]) -> set[str]:
    """Which of these references belong to a contribution already: draw those again before writing."""
    if not references:
        return set()
    found = await conn.execute(_TAKEN, {"of": organisation, "drawn": references})
    return set(found.scalars())


async def save(conn: AsyncConnection, keys: Keys, saved: Sequence[Saved]) -> None:
    """Write journals. Someone erased in this batch has a row again only if their journal is not empty."""
    await people.come_back(conn, keys, [one.person for one in saved if one.person.fresh and one.sealed])
    rows = [
        {
            "organisation": keys.organisation,
            "participant": one.person.hash,
            "sealed": one.sealed,
            "last_order": one.last_order,
            "wait_until": one.wait_until,
        }
        for one in saved
        if one.sealed or not one.person.fresh
    ]
    if rows:
        await conn.execute(_SAVE.of(conn), rows)


async def set_aside(conn: AsyncConnection, keys: Keys, malformed: Iterable[Malformed], now: datetime) -> None:
    """Keep raw updates, locked with the installation key; one that lies there already is left as it is."""
    rows = [
        {
            "organisation": keys.organisation,
            "account": one.account,
            "external_id": one.external_id,
            "sealed": keys.installation.seal("quarantine", one.raw),
            "reason": one.reason,
            "at": now,
        }
        for one in malformed
    ]
    if rows:
        await conn.execute(_SET_ASIDE.of(conn), rows)
