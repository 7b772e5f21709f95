"""Fetches photos and voice notes from the channel they came by, cleans them, and keeps them locked."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from io import BytesIO

import structlog
from PIL import Image, ImageOps

from bot.channel import Fetches
from bot.domain.attachment import LARGEST, Medium
from bot.errors import EarshotError, SendFailed
from bot.storage import attachments
from bot.storage.attachments import Waiting
from bot.storage.database import Database
from bot.storage.keys import Keys

log = structlog.get_logger(__name__)

LOOK_AGAIN = 5.0
"""Seconds between looks for what came."""
LARGEST_SIDE = 2048
"""Pixels: a photo is made no larger than this, enough to see damp or a broken step."""
MOST_PIXELS = 40_000_000
"""A photo of more is not opened at all: it may be made to fill the memory."""
QUALITY = 85


class NotAPhotoError(Exception):
    """It cannot be read as a photo."""


class Fetching:
    """Fetches for one account until cancelled; only the process that leads the account runs it."""

    def __init__(self, database: Database, keys: Keys, channel: Fetches, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._keys = keys
        self._channel = channel
        self._clock = clock

    async def run(self) -> None:
        """Look again and again."""
        while True:
            try:
                await self.fetch_what_waits()
            except EarshotError as fault:
                log.warning("photos and voice notes cannot be fetched, trying again", fault=str(fault))
            await asyncio.sleep(LOOK_AGAIN)

    async def fetch_what_waits(self) -> None:
        """Fetch what is due, one after the other. Raises StorageError, KeyFileError."""
        async with self._database.read() as conn:
            due = await attachments.waiting(conn, self._keys, self._channel.account, self._clock())
        for one in due:
            await self._fetch(one)

    async def _fetch(self, one: Waiting) -> None:
        try:
            content = await self._channel.fetch(one.file, LARGEST[one.medium])
            clean = await asyncio.to_thread(cleaned, one.medium, content)
        except SendFailed as fault:
            await self._failed(one, fault)
            return
        except NotAPhotoError:
            await self._failed(one, SendFailed("not a photo", permanent=True))
            return
        async with self._database.write() as conn:
            await attachments.fetched(conn, self._keys, one, clean)

    async def _failed(self, one: Waiting, fault: SendFailed) -> None:
        log.info("not fetched", medium=one.medium, reason=str(fault), attempts=one.attempts + 1)
        async with self._database.write() as conn:
            if fault.permanent:
                await attachments.refuse(conn, self._keys, one)
            else:
                await attachments.put_off(conn, self._keys, one, self._clock())


def cleaned(medium: Medium, content: bytes) -> bytes:
    """A photo drawn anew, so that nothing of it stays but what is seen (no place, device or time); a voice as it came.

    Raises NotAPhotoError.
    """
    if medium is not Medium.PHOTO:
        return content
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as photo:
            if photo.width * photo.height > MOST_PIXELS:
                raise NotAPhotoError
            upright = ImageOps.exif_transpose(photo).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as fault:
        raise NotAPhotoError from fault
    upright.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    drawn = Image.new("RGB", upright.size)
    drawn.paste(upright)
    written = BytesIO()
    drawn.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()
