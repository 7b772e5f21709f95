"""What is beside the program is taken up once a worker of the tests, not once for each program that a test starts.

What is kept is named by the fingerprint of what is in it, and what ships does not change while tests run.
"""

from functools import cache, lru_cache
from pathlib import Path

from bot import kept, opening, pack
from bot.domain.area import Area
from bot.i18n import Wording

MOST = 6
"""Of each worker: some hold a hundred megabytes."""


def take_up_once() -> None:
    """Let what a program takes up at its start be found again without being read, or made, another time."""
    _readers_once()
    _wording_once()
    _packs_once()
    _first_start_migrated_once()


def _readers_once() -> None:
    read = kept._read

    @lru_cache(MOST)
    def known(path: Path) -> object:
        one = read(path)
        if one is None:
            raise LookupError
        return one

    def taken_up(path: Path) -> object:
        if path.parent != kept.FOLDER:
            return read(path)
        try:
            return known(path)
        except LookupError:
            return None

    kept._read = taken_up


def _wording_once() -> None:
    read = Wording.load

    @cache
    def known(locales: Path, folder: Path) -> Wording:
        return read(locales, folder)

    def load(locales: Path, folder: Path | None = None) -> Wording:
        return known(locales, folder) if folder == kept.FOLDER else read(locales, folder)

    Wording.load = staticmethod(load)  # type: ignore[method-assign,assignment]


def _packs_once() -> None:
    """A pack of this project stays as it is while tests run; one that a test wrote may not."""
    read = pack.load
    known = cache(read)

    def load(folder: Path) -> Area:
        return known(folder) if kept.ROOT in folder.resolve().parents else read(folder)

    pack.load = load


def _first_start_migrated_once() -> None:
    """An empty file is migrated once, and copied then: that takes half of what a command on a new database takes."""
    migrate = opening.migrate
    migrated: list[bytes] = []

    async def first(url: str) -> None:
        file = Path(url.removeprefix("sqlite:///"))
        fresh = url.startswith("sqlite:///") and not file.exists()
        if fresh and migrated and file.parent.is_dir():
            file.write_bytes(migrated[0])
        await migrate(url)
        if fresh and not migrated:
            migrated.append(file.read_bytes())

    opening.migrate = first
