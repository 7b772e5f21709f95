"""Leaving, as a manager does it: promises handed over, a neighbourhood's exit kit, the day on which nobody reads."""

import asyncio
from collections.abc import Callable
from datetime import date

from msgspec import Struct

from bot.channel import Document
from bot.domain.closing import Closing
from bot.domain.worker import Right, Worker
from bot.errors import Refused
from bot.exchange.locked import lock
from bot.i18n import Wording
from bot.staff.closing_down import ClosingDown
from bot.staff.exit_kit import exit_kit
from bot.staff.handing_over import HandingOver, by_place, open_items
from bot.staff.house import House
from bot.storage import closings, workers

SHORTEST = 12
"""Signs of a password that locks an exit kit: whoever has the file may try for as long as they like."""
SURE = "tick that you mean it: residents are told"


class Leaving(Struct, frozen=True):
    """The desk of whoever oversees. `salt` gives random bytes for a lock."""

    house: House
    wording: Wording
    salt: Callable[[], bytes]

    async def closes(self) -> Closing | None:
        """How it closes, None where it does not."""
        async with self.house.database.read() as conn:
            return await closings.find(conn, self.house.keys.organisation, self.house.today)

    async def open_by_place(self) -> dict[str, int]:
        """How many wait for something, by neighbourhood."""
        async with self.house.database.read() as conn:
            return by_place(await open_items(conn, self.house.keys, self.house.area))

    async def answerers(self) -> list[Worker]:
        """Between whom promises are handed over."""
        async with self.house.database.read() as conn:
            return [one for one in await workers.everyone(conn, self.house.keys) if one.may(Right.ANSWER)]

    async def to_worker(self, worker: Worker, giver: str, taker: str) -> None:
        """All that one owes is another's; residents are told nothing. NotFound, Refused in words."""
        await self._handing(worker).to_worker(giver, taker)

    async def to_organisation(self, worker: Worker, place: str, name: str, *, sure: bool) -> None:
        """Whoever was promised something there is told who looks after it now. NotFound, Refused in words."""
        _is(sure)
        await self._handing(worker).to_organisation(place, name)

    async def close(self, worker: Worker, on: str, where: str, *, sure: bool) -> None:
        """It closes on a day (ISO); everyone with something open is told. Refused in words."""
        _is(sure)
        try:
            day = date.fromisoformat(on)
        except ValueError:
            raise Refused(f"{on or 'no day'}: say on which day it closes, such as 2026-12-31") from None
        await self._closing(worker).close(day, where)

    async def stay(self, worker: Worker) -> None:
        """It goes on after all, and they are told so. Refused in words."""
        await self._closing(worker).take_back()

    async def kit(self, worker: Worker, place: str, password: str) -> Document:
        """All that is kept of a neighbourhood, locked with a password; on record. NotFound, Refused in words."""
        house = self.house
        house.fenced(worker, Right.OVERSEE, place)
        if len(password) < SHORTEST:
            raise Refused(f"think of a password of {SHORTEST} signs or more, and tell it to whoever gets the file")
        made = await exit_kit(
            house.database, house.keys, house.area, place, id_=house.new_id(), now=house.clock(), who=worker.id
        )
        content = await asyncio.to_thread(lock, made.content, password, self.salt())
        return Document(f"exit-kit-{place}-{house.today}.zip.enc", content)

    def _handing(self, worker: Worker) -> HandingOver:
        house = self.house
        return HandingOver(
            house.database, house.keys, house.area, self.wording, house.clock, house.new_id, by=worker.id
        )

    def _closing(self, worker: Worker) -> ClosingDown:
        house = self.house
        return ClosingDown(
            house.database, house.keys, house.area, self.wording, house.clock, house.new_id, by=worker.id
        )


def _is(sure: bool) -> None:  # noqa: FBT001 - what a tick box says
    if not sure:
        raise Refused(SURE)
