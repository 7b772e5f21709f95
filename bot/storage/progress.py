"""What became of what people said: written once and never changed, each step with who, when, until when and why."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from msgspec import Struct
from sqlalchemy import bindparam, exists, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import MarkTold
from bot.domain.contribution import Progress, Standing
from bot.storage.done import Done
from bot.storage.keys import Keys
from bot.storage.said_in_case import held_out, waits_for_a_look
from bot.storage.tables import complaint, contribution, participant, progress

_UNTOLD = exists().where(
    progress.c.organisation == participant.c.organisation,
    progress.c.told_at.is_(None),
    contribution.c.organisation == progress.c.organisation,
    contribution.c.id == progress.c.contribution,
    contribution.c.participant == participant.c.hash,
    contribution.c.standing == Standing.HEARD,
)
_UNANSWERED = exists().where(
    complaint.c.organisation == participant.c.organisation,
    complaint.c.participant == participant.c.hash,
    complaint.c.sealed_answer.is_not(None),
    complaint.c.told_at.is_(None),
)
_MARK = (
    update(progress)
    .where(
        progress.c.organisation == bindparam("of"),
        progress.c.contribution == bindparam("which"),
        progress.c.step <= bindparam("upto"),
        progress.c.told_at.is_(None),
        exists().where(
            contribution.c.organisation == bindparam("of"),
            contribution.c.id == bindparam("which"),
            contribution.c.participant == bindparam("whose"),
        ),
    )
    .values(told_at=bindparam("as_told", type_=progress.c.told_at.type))
)


class Answered(Struct, frozen=True):
    """The contribution that a worker answers, and how far it had come."""

    id: str
    participant: str
    standing: Standing
    neighbourhood: str
    step: int
    last: Progress | None
    protected: bool


class Taken(Struct, frozen=True):
    """A step as it was taken: when (UTC), by whom, until when, why, and whether its person has heard of it."""

    at: datetime
    who: str
    progress: Progress
    until: date | None
    why: str
    told: bool


class Owed(Struct, frozen=True):
    """Something that was promised and is late: since when, in days of the calendar, and how far it has come."""

    reference: str
    neighbourhood: str
    promised: date
    last: Progress | None


async def find(conn: AsyncConnection, organisation: str, reference: str) -> Answered | None:
    """What stands under a reference."""
    chosen = (
        select(*contribution.c["id", "participant", "standing", "neighbourhood"], participant.c.band)
        .join(participant)
        .where(contribution.c.organisation == organisation, contribution.c.reference == reference)
    )
    row = (await conn.execute(chosen)).one_or_none()
    if row is None:
        return None
    newest = (
        select(progress.c.step, progress.c.progress)
        .where(progress.c.organisation == organisation, progress.c.contribution == row.id)
        .order_by(progress.c.step.desc())
        .limit(1)
    )
    last = (await conn.execute(newest)).one_or_none()
    return Answered(
        id=row.id,
        participant=row.participant,
        standing=Standing(row.standing),
        neighbourhood=row.neighbourhood,
        step=last.step if last else 0,
        last=Progress(last.progress) if last else None,
        protected=row.band != "adult",
    )


async def add(
    conn: AsyncConnection,
    keys: Keys,
    answered: Answered,
    became: Progress,
    *,
    who: str,
    now: datetime,
    until: date | None = None,
    why: str = "",
) -> None:
    """Write the next step of it, and of whatever is joined to it; their people have news from now on.

    `why` is locked with the key of each.
    """
    for one in (answered, *(await _joined(conn, keys.organisation, answered))):
        await _write(conn, keys, one, became, who=who, now=now, until=until, why=why)


async def add_to_one(
    conn: AsyncConnection,
    keys: Keys,
    answered: Answered,
    became: Progress,
    *,
    who: str,
    now: datetime,
    until: date | None = None,
    why: str = "",
) -> None:
    """The same of it alone: what concerns its own person, and nobody whose words are joined to it."""
    await _write(conn, keys, answered, became, who=who, now=now, until=until, why=why)


async def _joined(conn: AsyncConnection, organisation: str, answered: Answered) -> list[Answered]:
    """What is joined to it and still counts: its writers hear of it as if it were theirs (product.md 19).

    Whoever may be in danger hears of nothing.
    """
    chosen = (
        select(contribution.c.reference)
        .where(contribution.c.organisation == organisation, contribution.c.joined_to == answered.id)
        .where(contribution.c.standing == Standing.HEARD, ~held_out())
        .order_by(contribution.c.id)
    )
    found = [await find(conn, organisation, one) for one in (await conn.execute(chosen)).scalars().all()]
    return [one for one in found if one is not None]


async def _write(
    conn: AsyncConnection,
    keys: Keys,
    answered: Answered,
    became: Progress,
    *,
    who: str,
    now: datetime,
    until: date | None,
    why: str,
) -> None:
    mine = (participant.c.organisation == keys.organisation) & (participant.c.hash == answered.participant)
    wrapped = (await conn.execute(select(participant.c.wrapped_key).where(mine))).scalar_one()
    key = keys.open_key(wrapped, answered.participant)
    row = {
        "organisation": keys.organisation,
        "contribution": answered.id,
        "step": answered.step + 1,
        "progress": became,
        "who": who,
        "at": now,
        "until": until,
        "sealed": key.seal("why", why) if why else None,
    }
    await conn.execute(insert(progress), row)
    await conn.execute(update(participant).where(mine).values(news_waiting=True))


async def history(conn: AsyncConnection, keys: Keys, contribution_id: str) -> list[Taken]:
    """Every step of what became of a contribution, the first one first. Raises KeyFileError."""
    chosen = (
        select(progress, participant.c.wrapped_key, participant.c.hash)
        .select_from(progress.join(contribution).join(participant))
        .where(progress.c.organisation == keys.organisation, progress.c.contribution == contribution_id)
        .order_by(progress.c.step)
    )
    return [
        Taken(
            at=row.at,
            who=row.who,
            progress=Progress(row.progress),
            until=row.until,
            why=keys.open_key(row.wrapped_key, row.hash).read("why", row.sealed) if row.sealed else "",
            told=row.told_at is not None,
        )
        for row in await conn.execute(chosen)
    ]


async def mark_told(conn: AsyncConnection, keys: Keys, done: Sequence[Done[MarkTold]], now: datetime) -> None:
    """Record what people were told; who has been told all has no news any more."""
    rows = [
        {"of": keys.organisation, "which": one.effect.contribution, "upto": one.effect.step}
        | {"whose": one.person.hash, "as_told": now}
        for one in done
    ]
    await conn.execute(_MARK, rows)
    await all_told(conn, keys, {one.person.hash for one in done})


async def all_told(conn: AsyncConnection, keys: Keys, hashes: Collection[str]) -> None:
    """Whoever of these has been told all that became of what they said, and every answer, has no news any more."""
    theirs = participant.c.hash.in_(sorted(hashes))
    told = update(participant).where(participant.c.organisation == keys.organisation, theirs, ~_UNTOLD, ~_UNANSWERED)
    await conn.execute(told.values(news_waiting=False))


async def late(conn: AsyncConnection, organisation: str, today: date) -> list[Owed]:
    """What was promised by a day before `today` and is not kept, the oldest first: the silence alarm (product.md 4).

    A step with a next date promises it; where nobody has answered yet, the read-by date is the promise.
    """
    newest = (
        select(progress.c.contribution, func.max(progress.c.step).label("step"))
        .where(progress.c.organisation == organisation)
        .group_by(progress.c.contribution)
        .subquery()
    )
    promised = func.coalesce(progress.c.until, contribution.c.read_by).label("promised")
    chosen = (
        select(*contribution.c["reference", "neighbourhood"], promised, progress.c.progress)
        .select_from(
            contribution.outerjoin(newest, newest.c.contribution == contribution.c.id).outerjoin(
                progress,
                (progress.c.organisation == organisation)
                & (progress.c.contribution == newest.c.contribution)
                & (progress.c.step == newest.c.step),
            )
        )
        .where(contribution.c.organisation == organisation, contribution.c.standing == Standing.HEARD)
        .where(~held_out() | waits_for_a_look())
        .where((progress.c.until < today) | (progress.c.step.is_(None) & (contribution.c.read_by < today)))
        .order_by(promised, contribution.c.reference)
    )
    return [
        Owed(row.reference, row.neighbourhood, row.promised, Progress(row.progress) if row.progress else None)
        for row in await conn.execute(chosen)
    ]
