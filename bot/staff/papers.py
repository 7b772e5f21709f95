"""Paper typed up: the rows of a sheet, or what several said in a group talk, kept at one go."""

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from bot.domain.worker import Worker
from bot.errors import Refused
from bot.staff.house import House
from bot.staff.note import Note, Slip, slips
from bot.staff.noting import Kept, Noting, Sheet

OLDEST = timedelta(days=400)
"""Older sheets are a slip of the keyboard; what is older is brought in as a file."""


class Papers(Struct, frozen=True):
    """The desk."""

    house: House
    noting: Noting

    def understood(self, worker: Worker, typed: Sequence[Slip]) -> list[Note]:
        """The rows as they are understood, each with its problem."""
        return slips(typed, self.house.area, worker)

    async def keep(
        self, worker: Worker, typed: Sequence[Slip], said_on: date, *, they_know: bool | None, sheet: str
    ) -> list[Kept]:
        """Keep all rows, or none. `sheet` is the form's own id: it is kept once. Raises Refused, StorageError."""
        if they_know is None:
            raise Refused("say whether they know that you are writing this down")
        found = self.understood(worker, typed)
        if not found:
            raise Refused("there are no words yet")
        if any(one.problem for one in found):
            raise Refused("some rows cannot be kept: what is wrong stands beside each")
        if not self.house.today - OLDEST <= said_on <= self.house.today:
            raise Refused(f"{said_on} is not a day on which it can have been said")
        return await self.noting.keep(worker, found, they_know=they_know, source=Sheet(sheet, said_on))
