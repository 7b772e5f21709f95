"""Has what takes its time, with reports, readers and learning, done by a process of its own: no chat waits.

A month of a hundred thousand voices takes seconds to read, to open, to go through and to pack, and an event loop that
does any of it answers nobody meanwhile. Drawing has a process of its own besides (reports/drawing.py).
"""

import asyncio
import os
import pickle
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from bot.domain.area import Area
from bot.domain.release import Release
from bot.errors import EarshotError, ReportError
from bot.settings import Settings
from reports.model import Request

PROGRAM = "bot.commands.apart"
READERS = "readers"
"""What is ordered where readers are to be built: without a store, and by whoever waits for them."""
SIZE = 8
"""Bytes that say how long an order is."""
PATIENCE = 6.0
"""Seconds a process is given to leave its work in order when we are told to stop."""


class Order(Struct, frozen=True):
    """What is to be done as at `now` (UTC): a job of this name, "approve" a month, draw a "preview", build "readers".

    `area` is the area's name as it is shown, `worker` the name that jobs are claimed under.
    """

    settings: Settings
    area: str
    what: str
    now: datetime
    given: tuple[Any, ...]
    worker: str = ""


class Apart(Struct, frozen=True):
    """`program` is the folder the code runs from, `area` the area's name as it is shown, `clock` gives now in UTC."""

    settings: Settings
    area: str
    program: Path
    clock: Callable[[], datetime]
    worker: str = ""

    async def job(self, name: str, now: datetime) -> None:
        """Let a job see what is due at `now` (UTC). Raises ReportError where its process broke."""
        await self._done(name, now)

    async def approve(self, worker: str, period: str) -> Release:
        """A worker (an id) approves a month. Raises as Releasing.approve, and ReportError."""
        released: Release = await self._done("approve", self.clock(), worker, period)
        return released

    async def preview(self, asked: Request) -> Mapping[str, bytes]:
        """A report of what is in the store now, as files by name. Raises ReportError."""
        files: Mapping[str, bytes] = await self._done("preview", self.clock(), asked)
        return files

    async def readers(self, area: Area, locales: Path, folder: Path) -> None:
        """Build the readers of an area by these word lists and keep them in a folder. Raises PackError, ReportError."""
        await self._done(READERS, self.clock(), area, locales, folder)

    async def _done(self, what: str, now: datetime, *given: object) -> Any:
        order = pickle.dumps(Order(self.settings, self.area, what, now, given, self.worker))
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            PROGRAM,
            env=os.environ | {"PYTHONPATH": str(self.program)},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        try:
            answer = await _asked(process, order)
        finally:
            await _ended(process)
        if isinstance(answer, EarshotError):
            raise answer
        return answer


async def _asked(process: asyncio.subprocess.Process, order: bytes) -> Any:
    if process.stdin is None or process.stdout is None:
        raise ReportError("the process beside this one cannot be spoken to")
    # The way in stays open: once it is shut, by us or because we are no more, the process stops.
    process.stdin.write(len(order).to_bytes(SIZE) + order)
    raw = await process.stdout.read()
    if not raw:
        raise ReportError("the process beside this one broke; the log says how")
    return pickle.loads(raw)  # noqa: S301 - our own child wrote it


async def _ended(process: asyncio.subprocess.Process) -> None:
    if process.stdin:
        process.stdin.close()
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            await process.wait()
    if process.returncode is None:
        process.kill()
        await process.wait()
