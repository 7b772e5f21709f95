"""An order of bot/apart.py: read from standard input, done, answered on standard output."""

import asyncio
import os
import pickle
import signal
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import structlog
from msgspec.structs import replace

from bot import logs
from bot.apart import READERS, SIZE, Order
from bot.core import LOCALES, ROOT, Core, beside
from bot.draws import new_id
from bot.errors import EarshotError, NotFound
from bot.jobs import learning, report_drafts, report_release
from bot.jobs.kit import Kit
from bot.learning import Learning
from bot.learning_parts import learning_desk
from bot.reader_parts import usable
from bot.release_parts import as_it_stands, releasing
from bot.staff.house import House
from bot.staff.printing import printed
from bot.storage import workers
from reports.drawing import Drawing
from reports.frozen import Frozen, Review
from reports.model import Request
from reports.pipeline import make_all
from reports.prefill import drafted
from reports.waiting import WAITS_FOR_OTHERS

log = structlog.get_logger(__name__)

JOBS = {
    report_drafts.JOB: report_drafts.make_due,
    report_release.JOB: report_release.release_due,
    learning.JOB: learning.teach,
}


def main() -> None:
    """Do what is ordered on standard input; what came of it is pickled out, an error of ours too."""
    # Ctrl-C is for whoever ordered it: they shut the way in.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    size = int.from_bytes(_read(SIZE))
    order: Order = pickle.loads(_read(size))  # noqa: S301 - our own parent wrote it
    logs.set_up("INFO")
    try:
        answer: Any = asyncio.run(_done(order))
    except EarshotError as fault:
        answer = fault
    except asyncio.CancelledError:
        return
    except Exception:
        log.exception("what is done apart broke")
        sys.exit(1)
    pickle.dump(answer, sys.stdout.buffer)
    sys.stdout.flush()


def _read(size: int) -> bytes:
    parts = []
    while size and (part := os.read(0, min(size, 2**20))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


async def _done(order: Order) -> Any:
    # Nothing more is said on the way in: that it can be read means that it was shut.
    asyncio.get_running_loop().add_reader(0, _stop, asyncio.current_task())
    return await _carried_out(order)


async def _carried_out(order: Order) -> Any:
    if order.what == READERS:
        # Nobody is served before they are there.
        return bool(usable(*order.given))
    os.nice(WAITS_FOR_OTHERS)
    async with beside(order.settings, lambda: order.now) as opened:
        core = replace(opened, area=replace(opened.area, name=order.area))
        if order.what in JOBS:
            await JOBS[order.what](_kit(core, order.worker), order.now)
            return True
        return await _OTHERS[order.what](core, *order.given)


def _stop(task: asyncio.Task[Any] | None) -> None:
    asyncio.get_running_loop().remove_reader(0)
    if task is not None:
        task.cancel()


async def _approve(core: Core, worker: str, period: str) -> Any:
    async with core.database.read() as conn:
        who = await workers.find(conn, core.keys, worker)
    if who is None:
        raise NotFound(worker)
    return await releasing(core).approve(who, period)


async def _preview(core: Core, asked: Request) -> dict[str, bytes]:
    wanted, month = await as_it_stands(core, asked)
    (made,) = await asyncio.to_thread(make_all, [wanted], month, core.area, LOCALES)
    return dict(made)


async def _prefill(core: Core, frozen: Frozen) -> tuple[Review, ...]:
    """Lines for the reviews of a frozen month, with the figures it will be printed with."""
    stands = await printed(House(core.database, core.keys, core.area, core.clock, new_id), frozen)
    return await asyncio.to_thread(drafted, stands, core.area, core.wording)


_OTHERS: dict[str, Callable[..., Any]] = {"approve": _approve, "preview": _preview}


def _kit(core: Core, worker: str) -> Kit:
    return Kit(
        database=core.database,
        keys=core.keys,
        area=core.area,
        drawing=Drawing(LOCALES, ROOT),
        reports=core.settings.data_dir / "reports",
        worker=worker,
        learning=Learning(learning_desk(core), _nothing),
        releasing=releasing(core),
        prefill=partial(_prefill, core),
        address=core.settings.public_url if core.settings.web_port else "",
    )


def _nothing() -> None:
    """Whoever ordered it takes up what was learned."""
