"""What somebody in danger said is in the case and nowhere else: no table handed out, no list, nothing learned (S9)."""

import pytest

from bot.exchange.handing_out import hand_out
from bot.storage.confirmed import confirmed
from bot.storage.database import Database
from bot.storage.heard import Span
from bot.storage.keys import Keys
from bot.storage.wordless import counted
from tests.factories_app import PULL, PUSH, Whole

RED = "he hits me in Quayside"


@pytest.fixture(params=[PUSH, PULL])
async def town(database: Database, keys: Keys, request: pytest.FixtureRequest) -> Whole:
    """Bo has told of something; Ann, an adult of Quayside, of something and then of danger, on either channel."""
    made = Whole(database, keys)
    await made.meets("bo", on=request.param)
    await made.says("bo", "a bench for Quayside", on=request.param)
    await made.meets("ann", on=request.param)
    await made.says("ann", "a hoop for Quayside", RED, "and it was last night", on=request.param)
    made.told.append(request.param)
    return made


async def test_it_is_not_in_the_table_that_is_handed_out(town: Whole) -> None:
    lines = [one async for one in hand_out(town.database, town.keys, id_="1" * 32, now=town.now)]
    text = b"".join(lines).decode()
    assert "a bench" in text
    assert not any(words in text for words in ("hits", "last night", "a hoop")), "nor what was said round it"


async def test_nothing_is_learned_from_it(town: Whole) -> None:
    async with town.database.read() as conn:
        assert all("hits" not in one.words for one in await confirmed(conn, town.keys, "en"))


async def test_it_is_counted_as_held_and_under_nothing_else(town: Whole) -> None:
    async with town.database.read() as conn:
        rows = [one async for one in counted(conn, town.keys.organisation, Span())]
    standings = {one.id: one.standing.value for one in rows}
    assert sorted(standings.values()) == ["heard", "held", "safeguarding"], "what was said round it is held, too"


@pytest.mark.parametrize("word", ["status", "menu"])
async def test_neither_status_nor_menu_shows_it(town: Whole, word: str) -> None:
    on = town.told[-1]
    before = len(await town.answers("ann", on))
    await town.says("ann", word, on=on)
    said = [one.text for one in (await town.answers("ann", on))[before:]]
    assert said
    assert not any("hits" in one or "last night" in one for one in said)
