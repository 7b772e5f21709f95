"""The notebook: the desks at which workers keep what they know and what they spent, each a room of the console."""

from msgspec import Struct

from bot.domain.worker import Right, Worker
from bot.staff.directories import Directories
from bot.staff.needs import Needs
from bot.staff.spends import Spends


class Waits(Struct, frozen=True):
    """How many things wait in a room of the notebook."""

    room: str
    count: int


class Notebook(Struct, frozen=True):
    """The desks."""

    directories: Directories
    spends: Spends
    needs: Needs

    async def waits(self, worker: Worker) -> list[Waits]:
        """What waits for this worker, for their first page; rooms in which nothing does are left out."""
        found = [Waits("spends", len(await self.spends.waiting(worker)))]
        if worker.may(Right.WRITE_DOWN):
            found.append(Waits("signposts", len(await self.directories.stale())))
        return [one for one in found if one.count]
