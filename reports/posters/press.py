"""Has sheets drawn by a process of their own: drawing takes a while, and the chat must not wait for it."""

import asyncio
import sys
from pathlib import Path

from msgspec import Struct, field

from bot.domain.form import encode
from bot.errors import ReportError
from reports.posters.sheet import Sheet

PATIENCE = 60.0
"""Seconds one sheet may take."""


class Press(Struct, frozen=True):
    """Draws one sheet at a time. `program` is the folder the code runs from."""

    program: Path
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def draw(self, sheet: Sheet) -> bytes:
        """The sheet as PDF; ReportError where that failed."""
        async with self._turn:
            return await self._drawn(encode(sheet))

    async def _drawn(self, order: bytes) -> bytes:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "reports.posters",
            cwd=self.program,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            async with asyncio.timeout(PATIENCE):
                drawn, complaint = await process.communicate(order)
        except TimeoutError:
            raise ReportError("the poster took too long to draw") from None
        finally:
            if process.returncode is None:
                process.kill()
        if process.returncode:
            last = complaint.decode(errors="replace").strip().rsplit("\n", 1)[-1]
            raise ReportError(f"the poster could not be drawn: {last[:200]}")
        return drawn
