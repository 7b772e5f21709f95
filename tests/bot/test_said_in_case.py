"""What a case was made of is named on it, whenever it is kept: whoever may not have it does not get it anywhere."""

import io
import zipfile
from contextlib import aclosing
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from bot import own_copy
from bot.conversation.effects import AddToCase, AgreeToQuote, OpenCase
from bot.conversation.events import Corrected, Opened, Pressed, Showed
from bot.domain.attachment import File, Medium
from bot.domain.contribution import Standing
from bot.domain.reading import DangerLevel
from bot.draws import new_id
from bot.exchange.handing_out import hand_out
from bot.staff.exit_kit import exit_kit
from bot.storage import consents, interests, own_copies, posters, tables
from bot.storage.database import Database
from bot.storage.keys import Keys, MasterKey
from bot.storage.migrate import migrate
from reports.gather import gather
from reports.model import Edition, Month, Request
from tests.chat import wording
from tests.factories_app import Whole, button
from tests.factories_staff import Staff
from tests.factories_storage import NOW, carried_out, done, keep, known, unlocked

HOOP, WORRY = "could the park have a hoop", "my friend is bullied at the park"


@pytest.fixture
def staff(database: Database, keys: Keys) -> Staff:
    return Staff(Whole(database, keys))


async def tells(staff: Staff, who: str, *texts: str) -> None:
    """Somebody who is known by now begins anew and tells something."""
    if await staff.town.person(who) is None:
        await staff.town.meets(who)
    for one in texts:
        await staff.town.takes(staff.town.update(who, Opened("q7ays1")))
        await staff.town.says(who, one)


async def links(staff: Staff, words: str) -> list[bool]:
    """Of each case that a contribution of these words belongs to, whether it was made of them."""
    [said] = [one for one in await staff.town.contributions() if words in one.words]
    return [one.own for one in await staff.town.rows(tables.said_in_case) if one.contribution == said.id]


async def closed(staff: Staff, **how: object) -> None:
    async with staff.town.database.write() as conn:
        await conn.execute(update(tables.safeguarding_case).values(state="closed", closed_at=staff.town.now, **how))


async def exported(staff: Staff) -> str:
    town = staff.town
    async with aclosing(hand_out(town.database, town.keys, id_=new_id(), now=town.now)) as lines:
        return b"".join([line async for line in lines]).decode()


async def kit(staff: Staff) -> str:
    town = staff.town
    made = await exit_kit(town.database, town.keys, town.area, "quayside", id_=new_id(), now=town.now)
    with zipfile.ZipFile(io.BytesIO(made.content)) as file:
        return file.read("contributions.json").decode()


async def copy(staff: Staff, who: str) -> str:
    town = staff.town
    person = await town.person(who)
    assert person is not None
    async with town.database.read() as conn:
        found = await own_copies.gather(conn, town.keys, person, town.now)
    return own_copy.files(found, town.area, wording(), "en")[1].body.decode()


async def standings(staff: Staff) -> list[Standing]:
    asked = Request(Month(2026, 10), None, Edition.INTERNAL)
    return [one.standing for one in await gather(staff.town.database, staff.town.keys.organisation, [asked])]


async def test_words_kept_in_the_turn_that_opened_their_case_are_its_own(staff: Staff) -> None:
    await tells(staff, "ada", WORRY)
    assert await links(staff, WORRY) == [True]


async def test_words_that_waited_for_the_notice_are_its_own_once_they_are_kept(staff: Staff) -> None:
    await staff.town.says("ada", WORRY)
    [*_, greeting] = await staff.town.answers("ada")
    assert await staff.town.rows(tables.said_in_case) == []
    await staff.town.takes(staff.town.update("ada", Pressed(button(greeting, "adult").token)))
    assert await links(staff, WORRY) == [True]


async def test_words_added_or_edited_make_what_they_are_added_to_its_own(staff: Staff) -> None:
    await tells(staff, "ada", HOOP)
    await staff.town.says("ada", WORRY)
    await tells(staff, "bo")
    await staff.town.meets("bo")
    told = staff.town.words("bo", "a bench by the quay")
    await staff.town.takes(told)
    await staff.town.takes(staff.town.update("bo", Corrected(told.message, f"a bench, {WORRY}")))
    assert await links(staff, HOOP) == [True]
    assert await links(staff, "a bench") == [True]


async def test_what_was_said_a_day_before_or_while_it_is_open_is_round_it_and_nothing_else(staff: Staff) -> None:
    for when, later in (("long before", 27), ("just before", 3)):
        await tells(staff, "ada", f"{HOOP} {when}")
        staff.town.now += timedelta(hours=later)
    await tells(staff, "ada", WORRY)
    staff.town.now += timedelta(days=9)
    await tells(staff, "ada", f"{HOOP} after")
    await closed(staff)
    await tells(staff, "ada", f"{HOOP} later")
    found = [await links(staff, when) for when in ("long before", "just before", "after", "later")]
    assert found == [[], [False], [False], []]


async def test_an_open_worry_is_in_no_list_table_report_or_count(staff: Staff) -> None:
    await tells(staff, "bo", HOOP)
    await tells(staff, "ada", WORRY)
    [_, worry] = await staff.town.contributions()
    organisation = staff.town.keys.organisation
    ada = await staff.town.person("ada")
    assert ada is not None
    await carried_out(staff.town.database, staff.town.keys, done(ada, AgreeToQuote(worry.id, True, "share.quote")))  # noqa: FBT003
    assert len(await staff.inbox()) == 1
    for found in (await exported(staff), await kit(staff), await copy(staff, "ada")):
        assert "bullied" not in found
    assert sorted(await standings(staff)) == [Standing.HEARD, Standing.HELD]
    async with staff.town.database.write() as conn:
        everything = update(tables.contribution).values(kind="interest", interest="like", door="d")
        await conn.execute(everything)
        assert [one.people for one in await interests.shared(conn, organisation, 1)] == [1]
        assert await posters.came(conn, organisation, ["d"]) == {"d": 1}
        assert await consents.quotable(conn, organisation, [worry.id]) == set()


async def test_once_closed_it_is_read_and_counted_yet_changes_no_hands(staff: Staff) -> None:
    await tells(staff, "ada", HOOP, WORRY)
    await closed(staff)
    apart = {one.reference: one.apart for one in await staff.inbox()}
    assert sorted(apart.values()) == [False, True]
    assert set(await standings(staff)) == {Standing.HEARD}
    assert HOOP in await exported(staff)
    assert "bullied" not in await exported(staff)
    assert HOOP not in await kit(staff), "said round a case, open or closed"
    assert "bullied" not in await copy(staff, "ada")


async def test_a_photo_that_was_looked_at_was_no_danger_unless_a_person_found_it_so(staff: Staff) -> None:
    await staff.town.meets("ada")
    await staff.town.takes(staff.town.update("ada", Showed(Medium.PHOTO, file=File("f", 9))))
    await staff.town.says("ada", HOOP)
    await closed(staff)
    assert [one.apart for one in await staff.inbox()] == [False]
    assert HOOP in await exported(staff)
    await closed(staff, decision="mash")
    assert [one.apart for one in await staff.inbox()] == [True]
    assert HOOP not in await exported(staff)


async def test_all_in_one_batch_belongs_to_the_case_that_opens_or_begins_anew_in_it(
    database: Database, keys: Keys
) -> None:
    [ada, bo] = await known(database, keys, "ada", "bo")
    await carried_out(database, keys, done(ada, _opened("k1"), "1"), done(ada, keep("c1"), "2"))
    await carried_out(database, keys, done(ada, keep("c2"), "3"))
    async with database.write() as conn:
        await conn.execute(delete(tables.said_in_case))
        await conn.execute(update(tables.safeguarding_case).values(state="closed", closed_at=NOW))
    await carried_out(database, keys, done(ada, AddToCase("k1", "again"), "4"), done(ada, keep("c3"), "5"))
    await carried_out(database, keys, done(bo, AddToCase("k1", "not theirs"), "6"), done(bo, keep("c4"), "7"))
    async with database.read() as conn:
        found = set((await conn.execute(select(tables.said_in_case.c.contribution))).scalars())
    assert found == {"c1", "c2", "c3"}


async def test_a_database_from_before_gets_the_same_by_who_said_it_and_when(own_url: str, master: MasterKey) -> None:
    database = await Database.open(own_url)
    staff = Staff(Whole(database, await unlocked(database, master)))
    await tells(staff, "ada", HOOP)
    staff.town.now += timedelta(hours=30)
    await tells(staff, "ada", "a bench", WORRY)
    await tells(staff, "bo", "nothing of the sort")
    await staff.town.says("cy", "he hits me")
    before = sorted(await staff.town.rows(tables.said_in_case))
    assert [one.own for one in before].count(True) == len(before) - 1
    await database.close()
    await migrate(own_url, "0035")
    await migrate(own_url)
    database = await Database.open(own_url)
    assert sorted(await Whole(database, staff.town.keys).rows(tables.said_in_case)) == before
    await database.close()


def _opened(case: str) -> OpenCase:
    return OpenCase(case, DangerLevel.AMBER, ("low",), "words")
