"""What is on record about backups, and what must not come back with one."""

from datetime import UTC, datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage import audit
from bot.storage.keys import Keys
from bot.storage.tables import audit as audit_table
from bot.storage.tables import console_session, staff_invite, worker_link

LOG = "backups.log"
"""The file in DATA_DIR that says where backups were put when they were made: a moment and a path a line."""
MADE = "backup"
_RESTORED = "restored the backup of "
WHO = "operator"


async def made(conn: AsyncConnection, keys: Keys, id_: str, moment: datetime) -> None:
    """Put on record that a backup holds everything up to `moment`; `id_` is a UUIDv7 in hex."""
    await audit.record(conn, keys, id_, who=WHO, what=MADE, now=moment)


async def restored(conn: AsyncConnection, keys: Keys, id_: str, moment: datetime, now: datetime) -> None:
    """Put on record that the backup of `moment` was brought back."""
    what = f"{_RESTORED}{moment.astimezone(UTC).isoformat()}"
    await audit.record(conn, keys, id_, who=WHO, what=what, now=now)


async def newest(conn: AsyncConnection, organisation: str) -> datetime | None:
    """Up to which moment (UTC) the newest backup on record holds everything; None where there was never one."""
    table = audit_table.c
    mine = table.organisation == organisation, table.who == WHO
    about = (table.what == MADE) | table.what.startswith(_RESTORED, autoescape=True)
    rows = await conn.execute(select(table.at, table.what).where(*mine, about))
    return max((_moment(row.at, row.what) for row in rows), default=None)


async def forget_ways_in(conn: AsyncConnection, organisation: str) -> None:
    """Delete sessions and links of workers: in a backup there are some that were ended or used up since."""
    for table in (console_session, worker_link, staff_invite):
        await conn.execute(delete(table).where(table.c.organisation == organisation))


def _moment(at: datetime, what: str) -> datetime:
    return at if what == MADE else datetime.fromisoformat(what.removeprefix(_RESTORED))
