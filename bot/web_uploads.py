"""Photos and voice notes that came by the web chat's forms: put down by the page, then fetched like any other."""

import hashlib

from msgspec import Struct

from bot.core import Core
from bot.domain.attachment import File
from bot.errors import SendFailed
from bot.storage import uploads
from handlers.web.channel import WebChannel


class WebUploads(Struct, frozen=True):
    """Keeps a file until it is fetched."""

    core: Core
    account: str = WebChannel.account

    async def keep(self, content: bytes) -> File:
        """Put a file down; the same one has the same name, so that posting it twice shows it once."""
        name = hashlib.sha256(content).hexdigest()
        async with self.core.database.write() as conn:
            await uploads.keep(conn, self.core.keys, name, content, self.core.clock())
        return File(name, len(content))

    async def fetch(self, file: str, largest: int) -> bytes:
        """A file by its name; raises SendFailed, `permanent` where it is not there or larger than `largest` bytes."""
        async with self.core.database.read() as conn:
            content = await uploads.look(conn, self.core.keys, file)
        if content is None or len(content) > largest:
            raise SendFailed("gone, or too large", permanent=True)
        return content
