"""The readers put together: for a command, which is soon over, and for the program, which runs for months."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import structlog

from bot import pack
from bot.core import LOCALES, Core, pack_folder
from bot.domain.area import Area
from bot.errors import PackError, ReportError
from bot.kept import FOLDER, writable
from bot.prepared import Prepared, prepared, spoken, taken_up
from bot.readers_now import ReadersNow
from bot.reading.readers import Readers
from bot.release_parts import apart
from bot.settings import Settings

log = structlog.get_logger(__name__)

Builds = Callable[[Area, Path, Path], Awaitable[None]]
"""Has the readers of an area built by these word lists, and kept in this folder."""


def read_with(core: Core) -> ReadersNow:
    """The readers for the languages that are on, with what was learned so far. Raises PackError."""
    return ReadersNow(usable(spoken(core.area), LOCALES), core.settings.data_dir)


async def read_for_long(core: Core) -> ReadersNow:
    """As `read_with`; what is still to be built is built by a process of its own. Raises PackError."""
    return ReadersNow(await built_apart(spoken(core.area), apart(core).readers), core.settings.data_dir)


async def built_apart(area: Area, builds: Builds, locales: Path = LOCALES, folder: Path = FOLDER) -> Prepared:
    """The readers from their file, where `builds` has kept them if need be. Raises PackError.

    Building takes a GB, of which much would stay with whoever did it. Where that process breaks they are built here.
    """
    if (there := taken_up(area, locales, folder)) is not None:
        return there
    log.info("building the readers anew, which takes a minute or two")
    with writable(folder) as where:
        try:
            await builds(area, locales, where)
        except ReportError as fault:
            log.warning("the readers are built by the program itself", fault=str(fault))
        return usable(area, locales, where)


def read_every_language(settings: Settings, locales: Path = LOCALES) -> Readers:
    """The readers for every language of the pack, on or not: for trying them out. Raises PackError."""
    return usable(pack.load(pack_folder(settings)), locales).readers


def usable(area: Area, locales: Path, folder: Path = FOLDER) -> Prepared:
    """As `prepared`; raises PackError for a phrase that cannot be used too."""
    try:
        return prepared(area, locales, folder)
    except ValueError as wrong:
        raise PackError(f"{locales}: {wrong}: no text can be read so") from wrong
