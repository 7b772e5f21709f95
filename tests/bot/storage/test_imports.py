"""What is brought in from elsewhere is stored once, each row under a participant of its own."""

from msgspec.structs import replace

from bot.domain.contribution import Contribution, Kind, Standing
from bot.storage import imports
from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.factories_storage import NOW, TODAY, all_said, carried_out, done, keep, known


def gathered(number: int, **fields: object) -> Contribution:
    one = Contribution(
        id=f"i{number}",
        reference=f"LK-{number}",
        participant=None,
        account="import",
        external_id=f"row {number}",
        words=f"words {number}",
        kind=Kind.ISSUE,
        themes=("housing",),
        neighbourhood="lakes-estate",
        language="en",
        said_on=TODAY,
        received_at=NOW,
        standing=Standing.HELD,
        written_by="Dee",
        said_it=9,
    )
    return replace(one, **fields)


async def brought_in(database: Database, keys: Keys, *rows: Contribution) -> set[str]:
    async with database.write() as conn:
        return set(await imports.bring_in(conn, keys, rows, NOW))


async def test_a_row_comes_back_whole_under_a_participant_of_its_own(database: Database, keys: Keys) -> None:
    rows = [gathered(number) for number in range(3)]
    assert await brought_in(database, keys, *rows) == {"row 0", "row 1", "row 2"}
    stored = await all_said(database, keys)
    assert [replace(one, participant=None) for one in stored] == rows
    assert len({one.participant for one in stored}) == 3


async def test_the_same_rows_again_are_stored_once(database: Database, keys: Keys) -> None:
    await brought_in(database, keys, gathered(1), gathered(2))
    assert await brought_in(database, keys, gathered(1, id="i9", reference="LK-9"), gathered(3)) == {"row 3"}
    assert await brought_in(database, keys, gathered(2), gathered(2)) == set()
    assert [one.id for one in await all_said(database, keys)] == ["i1", "i2", "i3"]


async def test_a_row_twice_in_one_go_is_stored_once(database: Database, keys: Keys) -> None:
    assert await brought_in(database, keys, gathered(1), gathered(1)) == {"row 1"}


async def test_a_row_whose_reference_was_said_here_is_not_stored_again(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    await carried_out(database, keys, done(ada, keep(reference="LK-1")))
    assert await brought_in(database, keys, gathered(1)) == set()


async def test_many_rows_go_in_at_once(database: Database, keys: Keys) -> None:
    rows = [gathered(number) for number in range(1200)]
    assert len(await brought_in(database, keys, *rows)) == 1200
    assert len(await all_said(database, keys)) == 1200
