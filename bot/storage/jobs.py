"""Who runs a timed job: whoever claims its row. Once for each scope and period, however many processes there are."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import and_, bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.inserts import Built, Insert, on_both
from bot.storage.tables import job_run

STALE = timedelta(hours=1)


class State(StrEnum):
    """How far a run has come."""

    CLAIMED = "claimed"
    DONE = "done"
    FAILED = "failed"


def _claiming(insert: Insert) -> Built:
    claimed = {name: insert.excluded[name] for name in ("state", "worker", "claimed_at", "finished_at")}
    abandoned = bindparam("abandoned", type_=job_run.c.claimed_at.type)
    free = or_(
        job_run.c.state == State.FAILED, and_(job_run.c.state == State.CLAIMED, job_run.c.claimed_at < abandoned)
    )
    return insert.on_conflict_do_update(
        index_elements=["organisation", "job", "scope", "period"], set_=claimed, where=free
    ).returning(job_run.c.worker)


_CLAIM = on_both(job_run, _claiming)


async def claim_job(
    conn: AsyncConnection, organisation: str, job: str, scope: str, period: str, *, worker: str, now: datetime
) -> bool:
    """Whether this worker may run a job for a scope ("all", a neighbourhood) and a period ("2026-10").

    No for one that is done or under way; yes where it failed, or was claimed over an hour ago by who then crashed.
    """
    key = {"organisation": organisation, "job": job, "scope": scope, "period": period}
    claimed = {"state": State.CLAIMED, "worker": worker, "claimed_at": now, "abandoned": now - STALE}
    return (await conn.execute(_CLAIM.of(conn), key | claimed)).scalar_one_or_none() is not None


async def finish(
    conn: AsyncConnection, organisation: str, job: str, scope: str, period: str, *, worker: str, now: datetime
) -> bool:
    """Record that a job is done; False where another worker took it over meanwhile."""
    return await _end(conn, (organisation, job, scope, period, worker), State.DONE, now)


async def fail(
    conn: AsyncConnection, organisation: str, job: str, scope: str, period: str, *, worker: str, now: datetime
) -> bool:
    """Record that a job failed, so that it may be claimed again; False where another worker took it over meanwhile."""
    return await _end(conn, (organisation, job, scope, period, worker), State.FAILED, now)


async def done_periods(conn: AsyncConnection, organisation: str, job: str, scope: str) -> set[str]:
    """The periods for which a job is done."""
    chosen = select(job_run.c.period).where(
        job_run.c.organisation == organisation,
        job_run.c.job == job,
        job_run.c.scope == scope,
        job_run.c.state == State.DONE,
    )
    return set((await conn.execute(chosen)).scalars())


async def done_runs(conn: AsyncConnection, organisation: str, job: str) -> set[tuple[str, str]]:
    """For which scopes and periods a job is done."""
    mine = job_run.c.organisation == organisation, job_run.c.job == job, job_run.c.state == State.DONE
    rows = await conn.execute(select(job_run.c.scope, job_run.c.period).where(*mine))
    return {(row.scope, row.period) for row in rows}


async def _end(conn: AsyncConnection, run: tuple[str, str, str, str, str], state: State, now: datetime) -> bool:
    columns = job_run.c["organisation", "job", "scope", "period", "worker"]
    mine = and_(*(column == value for column, value in zip(columns, run, strict=True)))
    statement = update(job_run).where(mine, job_run.c.state == State.CLAIMED).values(state=state, finished_at=now)
    return (await conn.execute(statement)).rowcount == 1
