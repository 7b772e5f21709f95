"""Closing: everyone with something open is told once, in their language; it can be taken back, and they hear that."""

from collections.abc import Callable
from datetime import date, datetime

from msgspec import Struct
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.replies import Value
from bot.domain.area import Area
from bot.domain.closing import Closing
from bot.domain.contribution import Progress, Standing
from bot.domain.in_public import is_far, no_name
from bot.domain.item import Item
from bot.domain.plain_words import not_to_be_said
from bot.errors import Refused
from bot.i18n import Wording
from bot.staff.handing_over import open_items
from bot.storage import audit, closings, inbox, progress
from bot.storage.database import Database
from bot.storage.keys import Keys


class ClosingDown(Struct, frozen=True):
    """`clock` gives the time in UTC, `new_id` a UUIDv7 in hex; `by` is the worker who does it, or "operator"."""

    database: Database
    keys: Keys
    area: Area
    wording: Wording
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    by: str = "operator"

    async def close(self, on: date, where: str) -> int:
        """Close on a day, naming where people turn then; how many were told. Raises Refused in words."""
        if on < self._today:
            raise Refused(f"{on}: the day must be today or later")
        wrong = [*not_to_be_said(where), *no_name(where.strip())]
        if not where.strip() or wrong:
            say = "say where people turn then, such as --where 'the council, 01908 691691'"
            raise Refused("; ".join([say, *wrong]))
        if is_far(on, self._today):
            raise Refused(f"{on}: that is too far off")
        async with self.database.write() as conn:
            if await closings.find(conn, self.keys.organisation, self._today) is not None:
                raise Refused("it is closing already: `earshot close-down --take-back` first")
            said = Closing(on, where.strip())
            await closings.put(conn, self.keys.organisation, self.new_id(), said, self.clock())
            told = await self._tell_each(conn, "closing.soon", on=on, where=said.where)
            await self._record(conn, f"closes on {on}, told {told}")
        return told

    async def take_back(self) -> int:
        """It goes on after all; how many were told so. Raises Refused where it was not closing."""
        async with self.database.write() as conn:
            if not await closings.take_back(conn, self.keys.organisation, self.clock()):
                raise Refused("it is not closing")
            told = await self._tell_each(conn, "closing.stays")
            await self._record(conn, f"does not close after all, told {told}")
        return told

    async def _tell_each(self, conn: AsyncConnection, key: str, **values: Value) -> int:
        """Tell each person with something open once, with the news of the newest; what was promised stays promised."""
        items = {one.id: one for one in await open_items(conn, self.keys, self.area) if one.standing is Standing.HEARD}
        newest = await closings.newest_of_each(conn, self.keys.organisation, items.keys())
        for id_ in sorted(newest):
            await self._tell(conn, items[id_], key, values)
        return len(newest)

    async def _tell(self, conn: AsyncConnection, item: Item, key: str, values: dict[str, Value]) -> None:
        answered = await progress.find(conn, self.keys.organisation, item.reference)
        if answered is None:
            return
        language = await inbox.language_of(conn, self.keys.organisation, item.id)
        why, became = self.wording.text(key, language, values), item.became or Progress.WAITING
        now, until = self.clock(), item.next_date
        await progress.add(conn, self.keys, answered, became, who=self.by, now=now, until=until, why=why)

    @property
    def _today(self) -> date:
        return self.clock().astimezone(self.area.zone).date()

    async def _record(self, conn: AsyncConnection, what: str) -> None:
        await audit.record(conn, self.keys, self.new_id(), who=self.by, what=what, now=self.clock())
