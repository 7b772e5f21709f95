"""The workers' door in the bot's own chat: an invite lets them in, /console gives them a link; all else goes on.

Whoever does not work here never notices that there is one.
"""

from collections.abc import Awaitable, Sequence

import structlog
from msgspec import Struct

from bot.channel import Channel, Incoming, Outgoing, Received, Take
from bot.conversation.events import Commanded, Corrected, Event, Opened, Pressed, Said, Showed
from bot.conversation.replies import Values
from bot.domain.worker import Worker
from bot.errors import KeyFileError, SendFailed, StorageError
from bot.staff import what_to_write
from bot.staff.access import Access
from bot.staff.cards import WORK
from bot.staff.jotting import NOTE
from bot.staff.taps import Taps
from bot.storage import absences, audit, intake, staff_messages, workers
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
        here = await self._here([one for one in updates if isinstance(one, Incoming)])
        rest = [one for one in updates if not (isinstance(one, Incoming) and await self._taken(one, here))]
        if rest or not updates:
            await self.through(rest)

    async def _here(self, updates: Sequence[Incoming]) -> dict[str, Worker]:
        """The workers among those who did something, by who they are: one look for all.

        Whose update comes a second time is not among them: the dispatcher leaves out what was taken before.
        """
        if not updates:
            return {}
        async with self.access.database.read() as conn:
            keys = self.access.keys
            found = await workers.of_chats(conn, keys, {self._who(one) for one in updates})
            standing = await absences.standing_in(conn, keys.organisation, [*found.values()], self.access.clock())
            theirs = {(one.account, one.external_id): self._who(one) for one in updates if self._who(one) in found}
            again = await intake.claimed(conn, keys.organisation, theirs)
        return {
            who: someone
            for who, someone in zip(found, standing, strict=True)
            if who not in {theirs[one] for one in again}
        }

    async def _taken(self, one: Incoming, here: dict[str, Worker]) -> bool:
        event, someone = one.event, here.get(self._who(one))
        if isinstance(event, Opened) and event.door and event.door.startswith(INVITE):
            return await self._let_in(one, event.door.removeprefix(INVITE), here)
        work = self._work(event, someone) if someone else None
        return someone is not None and work is not None and await self._worked(one, someone, work)

    def _work(self, event: Event, someone: Worker) -> Awaitable[Outgoing | None] | None:
        """What a worker's event asks for; None for what is a resident's, whoever does it."""
        match event:
            case Pressed(token) if token.startswith(WORK):
                return self.taps.pressed(someone, token)
            case Said(text):
                return self._wrote(someone, text)
            case Commanded(word):
                return self._wrote(someone, f"/{word}")
            case Corrected(_, text) if text.lstrip().startswith("/"):
                return self._edited(someone, text)
            case Showed():
                return self.taps.showed(someone, event)
        return None

    async def _wrote(self, someone: Worker, text: str) -> Outgoing | None:
        console = text.strip().casefold() == CONSOLE
        return await self._link(someone) if console else await self.taps.wrote(someone, text)

    async def _edited(self, someone: Worker, text: str) -> Outgoing | None:
        """Notes that are put right are read again, and kept by a tap; whatever else was kept is not changed by that."""
        again = NOTE.match(text) is not None
        return await self.taps.wrote(someone, text) if again else Outgoing(self._say("staff.work.edited", {}))

    async def _let_in(self, one: Incoming, token: str, here: dict[str, Worker]) -> bool:
        keys, now = self.access.keys, self.access.clock()
        async with self.access.database.write() as conn:
            someone = await workers.use_link(conn, keys, Link.CHAT, token, now)
            if someone is None:
                # Tapped twice, or delivered twice: they are not welcomed as a resident.
                return self._who(one) in here
            place = {"account": one.account, "who": self._who(one), "address": one.address}
            await workers.bind(conn, keys, someone.id, **place, now=now)
            await audit.record(conn, keys, self.access.new_id(), who=someone.id, what="came in by chat", now=now)
        here[self._who(one)] = someone
        welcome = self._say("staff.door.welcome", {"name": someone.name, "command": CONSOLE})
        able = what_to_write.listed(someone, self.taps.writer.say).text
        await self._reply(one, someone, Outgoing(f"{welcome}\n\n{able}"))
        return True

    async def _worked(self, one: Incoming, someone: Worker, work: Awaitable[Outgoing | None]) -> bool:
        """Whether there was something to do for a worker; what failed for a fault of ours is no resident's for that.

        Only a store that cannot be used is for the channel to try again: else one message would come again for ever,
        and nobody's behind it (F07).
        """
        try:
            shown = await work
        except (StorageError, KeyFileError):
            raise
        except Exception as fault:  # noqa: BLE001 - one worker's tap must not hold up what everybody else writes
            log.error("a worker's message broke something", fault=type(fault).__name__)  # noqa: TRY400 - a trace could hold words
            shown = Outgoing(self._say("staff.work.broken", {}))
        if shown is None:
            return False
        async with self.access.database.write() as conn:
            update = (one.account, one.external_id)
            await intake.claim(conn, self.access.keys.organisation, [update], self.access.clock())
        await self._reply(one, someone, shown)
        return True

    async def _link(self, someone: Worker) -> Outgoing:
        token = await self.access.make_link(someone.id)
        return Outgoing(self._say("staff.door.link", {"link": f"{self.public_url}/console/enter/{token}"}))

    def _say(self, key: str, values: Values) -> str:
        return self.taps.writer.say(key, values)

    async def _reply(self, one: Incoming, someone: Worker, shown: Outgoing) -> None:
        """Answer; within a day the post takes it away again, and what they wrote as well."""
        try:
            message = await self.channel.send(one.address, shown)
        except SendFailed as fault:
            # They ask again: a link costs nothing, and the old one ends.
            log.info("answer to a worker not sent", fault=type(fault).__name__)
            return
        wrote = one.message if isinstance(one.event, Said | Commanded | Showed) else ""
        place = {"account": one.account, "address": one.address}
        stands = ",".join(filter(None, (wrote, message)))
        keys, id_, now = self.access.keys, self.access.new_id(), self.access.clock()
        async with self.access.database.write() as conn:
            await staff_messages.said(conn, keys, id_, worker=someone.id, **place, message=stands, now=now)

    def _who(self, one: Incoming) -> str:
        return self.access.keys.participant_hash(one.account, one.person)
