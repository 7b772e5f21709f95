"""What workers list is read page by page, and is the same as if it had been read at once."""

from random import Random

from sqlalchemy import insert

from bot.domain.contribution import Kind, Standing
from bot.storage import inbox, tables
from bot.storage.database import Database
from bot.storage.inbox import Wanted
from bot.storage.keys import Keys
from tests.factories_storage import NOW, ORGANISATION, TODAY, known

PLACES, THEMES = ("quayside", "mill-row", "elsewhere"), ("housing", "health")
_LISTED = PLACES[:2]
MANY = 450
"""More than two pages."""


def _row(chance: Random, number: int, people: list[str]) -> dict[str, object]:
    return {
        "organisation": ORGANISATION,
        "id": f"{number:06}",
        "reference": f"r{number}",
        "participant": chance.choice(people),
        "account": "web",
        "external_id": f"{number}",
        "sealed": b"sealed",
        "language": "en",
        "kind": Kind.IDEA,
        "themes": (chance.choice(THEMES),),
        "neighbourhood": chance.choice(PLACES),
        "standing": chance.choice((Standing.HEARD, Standing.HEARD, Standing.HELD)),
        "received_at": NOW,
        "said_on": TODAY,
    }


def _told_later(one: dict[str, object], rows: list[dict[str, object]]) -> int:
    """Counted plainly: other people heard later, there, of the same."""
    same = [row for row in rows if all(row[name] == one[name] for name in ("themes", "neighbourhood"))]
    later = [row for row in same if str(row["id"]) > str(one["id"]) and row["standing"] is Standing.HEARD]
    return len({row["participant"] for row in later} - {one["participant"]})


async def test_over_many_pages_nothing_is_missing_or_twice_and_others_are_counted_across_them(
    database: Database, keys: Keys
) -> None:
    chance = Random(5)  # noqa: S311 - the same rows for the same seed
    people = [one.hash for one in await known(database, keys, *(f"p{number}" for number in range(250)))]
    rows = [_row(chance, number, people) for number in range(MANY * 3 // 2)]
    async with database.write() as conn:
        await conn.execute(insert(tables.contribution), rows)
    by_id = {str(row["id"]): row for row in rows if row["neighbourhood"] in _LISTED}
    async with database.read() as conn:
        found = await inbox.listed(conn, ORGANISATION, Wanted(_LISTED), 10_000)
        part = await inbox.listed(conn, ORGANISATION, Wanted(_LISTED, before=found[9].id), 250)
    assert [one.id for one in found] == sorted(by_id, reverse=True)
    assert {one.id: one.others_since for one in found} == {id_: _told_later(row, rows) for id_, row in by_id.items()}
    assert part == found[10:260], "from further on it says the same of each"
