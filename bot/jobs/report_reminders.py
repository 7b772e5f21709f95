"""Whom the report of last month waits for is told: mobilisers of their review, whoever may publish of the approval."""

from datetime import date, datetime, timedelta
from functools import partial

from bot.channel import dump
from bot.domain.area import Neighbourhood
from bot.domain.release import is_working_day
from bot.domain.worker import Right, Worker
from bot.jobs.kit import Kit, once
from bot.staff.publish_chat import PublishChat
from bot.staff.releasing import Releasing
from bot.staff.reviewing import may_review
from bot.staff.standing import Standing
from bot.storage import absences, reviews, staff_messages
from reports.frozen import WHOLE_AREA

JOB = "report_reminders"
FROM = 9
"""The hour, local, from which on they are told."""
EVERY = timedelta(days=2)
"""So often, at most, on days on which offices are open; on the last one before the report goes out in any case."""


async def report_reminders(kit: Kit, now: datetime) -> None:
    """Remind of the newest month, once a day at most. `now` is UTC."""
    desk, local = kit.releasing, now.astimezone(kit.area.zone)
    if desk is None or local.hour < FROM or not is_working_day(kit.area, local.date()):
        return
    for one in (await desk.listed())[:1]:
        if one.approvable and not one.releases and _due(kit, one, local.date()):
            work = partial(_remind, kit, desk, one, now)
            await once(kit, work, job=JOB, scope=one.draft.period, period=local.date().isoformat(), now=now)


def _due(kit: Kit, one: Standing, today: date) -> bool:
    """The first working day from the draft on, every second day after it, and the last one before it goes out."""
    made = one.draft.made_at.astimezone(kit.area.zone).date()
    sends = one.sends_at.astimezone(kit.area.zone).date()
    first = made if is_working_day(kit.area, made) else _next(kit, made)
    return (today - first) % EVERY == timedelta() or _next(kit, today) >= sends > today


def _next(kit: Kit, day: date) -> date:
    day += timedelta(days=1)
    while not is_working_day(kit.area, day):
        day += timedelta(days=1)
    return day


async def _remind(kit: Kit, desk: Releasing, one: Standing, now: datetime) -> None:
    chat, period, today = PublishChat(desk), one.draft.period, now.astimezone(kit.area.zone).date()
    async with kit.database.write() as conn:
        rota = await absences.rota(conn, kit.keys, kit.area, now)
        done = {scope for scope, each in (await reviews.of_month(conn, kit.keys, period)).items() if each.done_at}
        told = dict[str, tuple[Worker, list[Neighbourhood]]]()
        for place in kit.area.served:
            if place.id not in done:
                for reader in rota.readers(place.id, today):
                    told.setdefault(reader.id, (reader, []))[1].append(place)
        bodies = [(who, chat.to_review(period, places)) for who, places in told.values()]
        whole = WHOLE_AREA not in done
        bodies += [
            (who, chat.waits(one, reviews=whole and may_review(who, WHOLE_AREA)))
            for who in rota.workers
            if who.may(Right.PUBLISH)
        ]
        for number, (who, body) in enumerate(bodies):
            id_ = f"{JOB} {WHOLE_AREA} {period} {today} {who.id} {number}"
            await staff_messages.put(conn, kit.keys, id_, worker=who.id, body=dump(body), now=now)
