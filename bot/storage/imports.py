"""Bringing in what was gathered elsewhere: each row is its own participant, and stored once however often it comes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.contribution import Contribution
from bot.storage import contributions, intake, people
from bot.storage.keys import Keys
from bot.storage.people import Person
from bot.storage.tables import contribution


async def bring_in(conn: AsyncConnection, keys: Keys, rows: Sequence[Contribution], now: datetime) -> set[str]:
    """Store contributions that are not stored yet; returns the external ids of those that were new.

    A row whose (account, external_id) or whose reference is known already is left out, so draw references that are
    not `intake.taken`. Whatever `participant` says, each row gets a participant of its own without an address.
    """
    known = await _known(conn, keys.organisation, [one.external_id for one in rows])
    references = await intake.taken(conn, keys.organisation, [one.reference for one in rows])
    fresh = {
        (one.account, one.external_id): one
        for one in rows
        if (one.account, one.external_id) not in known and one.reference not in references
    }
    speakers = [_speaker(keys, one, now) for one in fresh.values()]
    await people.come_back(conn, keys, speakers)
    whole = [
        (replace(one, participant=speaker.hash), speaker.key)
        for one, speaker in zip(fresh.values(), speakers, strict=True)
    ]
    await contributions.add_whole(conn, keys, whole)
    return {external_id for _, external_id in fresh}


async def _known(conn: AsyncConnection, organisation: str, external_ids: list[str]) -> set[intake.UpdateKey]:
    chosen = select(*contribution.c["account", "external_id"]).where(
        contribution.c.organisation == organisation, contribution.c.external_id.in_(external_ids)
    )
    return {(row.account, row.external_id) for row in await conn.execute(chosen)}


def _speaker(keys: Keys, one: Contribution, now: datetime) -> Person:
    who = keys.participant_hash(one.account, one.external_id)
    return Person(who, one.account, "", *keys.new_key(who), people.week_of(now.date()))
