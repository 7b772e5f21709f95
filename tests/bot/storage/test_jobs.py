"""A job runs once for each scope and period, and is taken over from who crashed; a draft is frozen once."""

import asyncio
import hashlib
from datetime import datetime, timedelta

from bot.storage import audit, drafts, jobs
from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.factories_storage import NOW, ORGANISATION, ids

JOB = ("drafts", "all", "2026-10")


async def claims(database: Database, worker: str, now: datetime = NOW, job: tuple[str, str, str] = JOB) -> bool:
    async with database.write() as conn:
        return await jobs.claim_job(conn, ORGANISATION, *job, worker=worker, now=now)


async def finishes(database: Database, worker: str) -> bool:
    async with database.write() as conn:
        return await jobs.finish(conn, ORGANISATION, *JOB, worker=worker, now=NOW)


async def test_of_many_workers_one_runs_the_job(database: Database) -> None:
    claimed = await asyncio.gather(*(claims(database, f"w{number}") for number in range(8)))
    assert claimed.count(True) == 1


async def test_other_scopes_and_periods_are_jobs_of_their_own(database: Database) -> None:
    assert await claims(database, "a")
    assert await claims(database, "a", job=("drafts", "lakes-estate", "2026-10"))
    assert await claims(database, "a", job=("drafts", "all", "2026-11"))
    assert not await claims(database, "a")


async def test_what_is_done_is_not_run_again_however_late(database: Database) -> None:
    await claims(database, "a")
    assert await finishes(database, "a")
    assert not await claims(database, "b", NOW + timedelta(days=400))
    async with database.read() as conn:
        assert await jobs.done_periods(conn, ORGANISATION, "drafts", "all") == {"2026-10"}


async def test_what_failed_may_be_tried_again_at_once(database: Database) -> None:
    await claims(database, "a")
    async with database.write() as conn:
        assert await jobs.fail(conn, ORGANISATION, *JOB, worker="a", now=NOW)
        assert await jobs.done_periods(conn, ORGANISATION, "drafts", "all") == set()
    assert await claims(database, "b")


async def test_a_crashed_workers_job_is_taken_over_after_an_hour_and_lost_to_it(database: Database) -> None:
    await claims(database, "a")
    assert not await claims(database, "b", NOW + timedelta(hours=1))
    assert await claims(database, "b", NOW + timedelta(hours=1, seconds=1))
    assert not await finishes(database, "a")
    assert await finishes(database, "b")


async def test_a_draft_is_frozen_once_and_comes_back_byte_for_byte(database: Database, keys: Keys) -> None:
    async with database.write() as conn:
        assert await drafts.keep(conn, keys, "all", "2026-10", dataset=b"\0first", now=NOW)
        assert not await drafts.keep(conn, keys, "all", "2026-10", dataset=b"second", now=NOW)
        found = await drafts.find(conn, keys, "all", "2026-10")
        assert found is not None
        assert (found.dataset, found.made_at) == (b"\0first", NOW)
        assert found.hash == hashlib.sha256(b"\0first").hexdigest()
        assert await drafts.find(conn, keys, "all", "2026-11") is None


async def test_the_audit_says_who_did_what_in_order(database: Database, keys: Keys) -> None:
    fresh = ids()
    async with database.write() as conn:
        await audit.record(conn, keys, next(fresh), who="cli", what="export", now=NOW)
        await audit.record(conn, keys, next(fresh), who="cli", what="import \0", now=NOW)
        assert await audit.lines(conn, ORGANISATION) == [(NOW, "cli", "export"), (NOW, "cli", "import \\x00")]
        assert await audit.lines(conn, "another") == []
