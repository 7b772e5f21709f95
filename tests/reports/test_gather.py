from datetime import date

import pytest

from bot.domain.contribution import HelpRole, Kind, Standing
from bot.storage.imports import bring_in
from bot.storage.wordless import Wordless
from reports.gather import gather, heard
from reports.model import Heard, Request
from tests.factories_reports import OCTOBER, make_contribution
from tests.factories_storage import NOW, unlocked


def make_wordless(**changes):
    given = dict.fromkeys(Wordless.__struct_fields__)
    given |= {"id": "1", "participant": "p", "account": "web", "kind": Kind.IDEA, "themes": ("housing",)}
    given |= {"neighbourhood": "quayside", "said_on": OCTOBER.first, "standing": Standing.HEARD, "said_it": 1}
    return Wordless(**{**given, **changes})


@pytest.fixture
async def filled(database, master):
    keys = await unlocked(database, master)
    rows = [
        make_contribution(1, said_on=date(2026, 6, 30)),
        make_contribution(2, said_on=date(2026, 7, 1), standing=Standing.HELD),
        make_contribution(3, said_on=date(2026, 10, 31), help_role=HelpRole.A_BIT, joined_to="f" * 32),
        make_contribution(4, said_on=date(2026, 11, 1)),
        make_contribution(5, neighbourhood="mill-row", written_by="sam", said_it=12, themes=("housing", "health")),
    ]
    async with database.write() as conn:
        await bring_in(conn, keys, rows, NOW)
    return database, keys.organisation


async def test_a_report_gets_its_month_and_the_three_before_and_nothing_else(filled):
    rows = await gather(*filled, [Request(OCTOBER)])
    assert {row.id[-1] for row in rows} == {"2", "3", "5"}


async def test_a_neighbourhoods_report_gets_its_own_rows_only(filled):
    rows = await gather(*filled, [Request(OCTOBER, "mill-row")])
    assert [row.id[-1] for row in rows] == ["5"]


async def test_requests_for_several_places_are_answered_by_one_reading_of_all(filled):
    rows = await gather(*filled, [Request(OCTOBER, "mill-row"), Request(OCTOBER, "quayside")])
    assert {row.neighbourhood for row in rows} == {"quayside", "mill-row"}


async def test_no_request_needs_no_rows(filled):
    assert await gather(*filled, []) == ()


async def test_what_is_stored_of_a_contribution_reaches_the_report(filled):
    rows = {row.id[-1]: row for row in await gather(*filled, [Request(OCTOBER)])}
    assert rows["2"].standing is Standing.HELD
    assert (rows["3"].joined, rows["3"].help_role) == (True, HelpRole.A_BIT)
    group = rows["5"]
    assert (group.on_behalf, group.said_it, group.themes) == (True, 12, ("housing", "health"))
    assert group.first_said_on is None
    assert len({row.person for row in rows.values()}) == 3


def test_a_row_for_a_report_has_no_field_for_words_or_names():
    assert not {"words", "sealed", "reference", "written_by", "address"} & set(Heard.__struct_fields__)


@pytest.mark.parametrize(
    ("first_told_on", "first"),
    [(None, None), (date(2026, 9, 1), date(2026, 9, 1)), (date(2026, 12, 1), OCTOBER.first)],
)
def test_the_first_day_is_never_after_the_row_itself(first_told_on, first):
    assert heard(make_wordless(first_told_on=first_told_on)).first_said_on == first
