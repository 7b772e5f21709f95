"""Who of an agency is sent the report: names and addresses, locked with the installation's key."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.form import decode, encode
from bot.domain.release import Contact
from bot.storage.keys import Keys
from bot.storage.tables import agency_contact


async def put(conn: AsyncConnection, keys: Keys, one: Contact, *, who: str, now: datetime) -> None:
    """From now on they are sent what their agency is sent; `who` is the worker who said so."""
    sealed = keys.installation.seal(f"agency contact {one.id}", encode([one.name, one.mail]))
    row = {"organisation": keys.organisation, "id": one.id, "agency": one.agency, "sealed": sealed}
    await conn.execute(insert(agency_contact), row | {"who": who, "put_at": now})


async def go(conn: AsyncConnection, organisation: str, id_: str, now: datetime) -> bool:
    """They are sent nothing any more, and who they were is forgotten; False where they were no contact."""
    this = agency_contact.c.organisation == organisation, agency_contact.c.id == id_
    gone = update(agency_contact).where(*this, agency_contact.c.gone_at.is_(None)).values(gone_at=now, sealed=None)
    return (await conn.execute(gone)).rowcount == 1


async def everyone(conn: AsyncConnection, keys: Keys) -> list[Contact]:
    """All contacts, by agency, each one's first first. Raises KeyFileError."""
    chosen = select(agency_contact).where(
        agency_contact.c.organisation == keys.organisation, agency_contact.c.gone_at.is_(None)
    )
    rows = await conn.execute(chosen.order_by(agency_contact.c.agency, agency_contact.c.put_at, agency_contact.c.id))
    return [_contact(keys, row) for row in rows]


async def find(conn: AsyncConnection, keys: Keys, id_: str) -> Contact | None:
    """The contact of this id; None where they are none (any more). Raises KeyFileError."""
    this = agency_contact.c.organisation == keys.organisation, agency_contact.c.id == id_
    row = (await conn.execute(select(agency_contact).where(*this, agency_contact.c.gone_at.is_(None)))).one_or_none()
    return _contact(keys, row) if row else None


def _contact(keys: Keys, row: Row[Any]) -> Contact:
    name, mail = decode(keys.installation.open(f"agency contact {row.id}", row.sealed), list[str])
    return Contact(row.id, row.agency, name, mail)
