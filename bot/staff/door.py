"""The workers' door in the bot's own chat: an invite lets them in, /console gives them a link; all else goes on.

Whoever does not work here never notices that there is one.
"""

from collections.abc import Mapping, Sequence

import structlog
from msgspec import Struct

from bot.channel import Channel, Incoming, Outgoing, Received, Take
from bot.conversation.events import Opened, Pressed, Said
from bot.conversation.replies import Values
from bot.domain.worker import Worker
from bot.errors import SendFailed
from bot.staff.access import Access
from bot.staff.cards import WORK
from bot.staff.taps import Taps
from bot.storage import audit, workers
from bot.storage.workers import Link

log = structlog.get_logger(__name__)

INVITE = "worker-"
"""How the payload of an invite's start link begins."""
CONSOLE = "/console"
"""What a worker writes to be given a link into the console."""


class WorkerDoor(Struct, frozen=True):
    """Takes what a channel receives before `through` does. `public_url` is where the console is."""

    access: Access
    taps: Taps
    channel: Channel
    public_url: str
    through: Take

    async def take(self, updates: Sequence[Received]) -> None:
        """Return once all `updates` are committed, as the dispatcher's own. Raises StorageError."""
        here = await self._workers([one for one in updates if isinstance(one, Incoming)])
        rest = [one for one in updates if not (isinstance(one, Incoming) and await self._taken(one, here))]
        if rest or not updates:
            await self.through(rest)

    async def _taken(self, one: Incoming, here: Mapping[str, Worker]) -> bool:
        someone = here.get(self._who(one))
        match one.event:
            case Opened(door) if door and door.startswith(INVITE):
                return await self._let_in(one, door.removeprefix(INVITE))
            case Pressed(token) if someone and token.startswith(WORK):
                return await self._shown(one, await self.taps.pressed(someone, token))
            case Said(text) if someone and text.strip().casefold() == CONSOLE:
                return await self._shown(one, await self._link(someone))
            case Said(text) if someone:
                return await self._shown(one, await self.taps.wrote(someone, text))
        return False

    async def _let_in(self, one: Incoming, token: str) -> bool:
        keys, now = self.access.keys, self.access.clock()
        async with self.access.database.write() as conn:
            someone = await workers.use_link(conn, keys, Link.CHAT, token, now)
            if someone is None:
                # Tapped twice, or delivered twice: they are not welcomed as a resident.
                return await workers.of_chat(conn, keys, self._who(one)) is not None
            place = {"account": one.account, "who": self._who(one), "address": one.address}
            await workers.bind(conn, keys, someone.id, **place, now=now)
            await audit.record(conn, keys, self.access.new_id(), who=someone.id, what="came in by chat", now=now)
        await self._reply(one, Outgoing(self._say("staff.door.welcome", {"name": someone.name, "command": CONSOLE})))
        return True

    async def _shown(self, one: Incoming, shown: Outgoing | None) -> bool:
        """Whether there was something for a worker to be shown: it is."""
        if shown is not None:
            await self._reply(one, shown)
        return shown is not None

    async def _link(self, someone: Worker) -> Outgoing:
        token = await self.access.make_link(someone.id)
        return Outgoing(self._say("staff.door.link", {"link": f"{self.public_url}/console/enter/{token}"}))

    def _say(self, key: str, values: Values) -> str:
        return self.taps.writer.say(key, values)

    async def _workers(self, updates: Sequence[Incoming]) -> Mapping[str, Worker]:
        """Who of those in a batch works here, by the hash of their chat: one question, however many wrote."""
        asking = {self._who(one) for one in updates if isinstance(one.event, Said | Pressed)}
        if not asking:
            return {}
        async with self.access.database.read() as conn:
            return await workers.of_chats(conn, self.access.keys, asking)

    async def _reply(self, one: Incoming, shown: Outgoing) -> None:
        try:
            await self.channel.send(one.address, shown)
        except SendFailed as fault:
            # They ask again: a link costs nothing, and the old one ends.
            log.info("answer to a worker not sent", fault=type(fault).__name__)

    def _who(self, one: Incoming) -> str:
        return self.access.keys.participant_hash(one.account, one.person)
