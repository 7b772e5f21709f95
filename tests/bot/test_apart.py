"""What takes its time with reports is done by a process of its own, on the same store, and stops with us."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot import weights
from bot.apart import Apart
from bot.commands.apart.orders import JOBS, _kit
from bot.core import LOCALES, ROOT, Core
from bot.errors import NotFound, ReportError
from bot.jobs import learning, report_drafts
from bot.opening import opened
from bot.release_parts import as_it_stands, releasing
from bot.storage import drafts, releases, tables, workers
from reports import dataset
from reports.freeze import freeze
from reports.frozen import Frozen
from reports.model import Edition, Month, Request
from reports.pipeline import make_all
from tests.bot.test_app import settings
from tests.factories_staff import MO
from tests.factories_storage import carried_out, done, keep, known

OCTOBER = Month(2026, 10)
DRAFTED = datetime(2026, 11, 1, 3, 30, tzinfo=UTC)


async def _said(core: Core) -> None:
    [ann] = await known(core.database, core.keys, "ann")
    effect = keep("c1", "a bench by the pond", said_on=OCTOBER.first, neighbourhood="fishermead")
    await carried_out(core.database, core.keys, done(ann, effect, external_id="c1"))
    async with core.database.write() as conn:
        await workers.let_in(conn, core.keys, MO, DRAFTED)


async def test_a_month_is_previewed_and_approved_apart(tmp_path: Path) -> None:
    async with opened(settings(tmp_path), lambda: DRAFTED) as core:
        await _said(core)
        apart = Apart(core.settings, f"{core.area.name}, a demo", ROOT, core.clock, "here")
        packed = dataset.pack(await freeze(core.database, core.keys, core.area, OCTOBER))
        async with core.database.write() as conn:
            await drafts.keep(conn, core.keys, "all", "2026-10", dataset=packed.content, now=DRAFTED)

        files = await apart.preview(Request(OCTOBER, None, Edition.RESIDENTS, "en"))
        page = next(body for name, body in files.items() if name.endswith(".html"))
        assert b"a demo" in page
        assert b"Draft, not approved yet" in page

        with pytest.raises(NotFound):
            await apart.approve(MO.id, "2026-09")
        decided = await apart.approve(MO.id, "2026-10")
        assert (decided.who, decided.checked, decided.hash) == (MO.id, True, await _hash(core))


async def test_what_was_learned_from_words_that_are_gone_is_forgotten_by_the_job_apart(tmp_path: Path) -> None:
    async with opened(settings(tmp_path), lambda: DRAFTED) as core:
        kept = weights.path_of(core.settings.data_dir, "en")
        kept.parent.mkdir(parents=True)
        kept.write_bytes(b"learned")
        await JOBS[learning.JOB](_kit(core, "here"), DRAFTED)
        assert not kept.exists()


async def _hash(core: Core) -> str:
    async with core.database.read() as conn:
        [one] = await releases.of(conn, core.keys.organisation, "2026-10")
    return one.hash


async def test_who_is_told_to_stop_stops_it_and_leaves_the_job_to_the_next_look(tmp_path: Path) -> None:
    async with opened(settings(tmp_path), lambda: DRAFTED) as core:
        await _said(core)
        job = asyncio.create_task(
            Apart(core.settings, core.area.name, ROOT, core.clock, "here").job(report_drafts.JOB, DRAFTED)
        )
        async with asyncio.timeout(30):
            while not await _runs(core):  # noqa: ASYNC110 - another process has no event of ours
                await asyncio.sleep(0.05)
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job
        # "claimed" where it was so slow that it was killed: taken over in an hour, as after any crash.
        assert await _runs(core) <= {"failed", "done", "claimed"}


async def _runs(core: Core) -> set[str]:
    async with core.database.read() as conn:
        return {row.state for row in await conn.execute(tables.job_run.select())}


async def test_a_process_that_breaks_is_said_to_have_broken(tmp_path: Path) -> None:
    async with opened(settings(tmp_path), lambda: DRAFTED) as core:
        with pytest.raises(ReportError):
            await Apart(core.settings, core.area.name, ROOT, core.clock).job("no such job", DRAFTED)


async def test_a_month_that_is_out_is_shown_with_the_figures_it_went_out_with(tmp_path: Path) -> None:
    """Whoever left since is in no count that could be set against the printed one."""
    asked = Request(OCTOBER, None, Edition.AGENCY, "en")
    async with opened(settings(tmp_path), lambda: DRAFTED) as core:
        await _said(core)
        assert (await as_it_stands(core, asked))[0].draft
        packed = dataset.pack(await freeze(core.database, core.keys, core.area, OCTOBER))
        async with core.database.write() as conn:
            await drafts.keep(conn, core.keys, "all", "2026-10", dataset=packed.content, now=DRAFTED)
        unchecked = await releasing(core).go_unchecked("2026-10")
        assert unchecked is not None
        printed = (await _edition(core, 1)).printed
        fewer = replace(await freeze(core.database, core.keys, core.area, OCTOBER), heard=())
        async with core.database.write() as conn:
            await drafts.keep_anew(conn, core.keys, "all", "2026-10", dataset=dataset.pack(fewer).content)
        wanted, shown = await as_it_stands(core, asked)
        assert (wanted.draft, shown.printed, shown.heard) == (True, printed, ()), "it may still be approved"
        decided = await releasing(core).approve(MO, "2026-10")
        wanted, shown = await as_it_stands(core, asked)
        assert (wanted.draft, dataset.fingerprint(shown)) == (False, decided.hash)
        inside, shown = await as_it_stands(core, replace(asked, edition=Edition.INTERNAL))
        with pytest.raises(ReportError, match="no exact ones"):
            make_all([inside], shown, core.area, LOCALES)


async def test_a_month_that_is_not_over_is_previewed_beside_no_month_before(tmp_path: Path) -> None:
    """Half a month beside whole ones is always "fewer than usual"; once it is over it is compared."""
    asked = Request(OCTOBER.after(1), None, Edition.INTERNAL, "en")
    async with opened(settings(tmp_path), lambda: DRAFTED + timedelta(days=14)) as core:
        await _said(core)
        assert (await as_it_stands(core, asked))[1].heard == ()
    async with opened(settings(tmp_path), lambda: DRAFTED + timedelta(days=30)) as core:
        assert [one.said_on for one in (await as_it_stands(core, asked))[1].heard] == [OCTOBER.first]


async def _edition(core: Core, revision: int) -> Frozen:
    async with core.database.read() as conn:
        raw = await releases.dataset(conn, core.keys, "2026-10", revision)
    assert raw is not None
    return dataset.load(raw, OCTOBER)
