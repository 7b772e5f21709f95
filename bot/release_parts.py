"""How the report's way out is put together: by itself, so that a process that does only this starts soon."""

import os
import socket
from functools import partial

from msgspec import structs
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.apart import Apart
from bot.conversation.replies import Values
from bot.core import ROOT, Core
from bot.domain.release import newest_of
from bot.draws import new_id
from bot.i18n import FALLBACK
from bot.staff.cards import Writer
from bot.staff.house import House
from bot.staff.printing import printed, released
from bot.staff.releasing import Releasing
from bot.staff.reviewed import reviewed
from bot.storage import agency_questions, drafts, releases
from reports import dataset
from reports.asked import asked, periods
from reports.freeze import freeze
from reports.frozen import WHOLE_AREA, Frozen
from reports.gather import so_far
from reports.model import Request


def staff_writer(core: Core) -> Writer:
    """Who words what workers are shown in their chats."""

    def say(key: str, values: Values) -> str:
        return core.wording.text(key, FALLBACK, values)

    return Writer(core.area, say)


def apart(core: Core) -> Apart:
    """What has long work done by a process of its own."""
    return Apart(core.settings, core.area.name, ROOT, core.clock, f"{socket.gethostname()}:{os.getpid()}")


def mail_domain(core: Core) -> str:
    """What the Message-IDs of mails to agencies end with."""
    return core.settings.sender.address.rpartition("@")[2] or "localhost"


def releasing(core: Core, by: Apart | None = None) -> Releasing:
    """How the report leaves the house; what takes its time is done `by` a process of its own, where there is one."""
    house = House(core.database, core.keys, core.area, core.clock, new_id)
    return Releasing(
        house, staff_writer(core).say, mail_domain(core), partial(_reviewed, core), by.approve if by else None
    )


async def as_it_stands(core: Core, asked: Request) -> tuple[Request, Frozen]:
    """A month as a report of it would go out now, headed as a draft; as it went out, where a person approved it.

    It is the frozen one, else as told so far; with its reviews, questions, replies. Once an edition of it was decided
    it has the figures of that one: whoever has both must not see that somebody left. Raises as `freeze`.
    """
    house = House(core.database, core.keys, core.area, core.clock, new_id)
    async with core.database.read() as conn:
        newest = newest_of(await releases.of(conn, core.keys.organisation, str(asked.month)))
        raw = await released(conn, core.keys, str(asked.month))
    if newest and raw and (newest.checked or not asked.edition.public):
        return structs.replace(asked, draft=False), await printed(house, dataset.load(raw, asked.month), newest)
    month = await _so_far(core, asked)
    async with core.database.read() as conn:
        found = await _reviewed(core, conn, month)
    return structs.replace(asked, draft=True), await printed(house, found, newest) if asked.edition.public else found


async def _so_far(core: Core, asked: Request) -> Frozen:
    """The month as it was frozen; before that as told so far."""
    async with core.database.read() as conn:
        kept = await drafts.find(conn, core.keys, WHOLE_AREA, str(asked.month))
    if kept is not None:
        return dataset.load(kept.dataset, asked.month)
    month = await freeze(core.database, core.keys, core.area, asked.month, core.settings.public_url)
    is_over = asked.month.last < core.clock().astimezone(core.area.zone).date()
    return month if is_over else structs.replace(month, heard=so_far(month.heard, asked.month))


async def _reviewed(core: Core, conn: AsyncConnection, frozen: Frozen) -> Frozen:
    """A frozen month with what its mobilisers made of it, and what it asks agencies."""
    found = await reviewed(conn, core.keys, core.area, frozen)
    questions = await agency_questions.printed(conn, core.keys, periods(frozen.month))
    return structs.replace(found, questions=asked(core.area, frozen.month, questions))
