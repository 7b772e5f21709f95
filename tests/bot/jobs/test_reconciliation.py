"""Received = included + joined + held + withdrawn + spam, in every month and place, whatever befalls a town."""

from pathlib import Path

import pytest

from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.bot.jobs.hazards import START, Hazards
from tests.factories_releasing import Going

SEASON, YEAR = 4, 12
"""Months of a town; two places and the whole of it are checked at each freeze and release, and at the end."""
HAZARDS = {
    *("withdrawn", "joined", "held", "spam", "in danger", "late", "mail down", "two processes", "approved"),
}


async def lived(database: Database, keys: Keys, folder: Path, seed: int, months: int = SEASON) -> Hazards:
    """So many months of one town."""
    town = Hazards(Going(database, keys, folder, now=START), seed)
    await town.lives(months)
    assert await town.check_at_the_end() >= months
    once = [set(ids) for ids in town.post.taken.values()]
    assert all(len(ids) == 1 for ids in once), "never two Message-IDs for one recipient and edition"
    return town


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
@pytest.mark.parametrize("seed", range(6))
async def test_every_month_adds_up(database: Database, keys: Keys, tmp_path: Path, seed: int) -> None:
    """24 months; each town meets every hazard."""
    town = await lived(database, keys, tmp_path, seed)
    assert set(town.met) >= HAZARDS, HAZARDS - set(town.met)


@pytest.mark.parametrize("store", ["postgresql"], indirect=True)
async def test_every_month_adds_up_on_the_other_store(database: Database, keys: Keys, tmp_path: Path) -> None:
    await lived(database, keys, tmp_path, 14)


@pytest.mark.long
@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
@pytest.mark.parametrize("seed", range(100, 200))
async def test_a_hundred_years_add_up(database: Database, keys: Keys, tmp_path: Path, seed: int) -> None:
    """1,200 months; every town meets nearly every hazard, and most also who is erased, months held, machines off."""
    town = await lived(database, keys, tmp_path, seed, YEAR)
    assert set(town.met) >= HAZARDS, HAZARDS - set(town.met)
