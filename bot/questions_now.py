"""The questions that are asked of many just now, looked up now and then: talks offer them (bot/dialogues/asked.py)."""

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct

from bot.domain.broadcast import Broadcast, Purpose
from bot.storage import broadcasts
from bot.storage.database import Database
from bot.storage.keys import Keys


class QuestionsNow(Struct):
    """What is known of them. Each process looks for itself, by the clock and when one of its own workers asks one."""

    database: Database
    keys: Keys
    clock: Callable[[], datetime]
    _known: tuple[Broadcast, ...] = ()

    async def look(self) -> None:
        """Look up those that are not over, the ones still to come too. Raises StorageError, KeyFileError."""
        async with self.database.read() as conn:
            self._known = await broadcasts.not_over(conn, self.keys, self.clock(), Purpose.ASKED)

    def __call__(self) -> tuple[Broadcast, ...]:
        """Those that are asked at this moment."""
        now = self.clock()
        return tuple(one for one in self._known if one.live(now))
