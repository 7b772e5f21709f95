"""The mobiliser's digest: at the neighbourhood's hour, daily or weekly as they prefer, quiet when nothing came.

While a mobiliser is away it goes to whoever covers, by their pattern.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial

from msgspec import structs

from bot.channel import dump
from bot.domain.area import Area, Neighbourhood
from bot.domain.contribution import Standing
from bot.domain.directory import stale
from bot.domain.item import Item
from bot.domain.meeting import State
from bot.domain.quiet import is_quiet
from bot.domain.rota import Rota
from bot.domain.silence import silent
from bot.domain.worker import Worker
from bot.jobs.kit import Kit, once
from bot.staff.cards import Figures, Writer
from bot.staff.meetings import TO_DO, still_to_do
from bot.staff.triage import late
from bot.storage import (
    absences,
    attachments,
    directories,
    inbox,
    interests,
    meetings,
    second_looks,
    staff_messages,
    talks,
)
from bot.storage.inbox import Wanted

JOB = "digest"
ALL = "all"
"""The manager's, over every neighbourhood."""
QUIET_AFTER = timedelta(days=14)
"""Of a neighbourhood from which nothing was heard for so long the manager is told."""
MONDAY = 1
_MOST = 2_000


async def digest(kit: Kit, now: datetime) -> None:
    """Put down what is due by now (UTC) and was not: each neighbourhood's, then the manager's."""
    writer = kit.writer
    if writer is None:
        return
    local = now.astimezone(kit.area.zone)
    if is_quiet(kit.area.quiet, local):
        return  # what was missed is in the next one: nothing is late only because it is told tomorrow
    async with kit.database.read() as conn:
        rota = await absences.rota(conn, kit.keys, kit.area, now)
    area = structs.replace(kit.area, on_the_day=rota.on_the_day(local.date()))
    due = [one for one in area.neighbourhoods if local.hour >= one.digest_hour and area.reads_on(one, local.date())]
    for one in due:
        work = partial(_put, kit, writer, structs.replace(rota, area=area), one, now)
        await once(kit, work, job=JOB, scope=one.id, period=local.date().isoformat(), now=now)
    if due:
        work = partial(_put_overview, kit, writer, structs.replace(rota, area=area), due, now)
        await once(kit, work, job=JOB, scope=ALL, period=local.date().isoformat(), now=now)


def wants_it(worker: Worker, area: Area, place: Neighbourhood, day: date) -> bool:
    """Whether a worker is told on this day, on which somebody reads there: weekly on the day they prefer.

    Where nobody reads on that day, such as a bank holiday, it comes on the next on which somebody does.
    """
    if worker.digest_day is None:
        return True
    since = day - timedelta(days=(day.isoweekday() - worker.digest_day) % 7)
    return not any(area.reads_on(place, since + timedelta(days=n)) for n in range((day - since).days))


def _once_a_week(worker: Worker, area: Area, place: Neighbourhood, day: date) -> bool:
    """Whether this digest has what is said once a week: the weekly one, else the first of a week."""
    weekly = structs.replace(worker, digest_day=worker.digest_day or MONDAY)
    return wants_it(weekly, area, place, day)


async def _put(kit: Kit, writer: Writer, rota: Rota, place: Neighbourhood, now: datetime) -> None:
    today = now.astimezone(kit.area.zone).date()
    overdue, new = _waiting(await _open(kit, place), today)
    wishes, unheard = await _wishes(kit, rota, today, place), await _unheard(kit, rota, today, place)
    if not (overdue or new or wishes or unheard):
        return
    waits, foot = {"wishes": wishes, "unheard": unheard}, await _foot(kit, place, today)
    bodies = {}
    for one in rota.readers(place.id, today):
        if wants_it(one, rota.area, place, today):
            weekly = foot if _once_a_week(one, rota.area, place, today) else {}
            bodies[one.id] = dump(writer.digest(place, overdue, new, now, **waits, **weekly))
    await _put_down(kit, place.id, bodies, now)


async def _foot(kit: Kit, place: Neighbourhood, today: date) -> dict[str, int]:
    """What is said once a week."""
    async with kit.database.read() as conn:
        old = len(stale((await directories.whole(conn, kit.keys, kit.area)).signposts, today))
        shared = await interests.shared(conn, kit.keys.organisation, interests.ENOUGH)
        held = await meetings.between(conn, kit.keys, (place.id,), today - TO_DO, today)
    here = sum(one.neighbourhood == place.id for one in shared)
    return {"stale": old, "shared": here, "to_do": sum(one.state is State.OVERDUE for one in still_to_do(held, today))}


async def _put_overview(kit: Kit, writer: Writer, rota: Rota, due: list[Neighbourhood], now: datetime) -> None:
    today = now.astimezone(kit.area.zone).date()
    body = await _overview(kit, writer, rota, now)
    if body is not None:
        wanting = [one for one in rota.overseers(today) if any(wants_it(one, rota.area, place, today) for place in due)]
        await _put_down(kit, ALL, {one.id: body for one in wanting}, now)


async def _put_down(kit: Kit, scope: str, bodies: Mapping[str, bytes], now: datetime) -> None:
    """A digest for each of these workers, by their id."""
    today = now.astimezone(kit.area.zone).date()
    async with kit.database.write() as conn:
        for worker, body in bodies.items():
            id_ = f"{JOB} {scope} {today} {worker}"
            await staff_messages.put(conn, kit.keys, id_, worker=worker, body=body, now=now)


async def _overview(kit: Kit, writer: Writer, rota: Rota, now: datetime) -> bytes | None:
    """The manager's digest; None where nothing is new, late, to be talked over or to be seen a second time."""
    today = now.astimezone(kit.area.zone).date()
    open_there = {place: await _open(kit, place) for place in kit.area.neighbourhoods}
    told = _told(rota.area, today, open_there)
    to_talk_over = _to_talk_over(open_there)
    wishes, unheard = await _wishes(kit, rota, today), await _unheard(kit, rota, today)
    async with kit.database.read() as conn:
        unseen = await second_looks.unseen(conn, kit.keys, rota.area, today)
    if not any((told, to_talk_over, unseen, wishes, unheard)):
        return None
    waits = {"wishes": wishes, "unheard": unheard}
    return dump(writer.overview(told, to_talk_over, await _quiet(kit, now), now, unseen=unseen, **waits))


def _told(area: Area, today: date, open_there: Mapping[Neighbourhood, list[Item]]) -> list[Figures]:
    """The places where something is new or late."""
    figures = [_figures(area, today, place, items) for place, items in open_there.items()]
    return [one for one in figures if one.new or one.late]


def _to_talk_over(open_there: Mapping[Neighbourhood, list[Item]]) -> list[Item]:
    return [one for items in open_there.values() for one in items if one.talked_over]


async def _wishes(kit: Kit, rota: Rota, today: date, place: Neighbourhood | None = None) -> int:
    """How many would like to talk to a person: of a place, or all there are.

    Those of no known place are the overseers'; where there is none, of every place's readers.
    """
    async with kit.database.read() as conn:
        waiting = await talks.waiting(conn, kit.keys.organisation)
    return _theirs(kit, rota, today, [one.neighbourhood for one in waiting], place)


async def _unheard(kit: Kit, rota: Rota, today: date, place: Neighbourhood | None = None) -> int:
    """How many photos and voice notes nobody has looked at: they are in no inbox until somebody has."""
    async with kit.database.read() as conn:
        waiting = await attachments.for_workers(conn, kit.keys.organisation)
    return _theirs(kit, rota, today, [one.neighbourhood for one in waiting], place)


def _theirs(kit: Kit, rota: Rota, today: date, where: Sequence[str], place: Neighbourhood | None) -> int:
    """How many of what is at these places are told to the readers of a place; of all to the overseers."""
    nowhere = () if rota.overseers(today) else ("", kit.area.elsewhere.id)
    return len(where) if place is None else sum(one in {place.id, *nowhere} for one in where)


async def _quiet(kit: Kit, now: datetime) -> list[Neighbourhood]:
    """The served neighbourhoods from which nothing was heard for long."""
    async with kit.database.read() as conn:
        newest = {one: await inbox.listed(conn, kit.keys.organisation, Wanted((one.id,)), 1) for one in kit.area.served}
    return [one for one, said in newest.items() if not said or said[0].received_at < now - QUIET_AFTER]


def _figures(area: Area, today: date, place: Neighbourhood, items: list[Item]) -> Figures:
    overdue, new = _waiting(items, today)
    return Figures(place, len(new), len(overdue), len(silent(area, overdue, today)))


async def _open(kit: Kit, place: Neighbourhood) -> list[Item]:
    async with kit.database.read() as conn:
        return await inbox.listed(
            conn, kit.keys.organisation, Wanted((place.id,), open_only=True, unlooked=True), _MOST
        )


def _waiting(items: list[Item], today: date) -> tuple[list[Item], list[Item]]:
    """What is late, and what else nobody has read, the first one first; what nobody may read yet is no news."""
    overdue = late(items, today)
    unread = [one for one in reversed(items) if one.became is None and one.standing is Standing.HEARD]
    return overdue, [one for one in unread if not one.late(today) and not one.unlooked]
