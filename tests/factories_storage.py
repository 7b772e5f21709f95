"""People, updates and words made up for tests of storage; a test names only what matters to it."""

import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime

from bot.storage import people
from bot.storage.database import Database
from bot.storage.installation import unlock
from bot.storage.keys import Keys, MasterKey
from bot.storage.people import Newcomer, Person

NOW = datetime(2026, 10, 7, 15, 30, tzinfo=UTC)
TODAY = date(2026, 10, 7)
ORGANISATION = "mk"
ACCOUNT = "telegram:1"


def ids(first: int = 1) -> Iterator[str]:
    """Ids that grow, in place of UUIDs."""
    return (f"{number:032x}" for number in itertools.count(first))


async def unlocked(database: Database, master: MasterKey, organisation: str = ORGANISATION) -> Keys:
    """The keys of an organisation, recorded in the database at first."""
    async with database.write() as conn:
        return await unlock(conn, organisation, "A made-up charity", master, NOW)


def newcomer(keys: Keys, name: str = "someone", *, account: str = ACCOUNT, address: str = "") -> Newcomer:
    """Someone of this name who speaks for the first time."""
    return Newcomer(keys.participant_hash(account, name), account, address or f"address of {name}")


async def known(database: Database, keys: Keys, *names: str) -> list[Person]:
    """People of these names, made known and loaded (their rows no longer locked)."""
    newcomers = [newcomer(keys, name) for name in names]
    async with database.write() as conn:
        await people.know(conn, keys, newcomers, NOW)
        found = await people.load(conn, keys, [one.hash for one in newcomers])
    return [found[one.hash] for one in newcomers]
