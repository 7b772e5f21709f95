"""Complaints about this service, for those who run it (reliability.md P14)."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Row, Select, bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import Complain, MarkAnswerTold
from bot.domain.complaint import Answer
from bot.domain.participant import AgeBand
from bot.storage import progress
from bot.storage.done import Done
from bot.storage.keys import Keys
from bot.storage.people import Person
from bot.storage.tables import complaint, participant, safeguarding_case


class Complaint(Struct, frozen=True):
    """A complaint, in the clear. `answered_at` is None while it waits, `acknowledged_by` "" while nobody has it.

    `answer` is what its maker reads here, "" where they were answered another way.
    """

    id: str
    words: str
    neighbourhood: str
    made_at: datetime
    answer_by: date
    answered_at: datetime | None
    acknowledged_by: str = ""
    answered_by: str = ""
    answer: str = ""


class Waiting(Struct, frozen=True):
    """A complaint without a word of it.

    `protected`: its maker has not said 18+. `in_chat`: it was answered here; `told_at` is when their chat had that.
    """

    id: str
    neighbourhood: str
    made_at: datetime
    answer_by: date
    acknowledged_by: str
    answered_at: datetime | None
    answered_by: str
    protected: bool
    in_chat: bool
    told_at: datetime | None


async def make(conn: AsyncConnection, keys: Keys, done: Sequence[Done[Complain]], now: datetime) -> None:
    """Keep complaints, locked with their makers' keys."""
    rows = [
        {
            "organisation": keys.organisation,
            "id": one.effect.id,
            "participant": one.person.hash,
            "neighbourhood": one.effect.neighbourhood,
            "sealed": one.person.key.seal("complaint", one.effect.words),
            "made_at": now,
            "answer_by": one.effect.answer_by,
        }
        for one in done
    ]
    await conn.execute(insert(complaint), rows)


async def listed(conn: AsyncConnection, keys: Keys) -> list[Complaint]:
    """Every complaint, those that wait first, then by the day their answer is due."""
    return [_opened(keys, row) for row in await conn.execute(_chosen(keys.organisation))]


async def without_words(conn: AsyncConnection, organisation: str) -> list[Waiting]:
    """The same without a word of them."""
    chosen = _chosen(organisation)
    return [
        Waiting(
            id=row.id,
            neighbourhood=row.neighbourhood,
            made_at=row.made_at,
            answer_by=row.answer_by,
            acknowledged_by=row.acknowledged_by or "",
            answered_at=row.answered_at,
            answered_by=row.answered_by or "",
            protected=row.band != AgeBand.ADULT,
            in_chat=row.sealed_answer is not None,
            told_at=row.told_at,
        )
        for row in await conn.execute(chosen)
    ]


async def look(conn: AsyncConnection, keys: Keys, id_: str) -> Complaint | None:
    """The complaint of this id, in the clear. Put it on record who looked."""
    row = (await conn.execute(_chosen(keys.organisation).where(complaint.c.id == id_))).one_or_none()
    return _opened(keys, row) if row else None


async def acknowledge(conn: AsyncConnection, organisation: str, id_: str, *, who: str, now: datetime) -> bool:
    """Somebody has it; False where there is none of this id that nobody has."""
    waits = (complaint.c.organisation == organisation) & (complaint.c.id == id_) & complaint.c.acknowledged_at.is_(None)
    values = {"acknowledged_at": now, "acknowledged_by": who}
    return (await conn.execute(update(complaint).where(waits).values(values))).rowcount == 1


async def answered(conn: AsyncConnection, organisation: str, id_: str, now: datetime, *, who: str = "operator") -> bool:
    """Note that a complaint was answered; False where there is none of this id that waits."""
    waits = (complaint.c.organisation == organisation) & (complaint.c.id == id_) & complaint.c.answered_at.is_(None)
    values = {"answered_at": now, "answered_by": who}
    return (await conn.execute(update(complaint).where(waits).values(values))).rowcount == 1


async def answer(conn: AsyncConnection, keys: Keys, id_: str, words: str, *, who: str, now: datetime) -> bool:
    """Answer it here: its maker has news. False where there is none of this id that waits."""
    found = await look(conn, keys, id_)
    if found is None or not await answered(conn, keys.organisation, id_, now, who=who):
        return False
    row = (await conn.execute(_chosen(keys.organisation).where(complaint.c.id == id_))).one()
    sealed = keys.open_key(row.wrapped_key, row.hash).seal("answer", words)
    mine = complaint.c.organisation == keys.organisation, complaint.c.id == id_
    await conn.execute(update(complaint).where(*mine).values(sealed_answer=sealed))
    theirs = participant.c.organisation == keys.organisation, participant.c.hash == row.hash
    await conn.execute(update(participant).where(*theirs).values(news_waiting=True))
    return True


async def untold(conn: AsyncConnection, organisation: str) -> dict[str, bool]:
    """Who has not been told what they were answered, by their hash: reachable, and had the notice.

    Beside each whether the safeguarding lead lets them be told although they were in danger.
    """
    chosen = (
        select(complaint.c.participant, func.max(complaint.c.let_through_at).label("let_through_at"))
        .join(participant)
        .where(*_untold(organisation))
        .group_by(complaint.c.participant)
        .order_by(complaint.c.participant)
    )
    return {row.participant: row.let_through_at is not None for row in await conn.execute(chosen)}


async def kept_back(conn: AsyncConnection, organisation: str, allowed: Callable[[Sequence[str]], bool]) -> list[str]:
    """The ids of answered complaints whose makers are told nothing by themselves any more: a case was made of theirs.

    `allowed` says of the roster's ids whom somebody's cases may be about whether whoever asks may know of them.
    """
    of_theirs = (safeguarding_case.c.organisation == complaint.c.organisation) & (
        safeguarding_case.c.participant == complaint.c.participant
    )
    chosen = (
        select(complaint.c.id, safeguarding_case.c.about)
        .select_from(complaint.join(participant).join(safeguarding_case, of_theirs))
        .where(*_untold(organisation), complaint.c.let_through_at.is_(None))
        .order_by(complaint.c.answered_at, complaint.c.id)
    )
    about: dict[str, list[str]] = {}
    for row in await conn.execute(chosen):
        about.setdefault(row.id, []).extend(row.about or ())
    return [id_ for id_, ones in about.items() if allowed(ones)]


async def let_through(conn: AsyncConnection, organisation: str, id_: str, *, who: str, now: datetime) -> None:
    """Let its maker be told what was answered, although they were in danger."""
    this = complaint.c.organisation == organisation, complaint.c.id == id_
    await conn.execute(update(complaint).where(*this).values(let_through_at=now, let_through_by=who))


def _untold(organisation: str) -> tuple[ColumnElement[bool], ...]:
    return (
        complaint.c.organisation == organisation,
        complaint.c.told_at.is_(None),
        complaint.c.sealed_answer.is_not(None),
        participant.c.blocked_at.is_(None),
        participant.c.noticed_at.is_not(None),
    )


async def to_tell(conn: AsyncConnection, keys: Keys, person: Person) -> tuple[Answer, ...]:
    """What somebody was answered and has not been told, the oldest first. Raises KeyFileError."""
    chosen = (
        select(complaint)
        .where(complaint.c.organisation == keys.organisation, complaint.c.participant == person.hash)
        .where(complaint.c.sealed_answer.is_not(None), complaint.c.told_at.is_(None))
        .order_by(complaint.c.made_at, complaint.c.id)
    )
    rows = (await conn.execute(chosen)).all()
    return tuple(Answer(row.id, row.made_at, person.key.read("answer", row.sealed_answer)) for row in rows)


async def mark_told(conn: AsyncConnection, keys: Keys, done: Sequence[Done[MarkAnswerTold]], now: datetime) -> None:
    """They were told it; whoever has been told all has no news any more."""
    rows = [{"which": one.effect.complaint, "whose": one.person.hash} for one in done]
    mine = complaint.c.organisation == keys.organisation, complaint.c.participant == bindparam("whose")
    await conn.execute(update(complaint).where(*mine, complaint.c.id == bindparam("which")).values(told_at=now), rows)
    await progress.all_told(conn, keys, {one.person.hash for one in done})


async def due(conn: AsyncConnection, organisation: str, by: date) -> int:
    """How many wait for an answer that was due before a day."""
    waits = complaint.c.organisation == organisation, complaint.c.answered_at.is_(None), complaint.c.answer_by < by
    return int((await conn.execute(select(func.count()).select_from(complaint).where(*waits))).scalar_one())


def _chosen(organisation: str) -> Select[tuple[object, ...]]:
    return (
        select(complaint, *participant.c["hash", "wrapped_key", "band"])
        .select_from(complaint.join(participant))
        .where(complaint.c.organisation == organisation)
        .order_by(complaint.c.answered_at.is_not(None), complaint.c.answer_by, complaint.c.id)
    )


def _opened(keys: Keys, row: Row[Any]) -> Complaint:
    key = keys.open_key(row.wrapped_key, row.hash)
    return Complaint(
        id=row.id,
        words=key.read("complaint", row.sealed),
        neighbourhood=row.neighbourhood,
        made_at=row.made_at,
        answer_by=row.answer_by,
        answered_at=row.answered_at,
        acknowledged_by=row.acknowledged_by or "",
        answered_by=row.answered_by or "",
        answer=key.read("answer", row.sealed_answer) if row.sealed_answer else "",
    )
