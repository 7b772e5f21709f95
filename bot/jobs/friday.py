"""The Friday answer's clock: drafted for the mobiliser in the morning; once sent, out to those who said yes."""

from datetime import date, datetime
from functools import partial

from msgspec import structs

from bot.channel import dump
from bot.domain.area import Neighbourhood
from bot.domain.broadcast import Broadcast, Purpose
from bot.domain.friday import GRACE, SHOWN_FOR, Friday, due_day, week_of
from bot.domain.quiet import is_quiet
from bot.domain.rota import Rota
from bot.i18n import FALLBACK
from bot.jobs.kit import Kit, once
from bot.staff.friday_taps import FridayTaps
from bot.storage import absences, broadcasts, friday_drafts, fridays, staff_messages

JOB = "friday"


async def friday(kit: Kit, now: datetime) -> None:
    """Say where a draft waits, and let what was sent go out. `now` is UTC."""
    if kit.friday is None:
        return
    await _announce(kit, kit.friday, now)
    await _go_out(kit, kit.friday, now)


async def _announce(kit: Kit, desk: FridayTaps, now: datetime) -> None:
    """Each served neighbourhood once a week, from its hour on, on the last day up to Friday on which somebody reads."""
    local = now.astimezone(kit.area.zone)
    if is_quiet(kit.area.quiet, local):
        return
    week = week_of(local.date())
    async with kit.database.read() as conn:
        rota = await absences.rota(conn, kit.keys, kit.area, now)
    area = structs.replace(kit.area, on_the_day=rota.on_the_day(local.date()))
    for one in area.served:
        due = due_day(week, partial(area.reads_on, one)) == local.date() and local.hour >= one.friday_hour
        if due:
            work = partial(_tell, kit, desk, structs.replace(rota, area=area), one, now=now)
            await once(kit, work, job=JOB, scope=one.id, period=week.isoformat(), now=now)


async def _tell(kit: Kit, desk: FridayTaps, rota: Rota, place: Neighbourhood, *, now: datetime) -> None:
    today = now.astimezone(kit.area.zone).date()
    sent = await desk.fridays.newest(place.id)
    if sent is not None and sent.week == week_of(today):
        return
    for one in rota.readers(place.id, today):
        body = dump(await desk.announced(one, place.id))
        async with kit.database.write() as conn:
            id_ = f"{JOB} {place.id} {week_of(today)} {one.id}"
            await staff_messages.put(conn, kit.keys, id_, worker=one.id, body=body, now=now)


async def _go_out(kit: Kit, desk: FridayTaps, now: datetime) -> None:
    """What was not called back in time goes to those who said yes, once; who that is, is looked up as it is brought."""
    async with kit.database.read() as conn:
        waiting = await fridays.to_go_out(conn, kit.keys, now, sent_by=now - GRACE)
    for one in waiting:
        async with kit.database.write() as conn:
            if await fridays.goes_out(conn, kit.keys.organisation, one, now):
                voice = await friday_drafts.voice(conn, kit.keys, one.neighbourhood, one.week) if one.voice else None
                files = {voice.account: voice.file} if voice else {}
                await broadcasts.put(conn, kit.keys, _broadcast(desk, one, files, now))


def _broadcast(desk: FridayTaps, one: Friday, voice: dict[str, str], now: datetime) -> Broadcast:
    return Broadcast(
        id=desk.fridays.new_id(),
        purpose=Purpose.FRIDAY,
        neighbourhoods=(one.neighbourhood,),
        words={FALLBACK: one.words},
        titles=_titles(desk, one.who, one.week),
        who=one.worker,
        due_at=now,
        until=one.sent_at + SHOWN_FOR,
        voice=voice,
    )


def _titles(desk: FridayTaps, who: str, week: date) -> dict[str, str]:
    posters = desk.posters
    spoken = [one.code for one in posters.area.languages_on] or [FALLBACK]
    return {code: posters.wording.text("web.friday.heading", code, {"who": who, "date": week}) for code in spoken}
