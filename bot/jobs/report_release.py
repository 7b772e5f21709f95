"""The report goes out: decided by a person or its day, drawn, put into the archive, and down for delivery; once.

The row of a release is its claim: whichever process decides, no other can decide on the same revision, and whichever
publishes, no other does.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.channel import Outgoing, dump
from bot.conversation.replies import Value
from bot.domain.release import Release, newest_of
from bot.domain.worker import Right
from bot.errors import ReportError
from bot.jobs.kit import Kit, once
from bot.staff.mailing import editions
from bot.staff.releasing import TAKEN_BACK_COUNTS, Releasing
from bot.staff.standing import Standing
from bot.storage import agency_contacts, archive, deliveries, jobs, releases, staff_messages, taken_back, workers
from bot.storage.archive import Kept
from reports.frozen import WHOLE_AREA
from reports.model import Files, Month, Request
from reports.release import documents

log = structlog.get_logger(__name__)

JOB = "report_release"
CHECKED = "report_taken_back"
"""That every month was looked over for what was taken back, once a day."""
WORDS_CHECKED, COUNTS_CHECKED = "report_words_taken_back", "report_counts_taken_back"
"""That it was gone through as things stood (taken_back.states)."""
LOOKED_AT = 2
"""Months from which words go at the next look."""
LATE = timedelta(days=62)
"""So long after its day a month goes out by itself, for a machine that was off; an older one waits for a person."""
SHOWN_EARLY = "report_shown_early"
"""That bodies had the questions to them put down to be sent, looked over once a day."""
AT_ONCE = 32
"""Documents of one order: each order opens the month and counts it anew, and holds so many documents in memory."""


async def report_release(kit: Kit, now: datetime) -> None:
    """Have done what is due, by a process of its own where there is one: a month is heavy to open. `now` is UTC."""
    desk = kit.releasing
    if desk is None or not await _is_due(kit, desk, now):
        return
    if kit.apart is None:
        await release_due(kit, now)
    else:
        await kit.apart(JOB, now)


async def release_due(kit: Kit, now: datetime) -> None:
    """Let go what is due, make anew what something was taken back from, publish what was decided. `now` is UTC."""
    desk = kit.releasing
    if desk is None:
        return
    months = await desk.listed()
    for one in reversed(months):
        if _goes_unchecked(one, now):
            await desk.go_unchecked(one.draft.period)
    await _show_early(kit, desk, months, now)
    await _take_back(kit, desk, await desk.listed(), now)
    for decided in _waiting(await desk.listed(), now):
        work = partial(_publish, kit, desk, decided, now)
        await once(kit, work, job=JOB, scope=WHOLE_AREA, period=f"{decided.period} {decided.revision}", now=now)


async def _is_due(kit: Kit, desk: Releasing, now: datetime) -> bool:
    """Whether there is anything to do, asked without opening a month."""
    months = await desk.listed()
    if not months:
        return False
    if any(_goes_unchecked(one, now) for one in months) or _waiting(months, now):
        return True
    today = now.astimezone(kit.area.zone).date().isoformat()
    if (WHOLE_AREA, today) not in await _done(kit, CHECKED) or await _moved(kit, months[:LOOKED_AT], WORDS_CHECKED):
        return True
    newest = next((one for one in months[:1] if _shows_early(one)), None)
    return newest is not None and (newest.draft.period, today) not in await _done(kit, SHOWN_EARLY)


def _goes_unchecked(one: Standing, now: datetime) -> bool:
    return not one.releases and one.hold is None and one.sends_at <= now < one.sends_at + LATE


def _shows_early(one: Standing) -> bool:
    return one.approvable and not one.releases


async def _done(kit: Kit, job: str) -> set[tuple[str, str]]:
    async with kit.database.read() as conn:
        return await jobs.done_runs(conn, kit.keys.organisation, job)


async def _moved(kit: Kit, months: Sequence[Standing], job: str) -> list[tuple[str, str]]:
    """The months that stand otherwise than when a job went through them, with how they do, as scope and period."""
    done = await _done(kit, job)
    async with kit.database.read() as conn:
        lasts = (Month.of(one.draft.period).last for one in months)
        states = await taken_back.states(conn, kit.keys.organisation, lasts)
    now = [
        (one.draft.period, f"{one.newest.revision if one.newest else 0} {state}")
        for one, state in zip(months, states, strict=True)
    ]
    return [one for one in now if one not in done]


async def _show_early(kit: Kit, desk: Releasing, months: Sequence[Standing], now: datetime) -> None:
    """Bodies that the newest month asks something see it from the day it is frozen; looked over once a day."""
    today = now.astimezone(kit.area.zone).date()
    for one in months[:1]:
        if _shows_early(one):
            work = partial(desk.show_early, one.draft.period)
            await once(kit, work, job=SHOWN_EARLY, scope=one.draft.period, period=today.isoformat(), now=now)


async def _take_back(kit: Kit, desk: Releasing, months: Sequence[Standing], now: datetime) -> None:
    """Words go at the next look, from the newest month and the one before; all the rest once a day.

    A month is gone through only if anything was taken back since it last was.
    """
    today = now.astimezone(kit.area.zone).date()
    for period, state in await _moved(kit, months[:LOOKED_AT], WORDS_CHECKED):
        words = partial(_words, desk, period)
        await once(kit, words, job=WORDS_CHECKED, scope=period, period=state, now=now)
    daily = partial(_counts, kit, desk, months, now)
    await once(kit, daily, job=CHECKED, scope=WHOLE_AREA, period=today.isoformat(), now=now)


async def _words(desk: Releasing, period: str) -> None:
    await desk.take_back(period, counts=False)


async def _counts(kit: Kit, desk: Releasing, months: Sequence[Standing], now: datetime) -> None:
    """Take back the counts, too, of every month of which anything was taken back since that was done last."""
    for period, state in await _moved(kit, months, COUNTS_CHECKED):
        await desk.take_back(period, counts=True)
        await once(kit, _nothing, job=COUNTS_CHECKED, scope=period, period=state, now=now)


async def _nothing() -> None:
    """All is done: it only is to be put down."""


def _waiting(months: Sequence[Standing], now: datetime) -> list[Release]:
    """Of each month the newest release, where it is due, not published and not held back; the oldest month first."""
    free = [one.newest for one in reversed(months) if one.hold is None]
    return [one for one in free if one is not None and one.published_at is None and one.due_at <= now]


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
    asked = documents(Month.of(one.period), kit.area)
    kept = list[Kept]()
    for start in range(0, len(asked), AT_ONCE):
        part = asked[start : start + AT_ONCE]
        for request, files in zip(part, await kit.drawing.draw(part, raw, kit.area), strict=True):
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
    await _tell(kit, desk, "out_checked" if one.checked else "out", one, now, readers=True)


async def _tell(kit: Kit, desk: Releasing, what: str, one: Release, now: datetime, *, readers: bool = False) -> None:
    """Tell whoever may publish, once; `readers`: all other workers who may see figures, in place of these."""
    values: dict[str, Value] = {
        "month": Month.of(one.period).first.strftime("%B %Y"),
        "revision": one.revision,
        "link": _link(kit, one),
    }
    told = dump(Outgoing(desk.say(f"staff.releasing.told.{what}", values)))
    async with kit.database.write() as conn:
        for worker in await workers.everyone(conn, kit.keys):
            publishes = worker.may(Right.PUBLISH)
            if (worker.may(Right.SEE_FIGURES) and not publishes) if readers else publishes:
                id_ = f"{JOB} {what} {one.period} {one.revision} {worker.id}"
                await staff_messages.put(conn, kit.keys, id_, worker=worker.id, body=told, now=now)


def _link(kit: Kit, one: Release) -> str:
    """Where a worker reads it: a private archive opens to contacts alone, so in the console."""
    public = kit.area.report_days.public_archive
    return f"{kit.address}/reports/{one.period}" if public else f"{kit.address}/console/reports"
