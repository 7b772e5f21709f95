"""The mobiliser's digest: daily at the neighbourhood's hour, on their working days; quiet when nothing came."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from bot.channel import dump
from bot.domain.area import Neighbourhood
from bot.domain.contribution import Standing
from bot.domain.item import Item
from bot.domain.quiet import is_quiet
from bot.domain.worker import Right, Worker
from bot.jobs.kit import Kit, once
from bot.staff.cards import Writer
from bot.staff.triage import late
from bot.storage import inbox, staff_messages, workers
from bot.storage.inbox import Wanted

JOB = "digest"
ALL = "all"
"""The manager's, over every neighbourhood."""
_MOST = 2_000


async def digest(kit: Kit, now: datetime) -> None:
    """Put down what is due by now (UTC) and was not: each neighbourhood's, then the manager's."""
    writer = kit.writer
    if writer is None:
        return
    local = now.astimezone(kit.area.zone)
    if is_quiet(kit.area.quiet, local):
        return  # what was missed is in the next one: nothing is late only because it is told tomorrow
    due = [one for one in kit.area.neighbourhoods if local.hour >= one.digest_hour and _works(one, local)]
    for one in due:
        work = partial(_put, kit, writer, one, now)
        await once(kit, work, job=JOB, scope=one.id, period=local.date().isoformat(), now=now)
    if due:
        work = partial(_put_overview, kit, writer, now)
        await once(kit, work, job=JOB, scope=ALL, period=local.date().isoformat(), now=now)


def _works(place: Neighbourhood, local: datetime) -> bool:
    return local.isoweekday() in place.working_days


async def _put(kit: Kit, writer: Writer, place: Neighbourhood, now: datetime) -> None:
    today = now.astimezone(kit.area.zone).date()
    overdue, new = await _waiting(kit, place, today)
    if not overdue and not new:
        return
    body = dump(writer.digest(place, overdue, new, now))
    async with kit.database.write() as conn:
        for one in _readers(await workers.everyone(conn, kit.keys), place.id):
            id_ = f"{JOB} {place.id} {today} {one.id}"
            await staff_messages.put(conn, kit.keys, id_, worker=one.id, body=body, now=now)


async def _put_overview(kit: Kit, writer: Writer, now: datetime) -> None:
    today = now.astimezone(kit.area.zone).date()
    waiting = [(place, *await _waiting(kit, place, today)) for place in kit.area.neighbourhoods]
    figures = [(place, len(new), len(overdue)) for place, overdue, new in waiting if new or overdue]
    if not figures:
        return
    body = dump(writer.overview(figures))
    async with kit.database.write() as conn:
        for one in await workers.everyone(conn, kit.keys):
            if one.may(Right.OVERSEE):
                id_ = f"{JOB} {ALL} {today} {one.id}"
                await staff_messages.put(conn, kit.keys, id_, worker=one.id, body=body, now=now)


async def _waiting(kit: Kit, place: Neighbourhood, today: date) -> tuple[list[Item], list[Item]]:
    """What is late there, and what else nobody has read, the first one first."""
    async with kit.database.read() as conn:
        items = await inbox.listed(conn, kit.keys.organisation, Wanted((place.id,), open_only=True), _MOST)
    overdue = late(items, today)
    unread = [one for one in reversed(items) if one.became is None and one.standing is Standing.HEARD]
    return overdue, [one for one in unread if not one.late(today)]


def _readers(everyone: Sequence[Worker], place: str) -> list[Worker]:
    """Who is told of a neighbourhood: those who read there and are not over the whole area; else the manager."""
    able = [one for one in everyone if one.may(Right.READ_WORDS, place)]
    near = [one for one in able if not one.may(Right.OVERSEE)]
    return near or able
