"""The door for staff in the bot's own chat: an invite binds it, [I have it] answers, all else goes on.

Whoever is not on the roster never notices that there is one.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

import structlog
from msgspec import Struct

from bot.alerts.answering import Answer, Outcome, acknowledge
from bot.alerts.notices import Writer
from bot.alerts.pagers import BUTTON
from bot.alerts.wanted import HELLO
from bot.channel import Channel, Incoming, Outgoing, Received, Take
from bot.conversation.events import Opened, Pressed
from bot.conversation.replies import Urgency
from bot.errors import SendFailed
from bot.storage import alerts, staff
from bot.storage.alerts import Alert, By
from bot.storage.database import Database
from bot.storage.keys import Keys

log = structlog.get_logger(__name__)

INVITE = "staff-"
"""How the payload of an invite's start link begins."""


class StaffDoor(Struct, frozen=True):
    """Takes what a channel receives before the dispatcher's `take` does."""

    database: Database
    keys: Keys
    writer: Writer
    channel: Channel
    clock: Callable[[], datetime]
    through: Take

    async def take(self, updates: Sequence[Received]) -> None:
        """Return once all `updates` are committed, as the dispatcher's own. Raises StorageError.

        Taking one twice does no harm: an invite is used up, a case is had.
        """
        rest = [one for one in updates if not (isinstance(one, Incoming) and await self._taken(one))]
        if rest or not updates:
            await self.through(rest)

    async def _taken(self, one: Incoming) -> bool:
        match one.event:
            case Opened(door) if door and door.startswith(INVITE):
                return await self._bound(one, door.removeprefix(INVITE))
            case Pressed(token) if token.startswith(BUTTON):
                return await self._answered(one, token.removeprefix(BUTTON))
        return False

    async def _bound(self, one: Incoming, token: str) -> bool:
        now, who = self.clock(), self._who(one)
        async with self.database.write() as conn:
            recipient = await staff.accept(conn, self.keys, token, who=who, address=one.address, now=now)
            if recipient is None:
                # Tapped twice, or delivered twice: they are told again, not welcomed as a resident.
                return bool(await staff.recipients(conn, self.keys.organisation, who))
            hello = Alert(HELLO, now.isoformat(), recipient, By.TELEGRAM, now)
            await alerts.put(conn, self.keys.organisation, [hello])
        return True

    async def _answered(self, one: Incoming, case: str) -> bool:
        async with self.database.read() as conn:
            mine = sorted(await staff.recipients(conn, self.keys.organisation, self._who(one)))
        if not mine:
            return False
        answers = [await acknowledge(self.database, self.keys, case, who, self.clock()) for who in mine]
        best = min(answers, key=lambda answer: list(Outcome).index(answer.outcome))
        await self._reply(one, answered(self.writer, best))
        return True

    async def _reply(self, one: Incoming, text: str) -> None:
        try:
            await self.channel.send(one.address, Outgoing(text, urgency=Urgency.DANGER))
        except SendFailed as fault:
            # They have it all the same, and are told so by mail too.
            log.info("answer to a worker not sent", fault=type(fault).__name__)

    def _who(self, one: Incoming) -> str:
        return self.keys.participant_hash(one.account, one.person)


def answered(writer: Writer, answer: Answer) -> str:
    """What a worker is told who said that they have it."""
    if answer.outcome is Outcome.NOTHING:
        return writer.say("alert.nothing")
    if answer.drill or answer.case is None:
        return writer.say("alert.thanks_drill")
    if answer.outcome is Outcome.HAD:
        who = writer.name(answer.case.acknowledged_by)
        return writer.say("alert.had", who=who, number=answer.case.number)
    taken = writer.local(answer.case.acknowledged_at or answer.case.opened_at)
    return writer.say("alert.thanks", number=answer.case.number, taken=taken)
