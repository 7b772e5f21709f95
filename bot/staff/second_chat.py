"""A second worker decides in their chat on an answer to somebody who may be a child: it goes, or not like this."""

from collections.abc import Awaitable, Callable

from msgspec import Struct

from bot.channel import Outgoing
from bot.domain.second_look import Verdict
from bot.domain.worker import Worker
from bot.errors import NotFound, Refused
from bot.staff.deciding import Deciding
from bot.staff.triage import Triage

WHY_NOT = "why_not"
"""Asked for in the chat: what is written next says why an answer does not go to a child."""


class SecondChat(Struct, frozen=True):
    """`ask` says what their next message answers."""

    triage: Triage
    ask: Callable[[Worker, str], Awaitable[None]]

    @property
    def _deciding(self) -> Deciding:
        return Deciding(self.triage)

    async def let_go(self, worker: Worker, id_: str) -> Outgoing:
        """A second worker has seen it, and lets it go. Raises NotFound, and Refused."""
        one = await self._deciding.find(worker, id_)
        return self.triage.second.cards.done(one, await self._deciding.let_go(worker, id_))

    async def why_not(self, worker: Worker, id_: str) -> Outgoing:
        """Ask why it does not go. Raises NotFound, and Refused."""
        one = await self._deciding.find(worker, id_)
        await self.ask(worker, f"{WHY_NOT} {one.id}")
        return self.triage.second.cards.why(one)

    async def stop(self, worker: Worker, id_: str, why: str) -> Outgoing | None:
        """It does not go, for what they wrote; None where it is not there any more."""
        try:
            one = await self._deciding.find(worker, id_)
            await self._deciding.stop(worker, id_, why)
        except NotFound:
            return None
        except Refused as refused:
            return Outgoing(str(refused))
        return self.triage.second.cards.done(one, Verdict.STOPPED)
