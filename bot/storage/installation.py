"""The organisation's own row: its installation key, and the check that these key files belong to this database."""

import hmac
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import KeyFileError
from bot.storage.inserts import if_new
from bot.storage.keys import Keys, MasterKey, new_key, open_key
from bot.storage.tables import installation, organisation, participant

_RECORD, _NAME = if_new(installation), if_new(organisation)
OWNER = "installation"
"""Whose key the installation key is."""
_KNOWN = b"Earshot"


async def holds_people(conn: AsyncConnection) -> bool:
    """Whether anybody's words may be locked in here: then no key may be made anew."""
    return bool((await conn.execute(select(exists().where(participant.c.hash.is_not(None))))).scalar_one())


async def is_recorded(conn: AsyncConnection) -> bool:
    """Whether this database was ever unlocked: then it needs the keys it was unlocked with."""
    return bool((await conn.execute(select(exists().where(installation.c.organisation.is_not(None))))).scalar_one())


async def unlock(conn: AsyncConnection, organisation_id: str, name: str, master: MasterKey, now: datetime) -> Keys:
    """The keys of an organisation, recorded at first; call it at start, in a writing transaction.

    Raises KeyFileError where the master key or the hash secret is not the one this database was locked with.
    """
    await _record(conn, organisation_id, name, master, now)
    keys = await opened(conn, organisation_id, master)
    if keys is None:
        raise KeyFileError(f"the organisation {organisation_id} could not be recorded")
    return keys


async def opened(conn: AsyncConnection, organisation_id: str, master: MasterKey) -> Keys | None:
    """The keys of an organisation that was recorded, None of one that was not; changes nothing. Raises as `unlock`."""
    chosen = select(installation).where(installation.c.organisation == organisation_id)
    row = (await conn.execute(chosen)).one_or_none()
    if row is None:
        return None
    key = open_key(master, organisation_id, row.wrapped_key, OWNER)
    if key.open("check", row.key_check) != _KNOWN:
        raise KeyFileError("the master key is not the one this database was locked with")
    if not hmac.compare_digest(row.hash_check, master.keyed_hash("check", organisation_id)):
        raise KeyFileError("the hash secret beside the master key is not the one this database was made with")
    return Keys(organisation_id, master, key)


async def _record(conn: AsyncConnection, organisation_id: str, name: str, master: MasterKey, now: datetime) -> None:
    key, wrapped = new_key(master, organisation_id, OWNER)
    first = {
        "organisation": organisation_id,
        "wrapped_key": wrapped,
        "key_check": key.seal("check", _KNOWN),
        "hash_check": master.keyed_hash("check", organisation_id),
        "made_at": now,
    }
    await conn.execute(_RECORD.of(conn), first)
    named = {"organisation": organisation_id, "name": name, "made_at": now}
    await conn.execute(_NAME.of(conn), named)
