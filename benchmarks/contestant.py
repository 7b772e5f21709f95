"""What each contestant is to the driver, and what both peers say and keep.

The peers hold the same conversation as good, plain code of their libraries would, in SQLite (WAL, synchronous=FULL,
aiosqlite), and commit once per update: the least a bot must do to lose nothing of an update once it has confirmed it.
"""

import secrets
import socket
import sqlite3
import time
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import aiosqlite

from benchmarks.phones import Phones, Update

GREETING = "Hello! I'm a computer. I pass messages to the local team. How old are you?"
BANDS = ("Under 13", "13-15", "16-17", "18+", "Rather not say")
WHAT = "What would you like to tell us?"
HEARD = "Got it: '{}'. I've put it under play and things to do, Lakes Estate."
CHECK = ("That's right", "Change")
HELP = "Would you like to help make it happen?"
ROLES = ("Yes, a bit", "Keep me posted", "No thanks")
THANKS = "Thanks. Your number is {}. The local team will read it by Thursday."
SCHEMA = """
CREATE TABLE talk (person INTEGER PRIMARY KEY, state TEXT, data TEXT) STRICT;
CREATE TABLE contribution (reference TEXT PRIMARY KEY, person INTEGER, words TEXT, help_role TEXT) STRICT;
"""


SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
SECRET = "benchmarks-only"  # noqa: S105 - protects nothing


@dataclass(frozen=True, slots=True)
class Address:
    """Where a contestant has its updates posted, on the loopback."""

    port: int
    path: str


class Contestant(Protocol):
    """What the driver needs of each of the three."""

    name: str

    async def open(self, folder: Path, phones: Phones) -> None:
        """Get ready to be fed; keeps its database in `folder`."""

    async def feed(self, updates: Sequence[Update]) -> None:
        """Take updates as one getUpdates gave them; returns once each is durable."""

    def served(self) -> AbstractAsyncContextManager[Address]:
        """Take updates as posts over HTTP instead, each answered once it is durable, for as long as the block runs."""

    async def settled(self) -> None:
        """Return once everything that was to be sent is sent."""

    async def contributions(self) -> int:
        """How many are stored."""

    async def close(self) -> None:
        """Let go of everything."""


async def open_database(folder: Path, name: str) -> aiosqlite.Connection:
    """A peer's own database in `folder`."""
    database = await aiosqlite.connect(folder / f"{name}.sqlite3")
    await database.execute("PRAGMA journal_mode=WAL")
    await database.execute("PRAGMA synchronous=FULL")
    await database.executescript(SCHEMA)
    return database


async def count(database: aiosqlite.Connection) -> int:
    """How many contributions a peer has stored."""
    async with database.execute("SELECT count(*) FROM contribution") as rows:
        (row,) = await rows.fetchall()
    return int(row[0])


async def keep(database: aiosqlite.Connection, person: int, words: str) -> str:
    """Store a contribution, to be committed by the caller; returns its reference, drawn again where it is taken."""
    insert = "INSERT INTO contribution VALUES (?, ?, ?, NULL) ON CONFLICT DO NOTHING"
    while True:
        reference = f"LK-{secrets.token_hex(3).upper()}"
        stored = await database.execute(insert, (reference, person, words))
        if stored.rowcount:
            return reference


async def offer(database: aiosqlite.Connection, reference: str, role: str) -> None:
    """Store who would like to help, to be committed by the caller."""
    await database.execute("UPDATE contribution SET help_role = ? WHERE reference = ?", (role, reference))


def listening() -> socket.socket:
    """A listening address of the loopback that nobody has."""
    opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    opened.bind(("127.0.0.1", 0))
    opened.listen(512)
    opened.setblocking(False)  # noqa: FBT003 - the socket's own signature
    return opened


def bare_commits(folder: Path, many: int = 200) -> list[float]:
    """Seconds each of `many` bare commits of a 400-byte row takes, WAL and FULL, to stand beside one lone update."""
    with sqlite3.connect(folder / "bare.sqlite3", isolation_level=None) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE bare (words TEXT)")
        taken = []
        for _ in range(many):
            began = time.perf_counter()
            database.execute("INSERT INTO bare VALUES (?)", ("x" * 400,))
            taken.append(time.perf_counter() - began)
    return taken
