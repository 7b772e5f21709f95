"""Asking a sound database one thing: nothing is asked of one that is not there, behind, or out of reach."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from bot.errors import EarshotError
from bot.settings import Settings
from bot.storage.database import Database, sqlite_file
from bot.storage.migrate import is_at_head, revisions

T = TypeVar("T")


async def ask(settings: Settings, question: Callable[[Any], Awaitable[T]], *, looks: bool) -> T | None:
    """What `question` finds over a connection; None where nothing can be asked. `looks`: it may be opened."""
    file = sqlite_file(settings.database) if looks else None
    if not looks or (file is not None and not file.exists()):
        return None
    try:
        if not await revisions(settings.database) or not await is_at_head(settings.database):
            return None
        database = await Database.open(settings.database)
        try:
            async with database.read() as conn:
                return await question(conn)
        finally:
            await database.close()
    except EarshotError:
        return None  # Said of the database already.
