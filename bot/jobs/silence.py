"""The silence alarm, once a promise: to whoever owes it, then to the manager; in the morning of days somebody reads.

An answer to a child at which no second worker has looked for a working day is told of anew, once.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial

from msgspec import structs

from bot.channel import dump
from bot.domain.area import Area, Neighbourhood
from bot.domain.item import Item
from bot.domain.quiet import is_quiet
from bot.domain.rota import Rota
from bot.domain.second_look import SecondLook
from bot.domain.silence import silent
from bot.domain.worker import Worker
from bot.jobs.kit import Kit, once
from bot.staff.cards import Writer
from bot.staff.second_cards import SecondCards
from bot.staff.triage import late
from bot.storage import absences, complaints, inbox, second_looks, staff_messages
from bot.storage import silence as alarms
from bot.storage.database import Connection
from bot.storage.inbox import Wanted
from bot.storage.silence import Level

JOB = "silence"
FROM = 9
"""The hour, local, from which on it may ring."""
UNSEEN = "unseen"
"""Answers that no second worker has looked at, of every place."""
_MOST = 2_000


async def silence(kit: Kit, now: datetime) -> None:
    """Ring for what is late and was not told of, each neighbourhood once a day. `now` is UTC."""
    local = now.astimezone(kit.area.zone)
    if kit.writer is None or local.hour < FROM or is_quiet(kit.area.quiet, local):
        return
    async with kit.database.read() as conn:
        rota = await absences.rota(conn, kit.keys, kit.area, now)
    # Since when promises may be late: their days of cover have passed.
    since = local.date() - timedelta(days=60)
    rota = structs.replace(rota, area=structs.replace(kit.area, on_the_day=rota.on_the_day(since)))
    for one in rota.area.neighbourhoods:
        if rota.area.reads_on(one, local.date()):
            work = partial(_ring, kit, kit.writer, rota, one, now)
            await once(kit, work, job=JOB, scope=one.id, period=local.date().isoformat(), now=now)
    if any(rota.area.reads_on(one, local.date()) for one in rota.area.neighbourhoods):
        work = partial(_ring_unseen, kit, kit.writer, rota, now)
        await once(kit, work, job=JOB, scope=UNSEEN, period=local.date().isoformat(), now=now)


async def _ring(kit: Kit, writer: Writer, rota: Rota, place: Neighbourhood, now: datetime) -> None:
    today, organisation = now.astimezone(kit.area.zone).date(), kit.keys.organisation
    async with kit.database.read() as conn:
        items = await inbox.listed(conn, organisation, Wanted((place.id,), open_only=True, unlooked=True), _MOST)
        overdue = late(items, today)
        owed = await alarms.untold(conn, organisation, overdue, Level.OWNER)
        unkept = await alarms.untold(conn, organisation, silent(rota.area, overdue, today), Level.MANAGER)
    told = _to_owners(rota, owed, today)
    told += [(one, Level.MANAGER, unkept) for one in rota.overseers(today) if unkept]
    async with kit.database.write() as conn:
        for worker, level, theirs in told:
            body = dump(writer.silence(place, theirs, now, escalated=level is Level.MANAGER))
            id_ = f"{JOB} {level} {place.id} {today} {worker.id}"
            await staff_messages.put(conn, kit.keys, id_, worker=worker.id, body=body, now=now)
    # Only when their message is in the post: cut short in between, it is told again and the message stays as it is.
    await alarms.ring(kit.database, organisation, owed, Level.OWNER, now)
    await alarms.ring(kit.database, organisation, unkept, Level.MANAGER, now)


async def _ring_unseen(kit: Kit, writer: Writer, rota: Rota, now: datetime) -> None:
    today, organisation = now.astimezone(kit.area.zone).date(), kit.keys.organisation
    cards = SecondCards(writer.say)
    async with kit.database.write() as conn:
        for one in await second_looks.unseen(conn, kit.keys, rota.area, today):
            since = _asked_on(rota.area, one)
            if not await _rings(conn, organisation, one, since, now):
                continue
            author = rota.worker(one.worker)
            body = dump(cards.again(one, author.name if author else one.worker, since))
            for second in rota.seconds(one, today):
                id_ = f"{JOB} {Level.SECOND} {one.id} {second.id}"
                await staff_messages.put(conn, kit.keys, id_, worker=second.id, body=body, now=now)


async def _rings(conn: Connection, organisation: str, one: SecondLook, since: date, now: datetime) -> bool:
    """Whether it is told of anew. What it answers may be gone, and with it whoever waited; a complaint is no item.

    Of a complaint's the message has one id, and stays as it was first put down: it is told once, too.
    """
    if one.complaint:
        waits = await complaints.without_words(conn, organisation)
        return any(found.id == one.complaint and found.answered_at is None for found in waits)
    item = await inbox.find(conn, organisation, one.reference)
    return item is not None and await alarms.ring_once(conn, organisation, item, Level.SECOND, due=since, now=now)


def _asked_on(area: Area, one: SecondLook) -> date:
    return one.asked_at.astimezone(area.zone).date()


def _to_owners(rota: Rota, items: Sequence[Item], today: date) -> list[tuple[Worker, Level, list[Item]]]:
    owed = defaultdict[Worker, list[Item]](list)
    for one in items:
        if (owner := rota.owes(one, today)) is not None:
            owed[owner].append(one)
    return [(owner, Level.OWNER, theirs) for owner, theirs in owed.items()]
