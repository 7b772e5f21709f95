"""Brings messages to many: in small parts, each a transaction, so that a crash at any moment loses nobody."""

import asyncio
import hashlib
from collections.abc import Callable
from datetime import date, datetime

import structlog

from bot.channel import Incoming, Take
from bot.conversation.events import Prompted
from bot.domain.broadcast import Broadcast
from bot.domain.quiet import is_quiet
from bot.errors import EarshotError
from bot.jobs.kit import Kit
from bot.storage import broadcasts, people
from bot.storage.broadcasts import Reach
from bot.storage.people import Person

log = structlog.get_logger(__name__)

AT_ONCE = 25
"""So many people's turns are one transaction: whoever writes meanwhile waits for no more (benchmarks/broadcast.py)."""
AHEAD = 75
"""So many unasked messages may wait to be sent: three seconds of sending, so that what is called off stops at once."""
BUSY, LOOK_AGAIN = 0.25, 5.0
"""Seconds between looks while somebody is to be brought something, and otherwise."""


class Broadcasting:
    """Brings what is due to whoever is meant, until cancelled; only the process that leads in it runs it.

    Each is told in a turn of their own, in which everything that speaks against it counts.
    """

    def __init__(self, kit: Kit, clock: Callable[[], datetime]) -> None:
        self._kit = kit
        self._clock = clock
        self._reach = Reach(kit.pulled, kit.pushed)
        self._after: dict[str, str] = {}

    async def run(self) -> None:
        """Look again and again."""
        while True:
            try:
                busy = await self.look()
            except EarshotError as fault:
                busy = False
                log.warning("messages to many cannot be brought, trying again", fault=str(fault))
            await asyncio.sleep(BUSY if busy else LOOK_AGAIN)

    async def look(self) -> bool:
        """Bring the next part of each message; False where there was nobody. Raises StorageError, KeyFileError.

        Nothing in quiet hours. Who cannot be brought it now, since they were sent something this week, is looked at
        again for as long as it goes out.
        """
        now = self._clock()
        local = now.astimezone(self._kit.area.zone)
        if self._kit.take is None or is_quiet(self._kit.area.quiet, local):
            return False
        async with self._kit.database.read() as conn:
            due = await broadcasts.live(conn, self._kit.keys, now)
        self._after = {id_: after for id_, after in self._after.items() if any(one.id == id_ for one in due)}
        parts = [await self._next_part(one, self._kit.take, now) for one in due]
        return any(parts)

    async def _next_part(self, one: Broadcast, take: Take, now: datetime) -> bool:
        """Bring it to a few more, as far as what waits to be sent leaves room; False once everyone was looked at."""
        organisation, after = self._kit.keys.organisation, self._after.get(one.id, "")
        async with self._kit.database.read() as conn:
            room = AHEAD - await broadcasts.waiting(conn, organisation, now)
            if room <= 0:
                return True
            limit = min(room, AT_ONCE)
            chosen = await broadcasts.next_of(conn, organisation, one, self._reach, now, after=after, limit=limit)
            found = await people.look_at(conn, self._kit.keys, chosen)
        today = now.astimezone(self._kit.area.zone).date()
        await take([self._event(one, person, today) for person in found])
        self._after[one.id] = chosen[-1] if chosen else ""
        return bool(chosen)

    def _event(self, one: Broadcast, person: Person, today: date) -> Incoming:
        pushed = person.account in self._reach.pushed
        return Incoming(
            account=person.account,
            external_id=_event_id(one, person, today),
            order=person.last_order,
            # Their own channel knows them by the address we answer to, in a private chat as in a browser.
            person=person.address,
            address=person.address,
            event=Prompted(unasked=pushed, message=one),
        )


def _event_id(one: Broadcast, person: Person, today: date) -> str:
    """The id of bringing it to somebody on a day; of them it says nothing once they are erased."""
    return f"broadcast:{hashlib.sha256(f'{one.id} {person.hash} {today}'.encode()).hexdigest()[:32]}"
