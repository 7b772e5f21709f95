"""The archive as it is read: what was published, and nothing else; everybody's or by a link of one's own."""

from collections import defaultdict

from msgspec import Struct

from bot.domain.area import Area
from bot.domain.release import Published, Release
from bot.staff.archive_links import read_link
from bot.storage import agency_contacts, archive, releases
from bot.storage.database import Database
from bot.storage.keys import Keys


class Shelf(Struct, frozen=True):
    """What the archive's pages are given."""

    database: Database
    keys: Keys
    area: Area

    @property
    def public(self) -> bool:
        """Whether everybody may read it."""
        return self.area.report_days.public_archive

    async def months(self) -> list[Published]:
        """What was published, the newest month first."""
        async with self.database.read() as conn:
            every = await releases.every(conn, self.keys.organisation)
        out = defaultdict[str, list[Release]](list)
        for one in every:
            if one.published_at is not None:
                out[one.period].append(one)
        return [Published(period, tuple(of)) for period, of in sorted(out.items(), reverse=True)]

    async def month(self, period: str) -> Published | None:
        """A month with what stands there of it; None where nothing was published."""
        found = next((one for one in await self.months() if one.period == period), None)
        if found is None:
            return None
        async with self.database.read() as conn:
            names = await archive.names(conn, self.keys.organisation, period)
        return Published(period, found.releases, tuple(names))

    async def file(self, period: str, name: tuple[str, str, str, str]) -> bytes | None:
        """A file by scope, edition, language and kind; None where there is none."""
        scope, edition, language, kind = name
        async with self.database.read() as conn:
            return await archive.file(
                conn, self.keys, period, scope=scope, edition=edition, language=language, kind=kind
            )

    async def opens(self, token: str) -> bool:
        """Whether a link is that of somebody who is a contact of an agency now."""
        contact = read_link(self.keys, token)
        if contact is None:
            return False
        async with self.database.read() as conn:
            return await agency_contacts.find(conn, self.keys, contact) is not None
