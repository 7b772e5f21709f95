"""A worker writes with a resident through the bot: by links, in staffed hours, and never alone with a child."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from bot.conversation.effects import ErasePerson
from bot.domain.talk import LINKS_LAST, SECOND_HERE, Role, Withheld
from bot.staff.talk_links import make_link, read_link
from bot.storage import tables, talks, workers
from bot.storage.database import Database
from bot.storage.keys import Keys
from bot.talk_desk import TalkDesk
from tests.factories_app import PULL, PUSH, Whole
from tests.factories_staff import BEA, SAM
from tests.factories_storage import carried_out, done

ASKED = "can somebody come with me to the meeting?"
NIGHT = timedelta(hours=10)


class Desk:
    """The made-up town, somebody who asked for a person, and the links of two workers."""

    def __init__(self, database: Database, keys: Keys) -> None:
        self.town = Whole(database, keys)
        ids = iter(range(1, 999))
        self.desk = TalkDesk(
            database=database,
            keys=keys,
            area=self.town.area,
            clock=self.town.clock,
            take=self.town.dispatcher.take,
            asks_for_contact=lambda words: "your number" in words,
            new_id=lambda: f"{next(ids):032x}",
        )

    async def asked(self, band: str = "adult", on: str = PUSH, second: str = "") -> "Desk":
        """Somebody of this band asks for a person, and Sam takes it up."""
        self.on = on
        await self.town.meets("ann", on=on, band=band)
        await self.town.says("ann", "person", ASKED, on=on)
        async with self.desk.database.write() as conn:
            [wish] = await talks.asked(conn, self.desk.keys)
            await talks.open_talk(conn, self.desk.keys, wish, ("Sam", second), self.town.now)
        self.sam, self.ada = (make_link(self.desk.keys, wish.id, role, self.town.now) for role in Role)
        return self

    async def lines(self) -> list[tuple[str, str]]:
        seen = await self.desk.look(self.sam)
        assert seen is not None
        return [(one.side.value, one.words) for one in seen.lines]

    async def heard(self) -> list[str]:
        """The texts said to the resident, without what was said before the talk."""
        return [one.text for one in await self.town.answers("ann", self.on)]


@pytest.fixture
def desk(database: Database, keys: Keys) -> Desk:
    return Desk(database, keys)


@pytest.mark.parametrize("on", [PUSH, PULL])
async def test_words_go_both_ways_and_the_bot_is_silent_until_the_worker_leaves(desk: Desk, on: str) -> None:
    await desk.asked(on=on)
    assert await desk.desk.join(desk.sam) is None
    before = len(await desk.heard())
    await desk.town.says("ann", "a bench by the pond", on=on)
    assert len(await desk.heard()) == before, "the bot is silent"
    assert await desk.desk.write(desk.sam, "Yes, I will come with you.") is None
    assert (await desk.heard())[-1] == "Sam: Yes, I will come with you."
    assert await desk.lines() == [
        ("them", ASKED),
        ("them", "a bench by the pond"),
        ("worker", "Yes, I will come with you."),
    ]
    await desk.desk.leave(desk.sam)
    await desk.town.says("ann", "a bench by the pond", on=on)
    assert await desk.town.stored() == ["a bench by the pond"], "said to the bot, it is a contribution"
    assert await desk.desk.write(desk.sam, "and another thing") is Withheld.OVER


async def test_nobody_sees_an_account(desk: Desk) -> None:
    await desk.asked()
    seen = await desk.desk.look(desk.sam)
    assert "ann" not in repr(seen)


@pytest.mark.parametrize("band", ["under_13", "13_15", "16_17", "skipped"])
async def test_nothing_goes_out_to_a_child_unless_a_second_worker_is_watching(desk: Desk, band: str) -> None:
    await desk.asked(band, on=PULL, second="Ada")
    assert await desk.desk.join(desk.sam) is Withheld.ALONE
    await desk.desk.look(desk.ada)
    assert await desk.desk.join(desk.sam) is Withheld.ALONE, "a link fetched by a machine is nobody watching"
    await desk.desk.look(desk.ada, is_here=True)
    assert await desk.desk.join(desk.sam) is None
    desk.town.now += SECOND_HERE + timedelta(seconds=1)
    assert await desk.desk.write(desk.sam, "hello") is Withheld.ALONE
    await desk.desk.look(desk.sam, is_here=True)
    assert await desk.desk.write(desk.sam, "hello") is Withheld.ALONE, "the worker is no second one"
    await desk.desk.look(desk.ada, is_here=True)
    assert await desk.desk.write(desk.sam, "hello") is None
    assert (await desk.heard())[-1] == "Sam: hello"


@pytest.mark.parametrize("gone", ["sam", "bea"])
async def test_the_link_of_a_worker_who_has_gone_opens_no_talk(desk: Desk, gone: str) -> None:
    await desk.asked("13_15", on=PULL)
    async with desk.desk.database.write() as conn:
        for one in (SAM, BEA):
            await workers.let_in(conn, desk.desk.keys, one, desk.town.now)
        await conn.execute(update(tables.talk).values(worker_id="sam", second="Bea", second_id="bea"))
    links = {"sam": desk.sam, "bea": desk.ada}
    assert await desk.desk.look(desk.ada, is_here=True) is not None
    assert await desk.desk.join(desk.sam) is None
    async with desk.desk.database.write() as conn:
        await workers.go(conn, desk.desk.keys.organisation, gone, desk.town.now)
    assert await desk.desk.look(links.pop(gone), is_here=True) is None
    desk.town.now += SECOND_HERE + timedelta(seconds=1)
    assert await desk.desk.write(desk.sam, "hello") is (Withheld.OVER if gone == "sam" else Withheld.ALONE)


async def test_a_child_is_never_asked_for_a_number(desk: Desk) -> None:
    await desk.asked("13_15", on=PULL, second="Ada")
    await desk.desk.look(desk.ada, is_here=True)
    await desk.desk.join(desk.sam)
    assert await desk.desk.write(desk.sam, "what is your number?") is Withheld.NOT_READ
    assert ("worker", "what is your number?") not in await desk.lines()


async def test_an_adult_may_be_asked_for_a_number(desk: Desk) -> None:
    await desk.asked()
    await desk.desk.join(desk.sam)
    assert await desk.desk.write(desk.sam, "what is your number?") is None


async def test_outside_staffed_hours_nobody_writes_to_a_child(desk: Desk) -> None:
    await desk.asked("13_15", on=PULL, second="Ada")
    await desk.desk.look(desk.ada, is_here=True)
    await desk.desk.join(desk.sam)
    desk.town.now += NIGHT
    await desk.desk.look(desk.ada, is_here=True)
    assert await desk.desk.write(desk.sam, "hello") is Withheld.CLOSED


async def test_the_second_worker_does_not_write(desk: Desk) -> None:
    await desk.asked("13_15", on=PULL, second="Ada")
    await desk.desk.look(desk.ada, is_here=True)
    assert await desk.desk.join(desk.ada) is Withheld.OVER
    assert await desk.desk.write(desk.ada, "hello") is Withheld.OVER


async def test_a_link_is_good_for_a_day_and_cannot_be_made_up(desk: Desk) -> None:
    await desk.asked()
    made: datetime = desk.town.now
    keys = desk.desk.keys
    assert read_link(keys, desk.sam, made + LINKS_LAST) is not None
    assert read_link(keys, desk.sam, made + LINKS_LAST + timedelta(seconds=1)) is None
    for forged in ("", "x", desk.sam[:-1], desk.sam.swapcase()):
        assert await desk.desk.look(forged) is None


async def test_the_record_of_a_talk_with_a_child_outlives_the_child_deleting_everything(desk: Desk) -> None:
    await desk.asked("13_15", on=PULL, second="Ada")
    await desk.town.says("ann", "delete", on=PULL)
    await desk.town.taps("ann", "delete", PULL)
    assert await desk.lines() == [("them", ASKED)]
    await desk.desk.look(desk.ada, is_here=True)
    assert await desk.desk.join(desk.sam) is None, "nobody is there any more: nothing happens"


async def test_the_record_of_a_talk_with_an_adult_goes_with_them(desk: Desk) -> None:
    await desk.asked()
    person = await desk.town.person("ann")
    assert person is not None
    await carried_out(desk.desk.database, desk.desk.keys, done(person, ErasePerson(), "99"))
    assert await desk.desk.look(desk.sam) is None
    assert await desk.town.rows(tables.talk_line) == []


async def test_who_went_back_to_the_bot_hears_nothing_more_of_the_worker(desk: Desk) -> None:
    await desk.asked()
    await desk.desk.join(desk.sam)
    await desk.town.says("ann", "cancel")
    before = await desk.heard()
    assert await desk.desk.write(desk.sam, "are you there?") is Withheld.OVER
    assert await desk.heard() == before
