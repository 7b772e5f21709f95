"""Participants' own contributions, as they may see them, with all that became of each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec.structs import replace
from sqlalchemy import Row, Select, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.contribution import Kind, Progress, Standing
from bot.domain.told import Agreed, Asked, Became, Changed, Introduced, Told
from bot.storage import texts
from bot.storage.keys import DataKey, Keys
from bot.storage.people import Person
from bot.storage.tables import contribution, follow_up, introduction, progress, quote_consent, report_help

_PLAIN = (
    "id",
    "reference",
    "said_on",
    "received_at",
    "read_by",
    "themes",
    "neighbourhood",
    "place_about",
    "language",
    "door",
    "help_role",
    "confirmed",
    "interest",
    "prompted_by",
)
_Steps = Mapping[str, list[Row[tuple[object, ...]]]]


async def mine(conn: AsyncConnection, keys: Keys, person: Person) -> tuple[Told, ...]:
    """All that one participant said, the newest first, their words in the clear. Raises KeyFileError."""
    chosen = (
        select(*contribution.c[*_PLAIN, "kind", "standing", "sealed"])
        .where(contribution.c.organisation == keys.organisation, contribution.c.participant == person.hash)
        .order_by(contribution.c.id.desc())
    )
    found = (await conn.execute(chosen)).all()
    if not found:
        return ()
    became, asked, agreed = [
        _by_contribution(await conn.execute(_steps_of(keys, person, table)))
        for table in (progress, follow_up, quote_consent)
    ]
    told = (_told(row, person.key, became, asked, agreed) for row in found)
    introduced, wished = await _reporting(conn, keys, person)
    return tuple(
        replace(one, introduced=introduced.get(one.id, ()), wished_help_to_report=wished.get(one.id, ()))
        for one in told
    )


async def _reporting(
    conn: AsyncConnection, keys: Keys, person: Person
) -> tuple[dict[str, tuple[Introduced, ...]], dict[str, tuple[datetime, ...]]]:
    """By contribution: the agencies they agreed to be put in touch with, and when they wished for help to report."""
    introduced: dict[str, tuple[Introduced, ...]] = defaultdict(tuple)
    for row in await conn.execute(_own(keys, person, introduction)):
        met = Introduced(row.agency, row.agreed_at, row.withdrawn_at, row.outcome, row.outcome_at)
        introduced[row.contribution] += (met,)
    wished: dict[str, tuple[datetime, ...]] = defaultdict(tuple)
    for row in await conn.execute(_own(keys, person, report_help)):
        wished[row.contribution] += (row.asked_at,)
    return introduced, wished


def _own(keys: Keys, person: Person, table: Table) -> Select[tuple[object, ...]]:
    mine = (table.c.organisation == keys.organisation) & (table.c.participant == person.hash)
    return select(table).where(mine).order_by(table.c.id)


def _steps_of(keys: Keys, person: Person, table: Table) -> Select[tuple[object, ...]]:
    return (
        select(table)
        .select_from(table.join(contribution))
        .where(contribution.c.organisation == keys.organisation, contribution.c.participant == person.hash)
        .order_by(table.c.contribution, table.c.step)
    )


def _by_contribution(rows: Iterable[Row[tuple[object, ...]]]) -> _Steps:
    found: dict[str, list[Row[tuple[object, ...]]]] = defaultdict(list)
    for row in rows:
        found[row.contribution].append(row)
    return found


def _told(row: Row[tuple[object, ...]], key: DataKey, became: _Steps, asked: _Steps, agreed: _Steps) -> Told:
    plain = dict(zip(_PLAIN, row, strict=False))
    return Told(
        **plain,  # type: ignore[arg-type]
        kind=Kind(row.kind),
        standing=Standing(row.standing),
        words=texts.joined(texts.unseal(key, row.sealed)),
        became=tuple(_became(one, key) for one in became.get(row.id, ())),
        asked=tuple(
            Asked(one.step, one.asked_at, Changed(one.answer) if one.answer else None) for one in asked.get(row.id, ())
        ),
        agreed=tuple(Agreed(one.at, one.may_quote, one.basis) for one in agreed.get(row.id, ())),
    )


def _became(row: Row[tuple[object, ...]], key: DataKey) -> Became:
    why = key.read("why", row.sealed) if row.sealed else ""
    return Became(row.step, Progress(row.progress), row.at, row.until, why, row.told_at is not None)
