"""Bringing in what was gathered elsewhere: each row is its own participant, and stored once however often it comes."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from msgspec.structs import replace
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.contribution import Contribution
from bot.storage import contributions, intake, people
from bot.storage.keys import Keys
from bot.storage.people import Person
from bot.storage.tables import contribution
from bot.storage.turns import alone


async def bring_in(conn: AsyncConnection, keys: Keys, rows: Sequence[Contribution], now: datetime) -> dict[str, Person]:
    """Store contributions that are not stored yet; returns who said them by external id, for those that were new.

    A row whose (account, external_id) or whose reference is known already is left out, so draw references that are
    not `intake.taken`. Each row gets a participant of its own without an address. Rows that name the same `participant`
    share it, unless somebody of a channel has that hash: nothing is ever put into the mouth of somebody we talk with.
    """
    # Two files at once could hold the same row.
    await alone(conn, f"import:{keys.organisation}")
    fresh = await _fresh(conn, keys.organisation, rows)
    speakers = await _speakers(conn, keys, fresh, people.week_of(now.date()))
    await people.come_back(conn, keys, {speaker.hash: speaker for speaker in speakers}.values())
    whole = [
        (replace(one, participant=speaker.hash), speaker.key) for one, speaker in zip(fresh, speakers, strict=True)
    ]
    await contributions.add_whole(conn, keys, whole)
    return {one.external_id: speaker for one, speaker in zip(fresh, speakers, strict=True)}


async def known(conn: AsyncConnection, organisation: str, account: str, external_ids: Collection[str]) -> set[str]:
    """Which of these external ids of an account are stored already."""
    chosen = select(contribution.c.external_id).where(
        contribution.c.organisation == organisation,
        contribution.c.account == account,
        contribution.c.external_id.in_(external_ids),
    )
    return set((await conn.execute(chosen)).scalars())


async def _fresh(conn: AsyncConnection, organisation: str, rows: Sequence[Contribution]) -> list[Contribution]:
    there: set[intake.UpdateKey] = set()
    for account in {one.account for one in rows}:
        ids = [one.external_id for one in rows if one.account == account]
        there |= {(account, one) for one in await known(conn, organisation, account, ids)}
    taken = await intake.taken(conn, organisation, [one.reference for one in rows])
    # Of rows with the same key the last one counts.
    by_key = {(one.account, one.external_id): one for one in rows}
    return [one for key, one in by_key.items() if key not in there and one.reference not in taken]


async def _speakers(conn: AsyncConnection, keys: Keys, rows: Sequence[Contribution], week: date) -> list[Person]:
    own = [keys.participant_hash(one.account, one.external_id) for one in rows]
    named = {one.participant for one in rows if one.participant}
    # Whoever is there has a key already, and words locked with another would never open again.
    there = await people.load(conn, keys, sorted(named | set(own)))
    return [_speaker(keys, one, its_own, there, week) for one, its_own in zip(rows, own, strict=True)]


def _speaker(keys: Keys, one: Contribution, own: str, there: dict[str, Person], week: date) -> Person:
    who = one.participant or own
    if who in there and there[who].account != one.account:
        who = own
    if who not in there:
        there[who] = Person(who, one.account, "", *keys.new_key(who), week)
    return there[who]
