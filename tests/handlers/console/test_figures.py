"""The map and the drafts: counts of people, small ones hidden, each place beside its own months, within the fence."""

from collections.abc import Sequence
from datetime import date

from bot.domain.release import Release
from bot.staff.figures import Tile
from bot.storage import drafts, releases
from reports import dataset
from reports.gather import so_far
from reports.model import Edition, Heard, Month, Request
from reports.stands import stood
from tests.factories_reports import OCTOBER, make_frozen, make_people
from tests.factories_staff import ASH, CHRIS, MO, SAM
from tests.handlers.console.desk import Desk


def told(desk: Desk, heard: Sequence[Heard]) -> list[Tile]:
    places = desk.parts.area.neighbourhoods
    asked = [Request(OCTOBER, one.id, Edition.AGENCY) for one in places]
    return desk.parts.figures.tiles(places, asked, heard)


def year(now: int, before: int) -> list[Heard]:
    """So many people in October, and so many in each of the three months before."""
    rows, first = make_people(now), 1000
    for month in (7, 8, 9):
        rows += make_people(before, first, said_on=date(2026, month, 5))
        first += 1000
    return rows


async def test_more_than_its_own_usual_is_said_by_arrow_and_words(desk: Desk) -> None:
    quayside, *_ = told(desk, year(80, 20))
    assert (quayside.place.id, quayside.people, quayside.shade) == ("quayside", "80", 4)
    [trend] = [one for one in quayside.trends if one.theme == "Play and things to do"]
    assert (trend.people, trend.change) == ("80", "↑ More than usual (usual: 20)")


async def test_few_are_hidden_from_workers_too_and_are_compared_with_nothing(desk: Desk) -> None:
    quayside, mill_row, *_ = told(desk, year(9, 3))
    assert (quayside.people, quayside.shade) == ("fewer than 10", 0)
    assert quayside.people == mill_row.people, "nobody and a few look the same"
    assert "9" not in {one.people for one in quayside.trends}
    assert {one.change for one in quayside.trends} <= {"Not enough to compare", "Not compared"}


async def test_a_month_that_is_not_over_is_compared_with_no_whole_one(desk: Desk) -> None:
    """On the third of a month everything would be fewer than usual."""
    rows = [*year(80, 80), *make_people(30, 9000, said_on=date(2026, 11, 2))]
    places = [one for one in desk.parts.area.neighbourhoods if one.id == "quayside"]
    november = OCTOBER.after(1)
    asked = [Request(november, one.id, Edition.AGENCY) for one in places]
    changes = [desk.parts.figures.tiles(places, asked, each)[0].change for each in (rows, so_far(rows, november))]
    assert changes == ["↓ Fewer than usual (usual: 80)", "Not enough to compare"]
    page = await (await desk.signed_in(SAM)).looks("/console/map")
    assert "This month is not over" in page
    assert "This month is not over" not in await (await desk.signed_in(SAM)).looks("/console/map?month=2026-09")


async def test_the_map_has_a_tile_and_a_row_for_each_place_within_the_fence_and_no_word(desk: Desk) -> None:
    await desk.staff.heard("ada", "could the park have a hoop")
    sam, mo, ash = [await desk.signed_in(one) for one in (SAM, MO, ASH)]
    page = await sam.looks("/console/map")
    assert page.count("<rect") == 1
    assert "Quayside" in page
    assert "Mill Row" not in page
    assert "hoop" not in page
    assert "style=" not in page, "the policy lets no style of an element's own in"
    assert (await mo.looks("/console/map")).count("<rect") == len(desk.parts.area.neighbourhoods)
    assert "Quayside" not in await ash.looks("/console/map?month=2026-09")
    assert "October 2026" in await sam.looks("/console/map?month=nonsense")


async def test_a_draft_is_opened_within_the_fence_and_says_that_nobody_has_checked_it(desk: Desk) -> None:
    town = desk.staff.town
    async with town.database.write() as conn:
        for scope in ("quayside", "mill-row", "all"):
            rows = dataset.dump(make_frozen(make_people(2), Month(2026, 9)))
            await drafts.keep(conn, town.keys, scope, "2026-09", dataset=rows, now=town.now)
    sam, mo, chris = [await desk.signed_in(one) for one in (SAM, MO, CHRIS)]
    await sam.looks("/console/reports")
    assert "not yet checked by a person" in sam.page
    assert "/console/reports/quayside/2026-09.html" in sam.page
    assert "mill-row" not in sam.page
    assert "/reports/all/" not in sam.page
    await sam.looks("/console/reports/quayside/2026-09.html")
    assert (sam.status, sam.page) == (200, "2 rows")
    for path in ("all/2026-09.html", "mill-row/2026-09.html", "quayside/2026-08.html", "quayside/2026-09.exe"):
        await sam.looks(f"/console/reports/{path}")
        assert sam.status == 404, path
    await mo.looks("/console/reports/all/2026-09.pdf")
    assert mo.status == 200
    await chris.looks("/console/reports/quayside/2026-09.html")
    assert chris.status == 404


async def test_a_month_that_is_out_is_shown_with_its_printed_figures_and_counted_no_more(desk: Desk) -> None:
    town, period = desk.staff.town, "2026-09"
    rows = make_frozen(make_people(33, said_on=date(2026, 9, 5)), Month(2026, 9))
    packed = dataset.pack(stood(rows, town.area, "salt"))
    release = Release(period, 1, checked=True, who="mo", hash=packed.hash, decided_at=town.now, due_at=town.now)
    async with town.database.write() as conn:
        await drafts.keep(conn, town.keys, "all", period, dataset=dataset.dump(rows), now=town.now)
    sam = await desk.signed_in(SAM)
    assert "33 rows" in await sam.looks(f"/console/reports/quayside/{period}.html")
    [tile] = await desk.parts.figures.of(SAM, Month(2026, 9))
    assert tile.people == "fewer than 10", "nobody of them is in the store"
    async with town.database.write() as conn:
        await releases.decide(conn, town.keys, release, packed.content)
    opened = await sam.looks(f"/console/reports/quayside/{period}.html")
    assert opened.startswith("0 rows"), "drawn of the release, which has printed figures and no rows"
    [tile] = await desk.parts.figures.of(SAM, Month(2026, 9))
    assert tile.people == "35"
    assert "released, with the figures it was printed with" in await sam.looks("/console/reports")
