"""Has reports drawn by a process of their own: what draws is heavy, and the chat must not wait for it."""

import asyncio
import pickle
import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct, field

from bot.domain.area import Area
from bot.errors import ReportError
from reports.frozen import Frozen
from reports.model import Files, Request


class Drawing(Struct, frozen=True):
    """Draws one order at a time. `locales` is the folder of the wording, `program` the folder the code runs from."""

    locales: Path
    program: Path
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def draw(self, requests: Sequence[Request], frozen: Frozen | bytes, area: Area) -> tuple[Files, ...]:
        """Reports of one month, in the order asked for; of bytes as they were kept, so that only its child opens them.

        ReportError where there is no such neighbourhood, the month is another, or drawing failed.
        """
        for asked in requests:
            if asked.neighbourhood is not None and area.neighbourhood(asked.neighbourhood) is None:
                raise ReportError(f"{area.name} has no neighbourhood {asked.neighbourhood!r}.")
        return await self._drawn("month", tuple(requests), frozen, area, self.locales)

    async def evidence(self, months: Sequence[Frozen], area: Area) -> Files:
        """The released months of a year side by side (reports/annual.py). ReportError where there is none."""
        if not months:
            raise ReportError("no month of that year has been released yet")
        (made,) = await self._drawn("year", tuple(months), area, self.locales)
        return made

    async def _drawn(self, what: str, *given: object) -> tuple[Files, ...]:
        async with self._turn:
            return await self._ordered(pickle.dumps((what, given)))

    async def _ordered(self, order: bytes) -> tuple[Files, ...]:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "reports",
            cwd=self.program,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            drawn, complaint = await process.communicate(order)
        finally:
            if process.returncode is None:
                process.kill()
        if process.returncode:
            # No uncleared word is in a frozen month, so none is in the last line of a trace.
            last = complaint.decode(errors="replace").strip().rsplit("\n", 1)[-1]
            raise ReportError(f"the report could not be drawn: {last[:200]}")
        files: tuple[Files, ...] = pickle.loads(drawn)  # noqa: S301 - our own child wrote it
        return files
