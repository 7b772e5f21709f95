"""A worker does something with an item: all that a deed needs, within the transaction that puts it on record."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime

from msgspec import Struct
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.area import Area
from bot.domain.deed import Deed
from bot.domain.item import Item
from bot.domain.worker import Worker
from bot.storage.keys import Keys


class Doing(Struct, frozen=True):
    """A worker does something with an item, within a transaction.

    `find` gives another item within their fence; `asks` says of words that they may not go out to a child; `second`
    puts an answer down for a second worker; `canned` is a reply that is there already, by its code and a language.
    """

    conn: AsyncConnection
    keys: Keys
    area: Area
    worker: Worker
    item: Item
    now: datetime
    find: Callable[[str], Awaitable[Item]]
    asks: Callable[[str], bool]
    second: Callable[[Deed], Awaitable[None]]
    canned: Callable[[str, str], str]

    @property
    def today(self) -> date:
        """The local day."""
        return self.now.astimezone(self.area.zone).date()

    @property
    def which(self) -> tuple[AsyncConnection, str, str]:
        """What every change in storage is told first."""
        return self.conn, self.keys.organisation, self.item.id
