"""Workers at their desks, on both stores."""

import pytest

from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.factories_app import Whole
from tests.factories_staff import Staff
from tests.handlers.console.desk import Desk


@pytest.fixture
async def desk(database: Database, keys: Keys) -> Desk:
    staff = Staff(Whole(database, keys))
    await staff.let_in()
    return Desk(staff)
