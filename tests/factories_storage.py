"""People, updates and words made up for tests of storage; a test names only what matters to it."""

import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime

from bot.conversation.effects import Effect, KeepContribution
from bot.domain.contribution import Contribution
from bot.domain.reading import Reading, ThemeScore
from bot.storage import heard, people
from bot.storage.database import Database
from bot.storage.done import Done
from bot.storage.effects import carry_out
from bot.storage.heard import Span
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


def keep(id_: str = "c1", words: str = "a hoop in the park", **fields: object) -> KeepContribution:
    """A contribution to be kept; reference and place follow its id where none are given."""
    given = {
        "reference": f"LK-{id_}",
        "reading": Reading(themes=(ThemeScore("play_things_to_do", 0.9),)),
        "neighbourhood": "lakes-estate",
        "said_on": TODAY,
        "read_by": None,
    }
    return KeepContribution(id=id_, words=words, **(given | fields))


def done(person: Person, effect: Effect, external_id: str = "1", message: str = "m1") -> Done[Effect]:
    """An effect of an update of this person's."""
    return Done(person, effect, person.account, external_id, message)


async def carried_out(database: Database, keys: Keys, *effects: Done[Effect]) -> None:
    """Carry out effects in a transaction of their own."""
    async with database.write() as conn:
        await carry_out(conn, keys, effects, NOW)


async def all_said(database: Database, keys: Keys, **span: object) -> list[Contribution]:
    """All that is kept, in the clear."""
    async with database.read() as conn:
        return [one async for one in heard.said(conn, keys, Span(**span))]
