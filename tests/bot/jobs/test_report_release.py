"""The report goes out once: approved by one person, else on its day with counts only; never while it is held back."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.domain.release import CLOCK
from bot.domain.thresholds import ReportDays
from bot.errors import NotFound, Refused
from bot.jobs.report_release import AT_ONCE, JOB, report_release
from bot.staff.printing import printed
from bot.storage import drafts, releases, tables, workers
from bot.storage.database import Database
from bot.storage.keys import Keys
from reports import dataset
from reports.frozen import Frozen
from reports.model import Month
from reports.release import documents
from tests.factories_pack import make_area
from tests.factories_releasing import DRAFTED, OCTOBER, SENDS, Going, make_question
from tests.factories_staff import ADA, LEA, MO, SAM
from tests.stores import ONE_STORE

DAY = timedelta(days=1)


@pytest.fixture
async def going(database: Database, keys: Keys, tmp_path: Path) -> Going:
    going = Going(database, keys, tmp_path)
    await going.staffed()
    return going


async def test_no_process_is_started_where_no_month_was_ever_frozen(going: Going) -> None:
    """Every first start of a day would begin one: it takes more than the whole program does to start."""
    asked = list[str]()

    async def apart(name: str, _now: datetime) -> None:
        asked.append(name)

    kit = replace(going.kit, apart=apart)
    await report_release(kit, DRAFTED)
    assert asked == []
    await going.said("c1")
    await going.looks()
    await report_release(kit, DRAFTED + DAY)
    assert asked == [JOB]


# -- who lets it go --------------------------------------------------------------------------------------------------


async def test_one_tap_of_one_person_publishes_it_once(going: Going) -> None:
    await going.said("c1", "c2")
    await going.looks()
    assert await going.releases() == []
    await going.desk.approve(MO, "2026-10")
    await going.looks(DRAFTED + DAY, times=3)
    [one] = await going.releases()
    assert (one.revision, one.checked, one.who, one.published_at is not None) == (1, True, "mo", True)
    orders = going.press.orders
    await going.looks(SENDS + DAY)
    assert [each.revision for each in await going.releases()] == [1]
    assert going.press.orders == orders, "it is drawn once"


async def test_the_hash_is_that_of_what_every_document_was_made_of_and_names_who_checked_it(going: Going) -> None:
    await going.said("c1")
    await going.looks()
    await going.desk.approve(MO, "2026-10")
    await going.looks(DRAFTED + DAY)
    [one] = await going.releases()
    async with going.database.read() as conn:
        raw = await releases.dataset(conn, going.keys, "2026-10", 1)
    frozen = dataset.load(raw or b"", OCTOBER)
    assert (dataset.fingerprint(frozen), frozen.review(None).checked_by) == (one.hash, "Mo")
    assert frozen.review("quayside").checked_by == "Mo", "nobody else has checked it"
    assert one.hash.encode() in (await going.archived() or b"")


async def test_whoever_may_not_publish_finds_nothing_to_approve_or_hold(going: Going) -> None:
    await going.said("c1")
    await going.looks()
    for worker in (SAM, LEA):
        with pytest.raises(NotFound):
            await going.desk.approve(worker, "2026-10")
        with pytest.raises(NotFound):
            await going.desk.hold(worker, "2026-10", "because")
    await going.desk.approve(ADA, "2026-10")


async def test_nothing_is_approved_that_was_not_frozen(going: Going) -> None:
    with pytest.raises(NotFound):
        await going.desk.approve(MO, "2026-10")


async def test_approved_twice_the_second_is_told_who_did_it(going: Going) -> None:
    await going.said("c1")
    await going.looks()
    await going.desk.approve(MO, "2026-10")
    with pytest.raises(Refused, match="Mo approved it"):
        await going.desk.approve(ADA, "2026-10")
    await going.looks(DRAFTED + DAY)
    with pytest.raises(Refused, match="Mo approved it"):
        await going.desk.approve(MO, "2026-10")
    assert len(await going.releases()) == 1


async def test_two_who_approve_at_the_same_moment_release_it_once(going: Going) -> None:
    await going.said("c1")
    await going.looks()
    there = going.another()
    came = await asyncio.gather(
        *(desk.approve(who, "2026-10") for desk in (going.desk, there.desk) for who in (MO, ADA)),
        return_exceptions=True,
    )
    assert sum(not isinstance(one, BaseException) for one in came) == 1
    assert {type(one) for one in came if isinstance(one, BaseException)} <= {Refused}
    assert len(await going.releases()) == 1


# -- its day ---------------------------------------------------------------------------------------------------------


async def test_on_its_day_it_goes_out_with_counts_only_when_nobody_approved_it(going: Going) -> None:
    ann = await going.said("c1")
    await going.quoted(ann, "c1")
    await going.looks()
    await going.with_words("c1", questions=[make_question()])
    await going.looks(SENDS - timedelta(minutes=1))
    assert await going.releases() == []
    await going.looks(SENDS)
    [one] = await going.releases()
    assert (one.checked, one.who, one.published_at is not None) == (False, CLOCK, True)
    assert b"quote c1" not in (await going.archived() or b"")
    async with going.database.read() as conn:
        frozen = dataset.load(await releases.dataset(conn, going.keys, "2026-10", 1) or b"", OCTOBER)
    assert (frozen.lines, frozen.questions, frozen.reviews) == ((), (), ())
    assert (frozen.heard, frozen.printed is not None) == ((), True), "figures, and no row"


async def test_who_approves_after_its_day_sends_the_whole_one_as_the_second_revision(going: Going) -> None:
    ann = await going.said("c1")
    await going.quoted(ann, "c1")
    await going.looks()
    await going.with_words("c1")
    await going.looks(SENDS)
    await going.desk.approve(MO, "2026-10")
    await going.looks(SENDS + DAY)
    first, second = await going.releases()
    assert (second.revision, second.checked, second.why) == (2, True, "checked")
    assert first.hash != second.hash
    assert b"quote c1" in (await going.archived() or b"")


@pytest.mark.parametrize("late", [0, 1, 8, 30])
async def test_a_machine_that_was_off_makes_up_for_it_once(going: Going, late: int) -> None:
    """Off on the 1st, or until the 9th: drafted and out at its next start, not once for each day."""
    await going.said("c1")
    await going.looks(DRAFTED + late * DAY, times=3)
    await going.looks(SENDS + max(late, 1) * DAY, times=3)
    assert [one.revision for one in await going.releases()] == [1]
    assert await going.archived() is not None


async def test_a_month_long_past_waits_for_a_person(going: Going) -> None:
    """Whoever comes from an older Earshot, or was off for months, does not find old months published by themselves."""
    await going.said("c1")
    await going.looks(SENDS + 70 * DAY)
    assert await going.releases() == []
    await going.desk.approve(MO, "2026-10")
    await going.looks()
    assert await going.archived() is not None


async def test_two_processes_release_it_once(going: Going) -> None:
    await going.said("c1")
    there = going.another()
    await asyncio.gather(*(one.looks(SENDS) for one in (going, there) for _ in range(2)))
    await going.looks(SENDS + timedelta(minutes=5))
    assert [one.revision for one in await going.releases()] == [1]
    asked = -(-len(documents(OCTOBER, make_area())) // AT_ONCE)
    assert going.press.orders + there.press.orders == asked


# -- held back -------------------------------------------------------------------------------------------------------


async def test_a_month_held_back_does_not_go_out_on_its_day_and_does_once_it_is_let_go(going: Going) -> None:
    await going.said("c1")
    await going.looks()
    await going.desk.hold(MO, "2026-10", "a figure looks wrong")
    await going.looks(SENDS + DAY, times=2)
    assert await going.releases() == []
    with pytest.raises(Refused, match="a figure looks wrong"):
        await going.desk.approve(ADA, "2026-10")
    await going.desk.let_go(ADA, "2026-10")
    await going.looks(SENDS + 2 * DAY)
    assert [one.checked for one in await going.releases()] == [False]


async def test_a_hold_after_the_approval_stops_what_is_not_out_yet(going: Going) -> None:
    await going.said("c1")
    await going.looks()
    await going.desk.approve(MO, "2026-10")
    await going.desk.hold(MO, "2026-10", "stop")
    await going.looks(SENDS, times=2)
    assert await going.archived() is None
    await going.desk.let_go(MO, "2026-10")
    await going.looks(SENDS + DAY)
    assert await going.archived() is not None
    assert [one.checked for one in await going.releases()] == [True]


async def test_a_hold_that_comes_while_it_is_drawn_is_in_time(going: Going) -> None:
    await going.said("c1")
    await going.looks()
    await going.desk.approve(MO, "2026-10")

    async def hold() -> None:
        going.press.before = None
        await going.desk.hold(ADA, "2026-10", "stop")

    going.press.before = hold
    await going.looks(DRAFTED + DAY)
    assert await going.archived() is None
    await going.desk.let_go(ADA, "2026-10")
    await going.looks(DRAFTED + 2 * DAY)
    assert await going.archived() is not None


@ONE_STORE
@pytest.mark.parametrize("reason", ["", "  ", "x" * 301])
async def test_a_hold_has_a_reason(going: Going, reason: str) -> None:
    await going.said("c1")
    await going.looks()
    with pytest.raises(Refused, match="Say why"):
        await going.desk.hold(MO, "2026-10", reason)


async def test_nothing_is_let_go_that_is_not_held(going: Going) -> None:
    with pytest.raises(Refused):
        await going.desk.let_go(MO, "2026-10")


@pytest.mark.parametrize(("public", "where"), [(False, "console/reports"), (True, "reports/2026-10")])
async def test_workers_who_see_figures_are_told_once_that_it_is_out_and_where_they_read_it(
    going: Going, *, public: bool, where: str
) -> None:
    """A private archive is read in the console; whoever may approve is told in other words, a lead not at all."""
    going.kit = replace(going.kit, area=make_area(report_days=ReportDays(public_archive=public)))
    async with going.database.write() as conn:
        await workers.let_in(conn, going.keys, LEA, going.now)
    await going.said("c1")
    await going.looks()
    await going.desk.approve(MO, "2026-10")
    await going.looks(DRAFTED + DAY, times=3)
    async with going.database.read() as conn:
        told = [one.worker for one in await conn.execute(tables.staff_message.select())]
    assert sorted(told) == sorted(one.id for one in (ADA, MO, SAM))
    assert [one for one in await _told(going) if f"https://voices.example/{where}" in one], await _told(going)


# -- what breaks -----------------------------------------------------------------------------------------------------


async def test_a_template_that_breaks_loses_nothing_tells_somebody_and_gives_the_same_bytes_later(going: Going) -> None:
    """F41: data intact, alert, re-run gives the same bytes."""
    await going.said("c1")
    await going.looks()
    going.press.breaks = 1
    await going.desk.approve(MO, "2026-10")
    await going.looks(DRAFTED + DAY)
    assert await going.archived() is None
    assert [told for told in await _told(going) if "could not be made" in told]
    await going.looks(DRAFTED + DAY + timedelta(minutes=5))
    [one] = await going.releases()
    made = await going.archived()
    async with going.database.read() as conn:
        raw = await releases.dataset(conn, going.keys, "2026-10", 1) or b""
    again = await going.press.draw(documents(OCTOBER, going.area)[:1], raw, going.area)
    assert (made, one.published_at is not None) == (again[0].html, True)


async def test_who_was_killed_while_drawing_is_taken_over_from(going: Going) -> None:
    await going.said("c1")
    await going.looks()
    await going.desk.approve(MO, "2026-10")

    async def killed() -> None:
        raise SystemExit

    going.press.before = killed
    with pytest.raises(SystemExit):
        await going.looks(DRAFTED + DAY)
    async with going.database.write() as conn:
        await conn.execute(tables.job_run.update().where(tables.job_run.c.state == "failed").values(state="claimed"))
    there = going.another()
    await there.looks(DRAFTED + DAY + timedelta(hours=2))
    assert await going.archived() is not None


async def test_words_that_come_after_the_freeze_go_into_the_next_month(going: Going) -> None:
    """F42: the published month never changes, and nobody is lost."""
    await going.said("c1", on=date(2026, 10, 30))
    await going.looks()
    await going.desk.approve(MO, "2026-10")

    async def late() -> None:
        going.press.before = None
        await going.said("late", on=date(2026, 10, 31))

    going.press.before = late
    await going.looks(DRAFTED + DAY)
    [one] = await going.releases()
    before = await going.archived()
    await going.looks(datetime(2026, 12, 1, 3, 30, tzinfo=UTC))
    assert ([each.hash for each in await going.releases()], await going.archived()) == ([one.hash], before)
    async with going.database.read() as conn:
        november = await drafts.find(conn, going.keys, "all", "2026-11")
    assert november is not None
    rows = dataset.load(november.dataset, OCTOBER.after(1)).heard
    assert {row.id: row.said_on for row in rows} == {"c1": date(2026, 10, 30), "late": date(2026, 11, 1)}


# -- taken back ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["withdrawn", "unquoted", "erased"])
async def test_words_taken_back_are_gone_at_the_next_look_by_a_new_revision(going: Going, how: str) -> None:
    ann = await going.said("c1", "c2")
    await going.quoted(ann, "c1", "c2")
    await going.looks()
    await going.with_words("c1", "c2")
    await going.desk.approve(MO, "2026-10")
    await going.looks(DRAFTED + DAY)
    assert b"quote c1" in (await going.archived() or b"")
    if how == "withdrawn":
        await going.withdrawn(ann, "c1")
    elif how == "unquoted":
        await going.quoted(ann, "c1", may=False)
    else:
        await going.erased(ann)
    await going.looks(DRAFTED + 2 * DAY, times=3)
    first, second = await going.releases()
    assert (second.revision, second.why, second.checked) == (2, "words_taken_back", True)
    assert first.hash != second.hash
    stands = await going.archived() or b""
    assert b"quote c1" not in stands
    assert (b"quote c2" in stands) is (how != "erased")
    assert second.hash.encode() in stands
    await _nowhere(going, b"quote c1")


async def test_the_new_revision_says_what_it_corrects(going: Going) -> None:
    ann = await going.said("c1")
    await going.quoted(ann, "c1")
    await going.looks()
    await going.with_words("c1")
    await going.desk.approve(MO, "2026-10")
    await going.looks(DRAFTED + DAY)
    await going.withdrawn(ann, "c1")
    await going.looks(DRAFTED + 2 * DAY)
    async with going.database.read() as conn:
        frozen = dataset.load(await releases.dataset(conn, going.keys, "2026-10", 2) or b"", OCTOBER)
    [correction] = frozen.corrections
    assert (correction.revision, frozen.revision, correction.on) == (2, 2, date(2026, 11, 3))
    assert "Words were withdrawn" in correction.text
    assert not any(sign.isdigit() for sign in correction.text), "nothing is said of how many"


async def test_who_is_counted_and_leaves_makes_no_revision_that_tells_it(going: Going) -> None:
    """A figure is printed once: whoever has every edition cannot see that somebody left."""
    ann = await going.said("c1", "c2", "c3")
    await going.looks()
    await going.desk.approve(MO, "2026-10")
    await going.looks(DRAFTED + DAY)
    await going.withdrawn(ann, "c1")
    await going.looks(DRAFTED + DAY + timedelta(hours=1), times=2)
    await going.erased(ann)
    await going.looks(DRAFTED + 2 * DAY, times=3)
    assert [one.revision for one in await going.releases()] == [1]
    async with going.database.read() as conn:
        draft = await drafts.find(conn, going.keys, "all", "2026-10")
    assert draft is not None
    assert dataset.load(draft.dataset, OCTOBER).heard == (), "nothing is kept of who was deleted"


async def test_every_later_edition_has_the_figures_of_the_first(going: Going) -> None:
    """Counts only, then approved after somebody left, then without words: three hashes, one set of figures."""
    ann, ids = await going.said("c1"), [f"d{n}" for n in range(3)]
    await going.quoted(ann, "c1")
    await going.said(*ids)
    await going.looks()
    await going.with_words("c1")
    await going.looks(SENDS)
    found = [await _figures(going)]
    await going.withdrawn(ann, *ids)
    await going.desk.approve(MO, "2026-10")
    await going.looks(SENDS + DAY)
    found.append(await _figures(going))
    await going.withdrawn(ann, "c1")
    await going.looks(SENDS + 2 * DAY)
    found.append(await _figures(going))
    assert found[0] == found[1] == found[2]
    assert len({one.hash for one in await going.releases()}) == 3


async def test_a_month_is_compared_with_what_the_months_before_it_published(going: Going) -> None:
    """Not with what they would be if counted today; a month that was held back is not told by the next one."""
    ann = await going.said("c1", on=date(2026, 9, 7))
    await going.said("c2", on=date(2026, 10, 7))
    await going.looks(datetime(2026, 10, 8, 9, 0, tzinfo=UTC))
    await going.looks(DRAFTED)
    await going.withdrawn(ann, "c1")
    await going.desk.approve(MO, "2026-10")
    await going.looks(DRAFTED + DAY)
    async with going.database.read() as conn:
        september, october = [
            dataset.load(await releases.dataset(conn, going.keys, period, 1) or b"", Month.of(period)).printed
            for period in ("2026-09", "2026-10")
        ]
    assert september is not None
    assert october is not None
    assert {one.month for one in october.tables} == {OCTOBER, OCTOBER.after(-1)}, "the others were never published"
    assert october.of(OCTOBER.after(-1)) == september.of(OCTOBER.after(-1))


async def test_a_month_that_is_not_over_is_set_beside_none_that_was_published(going: Going) -> None:
    """In a preview, half a month beside whole ones would always be "fewer than usual"."""
    await going.said("c1")
    await going.looks(SENDS)
    november, compared = Frozen(OCTOBER.after(1)), []
    for going.now in (SENDS + 7 * DAY, SENDS + 23 * DAY):
        made = (await printed(going.desk.house, november)).printed
        assert made is not None
        compared.append({one.month for one in made.tables})
    assert compared == [{OCTOBER.after(1)}, {OCTOBER, OCTOBER.after(1)}]


async def test_what_is_taken_back_before_it_is_out_never_is(going: Going) -> None:
    ann = await going.said("c1")
    await going.quoted(ann, "c1")
    await going.looks()
    await going.with_words("c1")
    await going.quoted(ann, "c1", may=False)
    await going.desk.approve(MO, "2026-10")
    await going.looks(DRAFTED + DAY)
    assert b"quote c1" not in (await going.archived() or b"quote c1")
    assert [one.revision for one in await going.releases()] == [1]


async def _figures(going: Going) -> object:
    newest = (await going.releases())[-1]
    async with going.database.read() as conn:
        raw = await releases.dataset(conn, going.keys, "2026-10", newest.revision) or b""
    printed = dataset.load(raw, OCTOBER).printed
    assert printed is not None
    return printed


async def _told(going: Going) -> list[str]:
    async with going.database.read() as conn:
        rows = await conn.execute(tables.staff_message.select().order_by(tables.staff_message.c.id))
        return [going.keys.installation.read(f"staff message {row.id}", row.sealed) for row in rows]


async def _nowhere(going: Going, words: bytes) -> None:
    """No data set that still opens has these words."""
    async with going.database.read() as conn:
        every = [await releases.dataset(conn, going.keys, "2026-10", one.revision) for one in await going.releases()]
        draft = await drafts.find(conn, going.keys, "all", "2026-10")
    kept = [dataset.dump(dataset.load(one, OCTOBER)) for one in (*every, draft and draft.dataset) if one]
    assert len(kept) == 2
    assert not any(words in one for one in kept)
