"""When enough grown-ups share an interest their mobiliser may ask each; no child is asked (product.md 16, 22)."""

import pytest

from bot.domain.contribution import Progress
from bot.domain.deed import TOGETHER, Deed, Does
from bot.errors import Refused
from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.chat import wording
from tests.factories_app import PUSH, Whole
from tests.factories_staff import ASH, SAM, Staff
from tests.stores import ONE_STORE

HAIR = "I can cut hair"
ASKED = Deed(Does.BECAME, Progress.READ, canned=TOGETHER)
MEET = wording().text(f"canned.{TOGETHER}", "en")

pytestmark = ONE_STORE


@pytest.fixture
async def staff(database: Database, keys: Keys) -> Staff:
    staff = Staff(Whole(database, keys))
    await staff.let_in()
    return staff


async def sharing(staff: Staff, *bands: str) -> list[str]:
    """The references of so many people of Quayside who can cut hair, each confirmed."""
    told = list[str]()
    for number, band in enumerate(bands):
        who = f"who{number}"
        told.append(await staff.heard(who, HAIR, band=band))
        await staff.town.taps(who, "right")
    return told


async def test_two_are_not_enough_three_are_and_children_are_not_counted(staff: Staff) -> None:
    await sharing(staff, "adult", "adult", "16_17", "skipped")
    assert await staff.notebook.startings.shared(SAM) == []
    await staff.heard("ann", HAIR)
    await staff.town.taps("ann", "right")
    [one] = await staff.notebook.startings.shared(SAM)
    assert (one.neighbourhood, one.people) == ("quayside", 3)
    assert await staff.notebook.startings.shared(ASH) == [], "beyond the fence"


async def test_each_is_asked_in_the_news_of_what_they_told(staff: Staff) -> None:
    first, *_ = await sharing(staff, "adult", "adult", "adult")
    await staff.reads(SAM, first)
    await staff.triage.does(SAM, first, ASKED)
    await staff.town.says("who0", "/status")
    assert MEET in "\n".join(one.text for one in await staff.town.answers("who0", PUSH))
    assert MEET not in "\n".join(one.text for one in await staff.town.answers("who1", PUSH))


async def test_nobody_who_may_be_a_child_and_nobody_with_another_kind_is_asked_to_meet(staff: Staff) -> None:
    [child] = await sharing(staff, "16_17")
    idea = await staff.heard("bo", "could the park have a hoop")
    await staff.reads(SAM, child, idea)
    for one in (child, idea):
        with pytest.raises(Refused):
            await staff.triage.does(SAM, one, ASKED)


async def test_nor_where_the_news_would_reach_a_child_with_it(staff: Staff) -> None:
    grown, child = await sharing(staff, "adult", "16_17")
    await staff.triage.does(SAM, child, Deed(Does.JOIN, other=grown))
    await staff.reads(SAM, grown)
    with pytest.raises(Refused, match="child"):
        await staff.triage.does(SAM, grown, ASKED)
