"""What took place is noted of a place and a day, and of nobody."""

import pytest

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
