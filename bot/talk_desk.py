"""The worker's side of a talk: who may look, what may be written, and how it reaches the resident."""

from collections.abc import Callable
from datetime import datetime, tzinfo

from msgspec import Struct
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channel import Incoming, Take
from bot.conversation.events import Event, WorkerJoined, WorkerLeft, WorkerWrote
from bot.core import Clock
from bot.domain.area import Area
from bot.domain.staffed import next_staffed
from bot.domain.talk import Held, Role, Seen, Withheld
from bot.domain.worker import Right
from bot.staff.talk_links import read_link
from bot.storage import people, talks, workers
from bot.storage.database import Database
from bot.storage.keys import Keys


class TalkDesk(Struct, frozen=True):
    """Looks at talks by their links, and hands over what workers do in them to `take`.

    `asks_for_contact` says of a worker's words that they may not go out to a child; `new_id` gives a UUIDv7 in hex.
    """

    database: Database
    keys: Keys
    area: Area
    clock: Clock
    take: Take
    asks_for_contact: Callable[[str], bool]
    new_id: Callable[[], str]

    async def look(self, token: str, *, is_here: bool = False) -> Seen | None:
        """The talk a link opens, None where it opens none (any more). `is_here`: they have it on their screen."""
        opened = read_link(self.keys, token, self.clock())
        if opened is None:
            return None
        id_, role = opened
        async with self.database.read() as conn:
            held = await talks.look(conn, self.keys, id_)
            if held is not None and not await self._works_here(conn, held, role):
                return None
            lines = await talks.lines(conn, self.keys, id_)
        if held is not None and is_here and role is Role.SECOND:
            async with self.database.write() as conn:
                await talks.second_is_here(conn, self.keys, id_, self.clock())
                held = await talks.look(conn, self.keys, id_)
        return Seen(held, role, tuple(lines), self._withheld(held)) if held else None

    async def join(self, token: str) -> Withheld | None:
        """Begin the talk as its worker; returns why it may not begin."""
        seen = await self._as_worker(token)
        if isinstance(seen, Withheld):
            return seen
        await self._happened(seen.held, WorkerJoined(seen.held.id, seen.held.worker, seen.held.second))
        return None

    async def write(self, token: str, words: str) -> Withheld | None:
        """Send what the worker wrote; returns why it did not go out."""
        seen = await self._as_worker(token)
        if isinstance(seen, Withheld):
            return seen
        if not words.strip():
            return Withheld.EMPTY
        if seen.held.protected and self.asks_for_contact(words):
            return Withheld.NOT_READ
        await self._happened(seen.held, WorkerWrote(seen.held.id, words))
        return None

    async def leave(self, token: str) -> None:
        """End the talk; the bot speaks again."""
        seen = await self.look(token)
        if seen is not None and seen.role is Role.WORKER and not seen.held.over:
            await self._happened(seen.held, WorkerLeft(seen.held.id))

    async def _as_worker(self, token: str) -> Seen | Withheld:
        seen = await self.look(token)
        if seen is None or seen.role is not Role.WORKER:
            return Withheld.OVER
        return seen.withheld or seen

    def _withheld(self, held: Held) -> Withheld | None:
        now = self.clock()
        if held.over:
            return Withheld.OVER
        if held.protected and not is_staffed(self.area, now, self.area.zone):
            return Withheld.CLOSED
        return None if held.watched(now) else Withheld.ALONE

    async def _works_here(self, conn: AsyncConnection, held: Held, role: Role) -> bool:
        """Whether whoever the link was made for may still talk here: a link outlives nobody's work (25)."""
        whose = held.worker_id if role is Role.WORKER else held.second_id
        if not whose:
            return True
        found = await workers.find(conn, self.keys, whose)
        return found is not None and found.may(Right.TALK)

    async def _happened(self, held: Held, event: Event) -> None:
        async with self.database.read() as conn:
            person = await people.look(conn, self.keys, held.participant)
        if person is not None:
            # Their own channel knows them by the address we answer to, in a private chat as in a browser.
            await self.take(
                [
                    Incoming(
                        account=person.account,
                        external_id=f"talk:{self.new_id()}",
                        order=person.last_order,
                        person=person.address,
                        address=person.address,
                        event=event,
                    )
                ]
            )


def is_staffed(area: Area, now: datetime, zone: tzinfo) -> bool:
    """Whether a worker is there now (UTC), by the pack's staffed hours."""
    local = now.astimezone(zone)
    return next_staffed(area, local) == local
