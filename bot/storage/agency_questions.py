"""Questions to agencies: asked, answered by the agency, cleared by a person."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.contribution import Progress
from bot.domain.form import decode, encode
from bot.domain.question import AskedOf, Reply
from bot.domain.release import Delivery, Sent, State
from bot.storage import deliveries, releases
from bot.storage.keys import Keys
from bot.storage.tables import agency_question

_table = agency_question.c
_FORM = b"\xff"
"""What came in begins with this byte, which begins no text: without it, it is words alone, of an older Earshot."""


class _Asked(Struct, array_like=True):
    text: str
    about: tuple[str, ...]


class _Received(Struct, array_like=True):
    words: str
    status: Progress | None
    until: date | None


async def put(conn: AsyncConnection, keys: Keys, one: AskedOf) -> None:
    """Ask it. Its id is a UUIDv7 in hex."""
    row = {
        "organisation": keys.organisation,
        "id": one.id,
        "period": one.period,
        "scope": one.scope,
        "agency": one.agency,
        "theme": one.theme,
        "asked": keys.installation.seal(_purpose("asked", one.id), encode(_Asked(one.text, one.about))),
        "reply_by": one.reply_by,
        "register": one.register,
        "worker": one.worker,
        "asked_at": one.asked_at,
    }
    await conn.execute(insert(agency_question), row)


async def take_back(conn: AsyncConnection, organisation: str, id_: str) -> bool:
    """Ask it no longer; False where something was answered meanwhile."""
    unanswered = _is(organisation, id_) & _table.received_at.is_(None) & _table.answered_at.is_(None)
    return (await conn.execute(delete(agency_question).where(unanswered))).rowcount == 1


async def receive(conn: AsyncConnection, keys: Keys, id_: str, reply: Reply, *, who: str, now: datetime) -> None:
    """Keep what the agency says; the last one counts. `who` is its contact, or the worker who types it in."""
    content = _FORM + encode(_Received(reply.words, reply.status, reply.until))
    received = keys.installation.seal(_purpose("received", id_), content)
    values = {"received": received, "received_at": now, "received_from": who}
    await conn.execute(update(agency_question).where(_is(keys.organisation, id_)).values(values))


async def clear(
    conn: AsyncConnection, keys: Keys, id_: str, words: str, status: Progress, *, who: str, now: datetime
) -> None:
    """What everybody may read of the answer."""
    values = {
        "cleared": keys.installation.seal(_purpose("cleared", id_), words),
        "status": status.value,
        "answered_at": now,
        "cleared_by": who,
    }
    await conn.execute(update(agency_question).where(_is(keys.organisation, id_)).values(values))


async def find(conn: AsyncConnection, keys: Keys, id_: str) -> AskedOf | None:
    """One of them. Raises KeyFileError."""
    row = (await conn.execute(select(agency_question).where(_is(keys.organisation, id_)))).one_or_none()
    return _question(keys, row) if row else None


async def listed(conn: AsyncConnection, keys: Keys, periods: Collection[str] | None = None) -> list[AskedOf]:
    """All of these months, of every month where none is named; the newest first. Raises KeyFileError."""
    chosen = select(agency_question).where(_table.organisation == keys.organisation)
    if periods is not None:
        chosen = chosen.where(_table.period.in_(sorted(periods)))
    return [_question(keys, row) for row in await conn.execute(chosen.order_by(_table.period.desc(), _table.id))]


async def printed(conn: AsyncConnection, keys: Keys, periods: Collection[str]) -> list[tuple[AskedOf, datetime | None]]:
    """Those of these months, each with when a mail with it was first sent to its agency. Raises KeyFileError.

    That is an early look, or a report that a person had checked: one of counts only has no questions.
    """
    sent = list[Delivery]()
    for period in periods:
        checked = {one.revision for one in await releases.of(conn, keys.organisation, period) if one.checked}
        for one in await deliveries.of(conn, keys.organisation, period):
            told = one.what is Sent.EARLY or (one.what is Sent.EDITION and one.revision in checked)
            sent += [one] if told and one.state is State.SENT else []
    return [(one, _reached(one, sent)) for one in await listed(conn, keys, periods)]


def _reached(one: AskedOf, sent: Iterable[Delivery]) -> datetime | None:
    """When a question first came to its agency: what was sent before it was asked had it not."""
    mine = (each.sent_at for each in sent if (each.period, each.agency) == (one.period, one.agency))
    return min((at for at in mine if at is not None and at >= one.asked_at), default=None)


def _is(organisation: str, id_: str) -> ColumnElement[bool]:
    return (_table.organisation == organisation) & (_table.id == id_)


def _question(keys: Keys, row: Row[Any]) -> AskedOf:
    asked = decode(keys.installation.open(_purpose("asked", row.id), row.asked), _Asked)
    received = _reply(keys.installation.open(_purpose("received", row.id), row.received) if row.received else b"")
    cleared = keys.installation.read(_purpose("cleared", row.id), row.cleared) if row.cleared else ""
    return AskedOf(
        id=row.id,
        period=row.period,
        scope=row.scope,
        agency=row.agency,
        theme=row.theme,
        text=asked.text,
        about=asked.about,
        reply_by=row.reply_by,
        register=row.register,
        worker=row.worker,
        asked_at=row.asked_at,
        received=received.words,
        received_status=received.status,
        received_until=received.until,
        received_at=row.received_at,
        received_from=row.received_from or "",
        answer=cleared,
        status=Progress(row.status) if row.status else None,
        answered_at=row.answered_at,
        cleared_by=row.cleared_by or "",
    )


def _reply(content: bytes) -> Reply:
    if not content.startswith(_FORM):
        return Reply(content.decode("utf-8", "surrogatepass"))
    kept = decode(content.removeprefix(_FORM), _Received)
    return Reply(kept.words, kept.status, kept.until)


def _purpose(what: str, id_: str) -> str:
    return f"question {what} {id_}"
