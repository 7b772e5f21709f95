"""What took place is noted of a place and a day, and of nobody."""

import pytest

from bot.domain.gathering import Different
from bot.errors import Refused
from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.factories_app import Whole
from tests.factories_staff import SAM, Staff
from tests.stores import ONE_STORE


@ONE_STORE
async def test_who_was_there_is_refused_and_where_it_was_is_not(database: Database, keys: Keys) -> None:
    staff = Staff(Whole(database, keys))
    for line in ("Quayside: football, ring 07700 900123 - 14 came", "Quayside: football with Kevin - 14 came"):
        with pytest.raises(Refused, match="without a name or number"):
            await staff.gatherings.note(SAM, line)
    assert (await staff.gatherings.note(SAM, "Quayside: football in the park - 14 came")).what.came == 14
    assert len(await staff.gatherings.this_year(SAM)) == 1


async def test_different_people_of_month_and_year_are_counted_by_who_had_come_before(
    database: Database, keys: Keys
) -> None:
    staff = Staff(Whole(database, keys))
    desk, month = staff.gatherings, staff.house.today.replace(day=1)
    await desk.note(SAM, f"Quayside: football, {month.replace(month=month.month - 1)} - 20 came, 3 new")
    await desk.note(SAM, f"Quayside: chess, {month} - 12 came, 2 new, none again this month, 8 again this year")
    last = await desk.note(SAM, "Quayside: bread, 10 came, 1 new, 6 again this month, 7 again this year")
    sums = desk.sums(await desk.this_year(SAM))
    assert (sums.month.people, sums.year.people) == (Different(16), Different(27))
    await desk.take_back(SAM, last.id)
    await desk.note(SAM, "Quayside: bread, 10 came, 1 new")
    sums = desk.sums(await desk.this_year(SAM))
    assert (sums.month.people, sums.year.people) == (Different(13, exact=False), Different(25, exact=False))
    await desk.note(SAM, "Quayside: the fair, 90 came, 1 new, none again this month")
    sums = desk.sums(await desk.this_year(SAM))
    assert sums.month.people == sums.year.people == Different(103, exact=False), "a year has no fewer than its month"
