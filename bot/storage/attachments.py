"""Photos and voice notes: what is to be fetched, what is here, and who has looked."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Row, Select, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import KeepAttachment, Withdraw
from bot.domain.attachment import Medium, State, unlooked_at
from bot.domain.contribution import Standing
from bot.domain.form import decode, encode
from bot.storage import cases
from bot.storage.done import Done
from bot.storage.keys import DataKey, Keys
from bot.storage.said_in_case import ONLY_UNLOOKED_AT
from bot.storage.tables import attachment, contribution, participant, safeguarding_case

TRIES = 8
"""Attempts at fetching one file; with the waits below, about a day and a half."""
FIRST_WAIT = timedelta(minutes=5)
VOICE_KEPT = timedelta(days=14)
"""A voice note that nobody has written down by then is deleted: what was said is then only counted."""


class Waiting(Struct, frozen=True):
    """A file to be fetched; `file` is its channel's name for it."""

    id: str
    account: str
    medium: Medium
    file: str
    attempts: int
    key: DataKey


class Heard(Struct, frozen=True):
    """Whose voice note it is, which contribution it belongs to, and in which language that is."""

    participant: str
    contribution: str
    language: str


class Listed(Struct, frozen=True):
    """A photo or voice note as a worker finds it in the list, without what is in it."""

    id: str
    medium: Medium
    state: State
    shown_at: datetime
    reference: str
    neighbourhood: str
    language: str


_OF_CONTRIBUTION = (contribution.c.organisation == attachment.c.organisation) & (
    contribution.c.id == attachment.c.contribution
)
_OF_CASE = (safeguarding_case.c.organisation == attachment.c.organisation) & (
    safeguarding_case.c.id == attachment.c.case_id
)


async def keep(conn: AsyncConnection, keys: Keys, done: Sequence[Done[KeepAttachment]], now: datetime) -> None:
    """Record what is to be fetched; its channel's name for it is locked with the key that will lock the file."""
    owned = await cases.keys_of(conn, keys, {one.effect.case for one in done if one.effect.case})
    rows = [
        {
            "organisation": keys.organisation,
            "id": one.effect.id,
            "account": one.account,
            "participant": one.person.hash,
            "medium": one.effect.medium,
            "contribution": one.effect.contribution,
            "case_id": one.effect.case,
            "sealed_file": _key_for(keys, one, owned).seal("file", encode(one.effect.file.id)),
            "state": State.WAITING,
            "shown_at": now,
            "due_at": now,
        }
        for one in done
    ]
    await conn.execute(insert(attachment), rows)


def _key_for(keys: Keys, one: Done[KeepAttachment], owned: Mapping[tuple[str, str], bytes]) -> DataKey:
    case = one.effect.case
    return keys.open_key(owned[case, one.person.hash], case) if case else one.person.key


async def withdraw(conn: AsyncConnection, keys: Keys, done: Sequence[Done[Withdraw]], _now: datetime) -> None:
    """What belongs to a contribution goes with it."""
    which = [one.effect.contribution for one in done]
    own = attachment.c.participant.in_({one.person.hash for one in done})
    mine = attachment.c.organisation == keys.organisation
    await conn.execute(delete(attachment).where(mine, own, attachment.c.contribution.in_(which)))


async def waiting(conn: AsyncConnection, keys: Keys, account: str, now: datetime, limit: int = 10) -> list[Waiting]:
    """What is due to be fetched from an account's channel, the oldest first. Raises KeyFileError."""
    chosen = (
        select(attachment, participant.c.wrapped_key, safeguarding_case.c.wrapped_key.label("case_key"))
        .select_from(attachment.outerjoin(participant).outerjoin(safeguarding_case, _OF_CASE))
        .where(
            attachment.c.organisation == keys.organisation,
            attachment.c.account == account,
            attachment.c.state == State.WAITING,
            attachment.c.due_at <= now,
        )
        .order_by(attachment.c.due_at, attachment.c.id)
        .limit(limit)
    )
    return [_waiting(keys, row) for row in await conn.execute(chosen)]


async def fetched(conn: AsyncConnection, keys: Keys, one: Waiting, content: bytes) -> None:
    """Keep what was fetched, locked; its channel's name for it is forgotten."""
    done = {"state": State.KEPT, "sealed": one.key.seal("attachment", content), "sealed_file": None}
    await conn.execute(update(attachment).where(_is(keys, one.id)).values(done))


async def refuse(conn: AsyncConnection, keys: Keys, one: Waiting) -> None:
    """It is not what it said it was, or too large: it is not kept."""
    await conn.execute(update(attachment).where(_is(keys, one.id)).values(state=State.REFUSED, sealed_file=None))


async def put_off(conn: AsyncConnection, keys: Keys, one: Waiting, now: datetime) -> None:
    """Try again later, each time after a longer wait; in the end it counts as lost."""
    attempts = one.attempts + 1
    state = State.LOST if attempts >= TRIES else State.WAITING
    due_at = now + FIRST_WAIT * 2**one.attempts
    await conn.execute(
        update(attachment).where(_is(keys, one.id)).values(attempts=attempts, state=state, due_at=due_at)
    )


async def of_contribution(conn: AsyncConnection, organisation: str, id_: str) -> Heard | None:
    """What a voice note that can still be written down belongs to; None for any other id."""
    chosen = (
        select(*attachment.c["participant", "contribution"], contribution.c.language)
        .join(contribution, _OF_CONTRIBUTION)
        .where(
            attachment.c.organisation == organisation,
            attachment.c.id == id_,
            attachment.c.medium == Medium.VOICE,
            attachment.c.state.in_((State.KEPT, State.LOOKED)),
        )
    )
    row = (await conn.execute(chosen)).one_or_none()
    return Heard(row.participant, row.contribution, row.language) if row is not None and row.participant else None


async def content(conn: AsyncConnection, keys: Keys, id_: str) -> bytes | None:
    """The photo or voice note itself, in the clear; None where there is none, or not yet, or not any more."""
    chosen = (
        select(attachment, participant.c.wrapped_key, safeguarding_case.c.wrapped_key.label("case_key"))
        .select_from(attachment.outerjoin(participant).outerjoin(safeguarding_case, _OF_CASE))
        .where(_is(keys, id_))
    )
    row = (await conn.execute(chosen)).one_or_none()
    return _key_of(keys, row).open("attachment", row.sealed) if row is not None and row.sealed else None


async def looked(conn: AsyncConnection, keys: Keys, id_: str, now: datetime, *, keeps: bool) -> None:
    """A worker has looked or listened; without `keeps` the file itself goes (a voice note that was written down).

    The worry that it was until then is over, once all of the same contribution were looked at.
    """
    values = {"state": State.LOOKED} | ({} if keeps else {"sealed": None, "sealed_file": None})
    await conn.execute(update(attachment).where(_is(keys, id_)).values(values))
    row = (await conn.execute(select(*attachment.c["medium", "contribution"]).where(_is(keys, id_)))).one_or_none()
    if row is not None and row.contribution is not None:
        await _no_worry_any_more(conn, keys, Medium(row.medium), row.contribution, now)


async def _no_worry_any_more(conn: AsyncConnection, keys: Keys, medium: Medium, of: str, now: datetime) -> None:
    unseen = (
        select(attachment.c.id)
        .where(
            attachment.c.organisation == keys.organisation,
            attachment.c.contribution == of,
            attachment.c.medium == medium,
            attachment.c.state.in_((State.WAITING, State.KEPT)),
        )
        .limit(1)
    )
    if (await conn.execute(unseen)).one_or_none() is None:
        theirs = safeguarding_case.c.contribution == of
        only_that = safeguarding_case.c.rules == (unlooked_at(medium),)
        mine = (safeguarding_case.c.organisation == keys.organisation) & (safeguarding_case.c.state == cases.OPEN)
        await conn.execute(
            update(safeguarding_case)
            .where(mine, theirs, only_that)
            .values(state=cases.CLOSED, read_at=now, closed_at=now)
        )


async def forget_voices(conn: AsyncConnection, organisation: str, before: datetime) -> int:
    """Delete voice notes that came before a moment and belong to no case; returns how many."""
    old = (attachment.c.medium == Medium.VOICE) & (attachment.c.shown_at < before) & attachment.c.case_id.is_(None)
    return (await conn.execute(delete(attachment).where(attachment.c.organisation == organisation, old))).rowcount


async def spare_cases(conn: AsyncConnection, organisation: str, hashes: Sequence[str]) -> None:
    """What belongs to a case stays with it when its people are erased."""
    theirs = attachment.c.participant.in_(hashes) & attachment.c.case_id.is_not(None)
    await conn.execute(
        update(attachment).where(attachment.c.organisation == organisation, theirs).values(participant=None)
    )


async def listed(conn: AsyncConnection, organisation: str) -> list[Listed]:
    """What nobody has looked at yet, or could not be had, the oldest first; a case's own are with the case."""
    return [_listed(row) for row in await conn.execute(_unlooked(organisation))]


async def for_workers(conn: AsyncConnection, organisation: str) -> list[Listed]:
    """Of that what workers may open: it is here, and nobody in danger said it, for all that is known (S9)."""
    # A worry for no other reason than that nobody has looked hides nothing.
    in_danger = select(safeguarding_case.c.participant).where(
        safeguarding_case.c.organisation == organisation,
        safeguarding_case.c.closed_at.is_(None),
        safeguarding_case.c.rules.not_in(ONLY_UNLOOKED_AT),
    )
    mine = (
        attachment.c.state == State.KEPT,
        contribution.c.standing.in_((Standing.HEARD, Standing.HELD)),
        contribution.c.participant.not_in(in_danger),
    )
    return [_listed(row) for row in await conn.execute(_unlooked(organisation).where(*mine))]


def _unlooked(organisation: str) -> Select[tuple[object, ...]]:
    return (
        select(attachment, *contribution.c["reference", "neighbourhood", "language"])
        .join(contribution, _OF_CONTRIBUTION)
        .where(attachment.c.organisation == organisation, attachment.c.state != State.LOOKED)
        .order_by(attachment.c.shown_at, attachment.c.id)
    )


def _listed(row: Row[Any]) -> Listed:
    medium, state = Medium(row.medium), State(row.state)
    return Listed(row.id, medium, state, row.shown_at, row.reference, row.neighbourhood, row.language)


def _is(keys: Keys, id_: str) -> ColumnElement[bool]:
    return (attachment.c.organisation == keys.organisation) & (attachment.c.id == id_)


def _key_of(keys: Keys, row: Row[Any]) -> DataKey:
    if row.case_id is not None:
        return keys.open_key(row.case_key, row.case_id)
    return keys.open_key(row.wrapped_key, row.participant)


def _waiting(keys: Keys, row: Row[Any]) -> Waiting:
    key = _key_of(keys, row)
    file = decode(key.open("file", row.sealed_file), str)
    return Waiting(row.id, row.account, Medium(row.medium), file, row.attempts, key)
