"""How the report's way out is put together: by itself, so that a process that does only this starts soon."""

import os
import socket
from functools import partial

from msgspec import structs
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.apart import Apart
from bot.conversation.replies import Values
from bot.core import ROOT, Core
from bot.draws import new_id
from bot.i18n import FALLBACK
from bot.staff.cards import Writer
from bot.staff.house import House
from bot.staff.releasing import Releasing
from bot.staff.reviewed import reviewed
from bot.storage import agency_questions
from reports.asked import asked, periods
from reports.frozen import Frozen


def staff_writer(core: Core) -> Writer:
    """Who words what workers are shown in their chats."""

    def say(key: str, values: Values) -> str:
        return core.wording.text(key, FALLBACK, values)

    return Writer(core.area, say)


def apart(core: Core) -> Apart:
    """What has long work done by a process of its own."""
    return Apart(core.settings, core.area.name, ROOT, core.clock, f"{socket.gethostname()}:{os.getpid()}")


def releasing(core: Core, by: Apart | None = None) -> Releasing:
    """How the report leaves the house; what takes its time is done `by` a process of its own, where there is one."""
    house = House(core.database, core.keys, core.area, core.clock, new_id)
    domain = core.settings.sender.address.rpartition("@")[2] or "localhost"
    return Releasing(house, staff_writer(core).say, domain, partial(_reviewed, core), by.approve if by else None)


async def _reviewed(core: Core, conn: AsyncConnection, frozen: Frozen) -> Frozen:
    """A frozen month with what its mobilisers made of it, and what it asks agencies."""
    found = await reviewed(conn, core.keys, core.area, frozen)
    questions = await agency_questions.printed(conn, core.keys, periods(frozen.month))
    return structs.replace(found, questions=asked(core.area, questions))
