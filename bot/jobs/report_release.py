"""The report goes out: decided by a person or its day, drawn, put into the archive, and down for delivery; once.

The row of a release is its claim: whichever process decides, no other can decide on the same revision, and whichever
publishes, no other does.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.channel import Outgoing, dump
from bot.domain.release import Release, newest_of
from bot.domain.worker import Right
from bot.errors import ReportError
from bot.jobs.kit import Kit, once
from bot.staff.mailing import editions
from bot.staff.releasing import TAKEN_BACK_COUNTS, Releasing, Standing
from bot.storage import agency_contacts, archive, deliveries, releases, staff_messages, workers
from bot.storage.archive import Kept
from reports import dataset
from reports.frozen import WHOLE_AREA
from reports.model import Files, Month, Request
from reports.release import documents

log = structlog.get_logger(__name__)

JOB = "report_release"
CHECKED = "report_taken_back"
"""That a month was looked over once a day for what was taken back."""
LATE = timedelta(days=62)
"""So long after its day a month goes out by itself, for a machine that was off; an older one waits for a person."""
SHOWN_EARLY = "report_shown_early"
"""That bodies had the questions to them put down to be sent, looked over once a day."""
AT_ONCE = 8
"""Documents of one order: whoever looks at a report meanwhile waits no longer than for these."""


async def report_release(kit: Kit, now: datetime) -> None:
    """Let go what is due, make anew what something was taken back from, publish what was decided. `now` is UTC."""
    desk = kit.releasing
    if desk is None:
        return
    months = await desk.listed()
    for one in reversed(months):
        if not one.releases and one.hold is None and one.sends_at <= now < one.sends_at + LATE:
            await desk.go_unchecked(one.draft.period)
    await _show_early(kit, desk, months, now)
    await _take_back(kit, desk, months, now)
    for decided in await _waiting(kit, now):
        work = partial(_publish, kit, desk, decided, now)
        await once(kit, work, job=JOB, scope=WHOLE_AREA, period=f"{decided.period} {decided.revision}", now=now)


async def _show_early(kit: Kit, desk: Releasing, months: Sequence[Standing], now: datetime) -> None:
    """Bodies that the newest month asks something see it from the day it is frozen; looked over once a day."""
    today = now.astimezone(kit.area.zone).date()
    for one in months[:1]:
        if one.approvable and not one.releases:
            work = partial(desk.show_early, one.draft.period)
            await once(kit, work, job=SHOWN_EARLY, scope=one.draft.period, period=today.isoformat(), now=now)


async def _take_back(kit: Kit, desk: Releasing, months: Sequence[Standing], now: datetime) -> None:
    """Words go at the next look, from the newest month and the one before; all the rest once a day."""
    today = now.astimezone(kit.area.zone).date()
    for one in months[:2]:
        await desk.take_back(one.draft.period, counts=False)
    for one in months:

        async def whole(period: str = one.draft.period) -> None:
            await desk.take_back(period, counts=True)

        await once(kit, whole, job=CHECKED, scope=one.draft.period, period=today.isoformat(), now=now)


async def _waiting(kit: Kit, now: datetime) -> list[Release]:
    """Of each month the newest release, where it is due and not published."""
    async with kit.database.read() as conn:
        every = await releases.every(conn, kit.keys.organisation)
    newest = {one.period: one for one in every}
    return [one for one in newest.values() if one.published_at is None and one.due_at <= now]


async def _publish(kit: Kit, desk: Releasing, one: Release, now: datetime) -> None:
    try:
        files = await _drawn(kit, one)
        await _let_stand(kit, desk, one, files, now)
    except Exception:
        await _tell(kit, desk, "failed", one, now)
        raise


async def _drawn(kit: Kit, one: Release) -> list[Kept]:
    async with kit.database.read() as conn:
        raw = await releases.dataset(conn, kit.keys, one.period, one.revision)
    if raw is None:
        raise ReportError(f"{one.period} {one.revision}: its data set is gone")
    month = Month.of(one.period)
    frozen, asked = dataset.load(raw, month), documents(month, kit.area)
    kept = list[Kept]()
    for start in range(0, len(asked), AT_ONCE):
        part = asked[start : start + AT_ONCE]
        for request, files in zip(part, await kit.drawing.draw(part, frozen, kit.area), strict=True):
            kept += _files(request, files)
    return kept


def _files(request: Request, files: Files) -> list[Kept]:
    scope = request.neighbourhood or WHOLE_AREA
    return [Kept(scope, request.edition, request.language, name.rpartition(".")[2], body) for name, body in files]


async def _let_stand(kit: Kit, desk: Releasing, one: Release, files: Sequence[Kept], now: datetime) -> None:
    """In the archive and down for delivery, all at once or not at all."""
    organisation = kit.keys.organisation
    async with kit.database.write() as conn:
        newest = newest_of(await releases.of(conn, organisation, one.period))
        if newest is None or newest.revision != one.revision:
            return  # another revision was decided on meanwhile, and is published instead
        if not await archive.publish(conn, kit.keys, one, files, now):
            raise ReportError(f"{one.period} {one.revision} is held back, or was published by another process")
        contacts = await agency_contacts.everyone(conn, kit.keys)
        replaced = await deliveries.replace(conn, organisation, one.period, one.revision)
        # Whoever has a copy is sent the next one where words of it were taken back, not for each count.
        wanted = [each for each in contacts if one.why != TAKEN_BACK_COUNTS or each.id in replaced]
        rows = editions(kit.keys, one.period, one.revision, wanted, domain=desk.domain, now=now)
        await deliveries.put(conn, organisation, rows)
    log.info("report published", period=one.period, revision=one.revision, mails=len(rows))
    await _tell(kit, desk, "published_checked" if one.checked else "published", one, now)


async def _tell(kit: Kit, desk: Releasing, what: str, one: Release, now: datetime) -> None:
    """Tell whoever may publish, once."""
    month = Month.of(one.period).first.strftime("%B %Y")
    told = dump(Outgoing(desk.say(f"staff.releasing.told.{what}", {"month": month, "revision": one.revision})))
    async with kit.database.write() as conn:
        for worker in await workers.everyone(conn, kit.keys):
            if worker.may(Right.PUBLISH):
                id_ = f"{JOB} {what} {one.period} {one.revision} {worker.id}"
                await staff_messages.put(conn, kit.keys, id_, worker=worker.id, body=told, now=now)
