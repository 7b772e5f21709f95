"""Files to be brought in, and a desk to bring them to; a test names only what matters to it."""

import csv
import io
import random
from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any

from bot.domain.contribution import Kind
from bot.domain.reading import Danger, DangerLevel, Reading, ThemeScore
from bot.exchange import bringing_in, handing_out
from bot.exchange.bringing_in import Desk
from bot.exchange.outcome import BroughtIn
from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.factories_pack import make_area
from tests.factories_storage import NOW, ids

AREA = make_area()
SAID = {"text": "more buses", "said_on": "2026-10-01", "neighbourhood": "quayside"}


class Ear:
    """A reader that hears an issue about transport in everything, and danger where a text says so itself."""

    def read(self, text: str, language: str | None = None) -> Reading:
        """An issue about transport, in English where no language is given."""
        themes = (ThemeScore("transport_parking", 0.8), ThemeScore("health", 0.1))
        return Reading(language or "en", Kind.ISSUE, themes, danger=self.screen(text))

    def screen(self, text: str) -> Danger:
        """As dangerous as the first word that names a level."""
        found = [level for level in (DangerLevel.RED, DangerLevel.AMBER) if f"{level} alert" in text]
        return Danger(found[0], ("alert",)) if found else Danger()


class Ids:
    """Ids that grow over all desks of a test, as time does."""

    def __init__(self) -> None:
        self._left = ids()

    def __call__(self) -> str:
        return next(self._left)


def desk(database: Database, keys: Keys, **given: Any) -> Desk:
    """A desk in the made-up town of Little Harbour, today being NOW."""
    usual = {"area": AREA, "reads": Ear(), "now": NOW, "new_id": Ids(), "draw": draws(given.pop("seed", 1))}
    return Desk(database, keys, **(usual | given))


def draws(seed: int) -> Callable[[int], int]:
    """Numbers below one that is given, the same for a seed."""
    return random.Random(seed).randrange  # noqa: S311 - references of a test are no secret


def file(*rows: dict[str, str]) -> bytes:
    """A CSV file as a spreadsheet saves it, of rows that differ from SAID in what they name."""
    whole = [SAID | row for row in rows]
    columns = list(dict.fromkeys(column for row in (SAID, *whole) for column in row))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(whole)
    return out.getvalue().encode()


async def bring(at: Desk, content: bytes | Iterable[dict[str, str]], **how: Any) -> BroughtIn:
    """Bring in a file, or a file of these rows."""
    return await bringing_in.bring_in(content if isinstance(content, bytes) else file(*content), at, **how)


def lines_of(at: Desk) -> AsyncIterator[bytes]:
    """The export's lines."""
    return handing_out.hand_out(at.database, at.keys, id_=at.new_id(), now=NOW)


async def handed_out(at: Desk) -> bytes:
    """The export as one file."""
    return b"".join([line async for line in lines_of(at)])


def table(content: bytes) -> list[dict[str, str]]:
    """A CSV file as any other program reads it."""
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))
