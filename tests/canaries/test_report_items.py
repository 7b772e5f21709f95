"""Of all that people say, a report has the words that a person let out, and nothing else: no detail, no danger."""

from pathlib import Path

import pytest

from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.canaries.report_items import Items

FEW, TOWNS, MANY = 200, 20, 5_000
"""Items of the quick month; and of each of so many long ones, half of them with no reader of danger: 100,000."""
LONG = [pytest.param(seed, MANY, seed % 2 == 0, marks=pytest.mark.long) for seed in range(TOWNS)]


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("seed", "count", "reads_danger"), [(100, FEW, False), *LONG])
async def test_no_word_leaves_that_nobody_let_out(  # noqa: PLR0917 - what a town is made of
    database: Database,
    keys: Keys,
    tmp_path: Path,
    seed: int,
    count: int,
    reads_danger: bool,  # noqa: FBT001 - a row of the table
) -> None:
    """0 uncleared words, 0 private details, 0 danger in every document, table and mail of a month; the readers' too."""
    items = Items(database, keys, tmp_path, seed, count, reads_danger)
    assert await items.leaks() == []
    assert min(items.met[one] for one in ("plain", "private", "danger", "refused", "cleared", "mails")) > 0, (
        items.met,
        items.whys,
    )
    assert items.met["documents"] >= 12
