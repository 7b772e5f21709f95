"""The archive: the files of each month's newest published release, locked with its key, replaced by the next."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct
from sqlalchemy import delete, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.release import Release
from bot.storage.keys import DataKey, Keys
from bot.storage.releases import edition as edition_of
from bot.storage.releases import is_
from bot.storage.tables import report_edition, report_file, report_hold, report_release


class Kept(Struct, frozen=True):
    """A file of the archive, as it is stored: of the whole area ("all") or a neighbourhood."""

    scope: str
    edition: str
    language: str
    kind: str
    body: bytes


async def publish(conn: AsyncConnection, keys: Keys, one: Release, files: Iterable[Kept], now: datetime) -> bool:
    """Let a release stand in the archive; False where it stands there already, is held, or is no longer there.

    What stood there before of the same month goes, with the key it was locked with.
    """
    held = exists().where(
        report_hold.c.organisation == keys.organisation,
        report_hold.c.period == one.period,
        report_hold.c.let_go_at.is_(None),
    )
    waiting = is_(keys.organisation, one.period, one.revision), report_release.c.published_at.is_(None), ~held
    if (await conn.execute(update(report_release).where(*waiting).values(published_at=now))).rowcount != 1:
        return False
    found = await edition_of(conn, keys, one.period, one.revision)
    if found is None:
        return False
    here = {"organisation": keys.organisation, "period": one.period}
    for table in (report_file, report_edition):
        mine = table.c.organisation == keys.organisation, table.c.period == one.period
        await conn.execute(delete(table).where(*mine, table.c.revision < one.revision))
    rows = [here | {"revision": one.revision} | _sealed(found[0], file) for file in files]
    if rows:
        await conn.execute(insert(report_file), rows)
    return True


def _sealed(key: DataKey, file: Kept) -> dict[str, object]:
    name = {"scope": file.scope, "edition": file.edition, "language": file.language, "kind": file.kind}
    return name | {"sealed": key.seal(_purpose(**name), file.body)}


async def file(
    conn: AsyncConnection, keys: Keys, period: str, *, scope: str, edition: str, language: str, kind: str
) -> bytes | None:
    """A file of the archive; None where there is none of this name. Raises KeyFileError."""
    name = {"scope": scope, "edition": edition, "language": language, "kind": kind}
    here = report_file.c.organisation == keys.organisation, report_file.c.period == period
    wanted = (report_file.c[column] == value for column, value in name.items())
    row = (await conn.execute(select(report_file).where(*here, *wanted))).one_or_none()
    found = await edition_of(conn, keys, period, row.revision) if row else None
    return found[0].open(_purpose(**name), row.sealed) if row and found else None


async def names(conn: AsyncConnection, organisation: str, period: str) -> list[tuple[str, str, str, str]]:
    """The scope, edition, language and kind of each file of a month that stands in the archive."""
    chosen = select(*report_file.c["scope", "edition", "language", "kind"]).where(
        report_file.c.organisation == organisation, report_file.c.period == period
    )
    return sorted((row.scope, row.edition, row.language, row.kind) for row in await conn.execute(chosen))


def _purpose(*, scope: str, edition: str, language: str, kind: str) -> str:
    return f"file {scope} {edition} {language} {kind}"
