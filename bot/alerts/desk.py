"""The alert desk: looks at the open cases, works out who must be told, and tells them, channel by channel.

All that is to be told is in the database before anything is sent, and worked out from the cases themselves: killed at
any moment, the desk goes on where it was. An alert that went out and was not marked goes out again (at most four a
channel and crash); a mail then has the same Message-ID.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime

import structlog
from msgspec import Struct, field
from msgspec.structs import replace
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.alerts.links import token
from bot.alerts.notices import Told, Writer
from bot.alerts.pagers import Pager
from bot.alerts.subjects import subjects
from bot.alerts.unsaid import Unsaid, why_unsaid
from bot.alerts.wanted import PAGE, able, wanted
from bot.domain.case import Case
from bot.errors import SendFailed, StorageError
from bot.storage import alerts, cases, staff, watch
from bot.storage.alerts import Alert, By
from bot.storage.database import Database
from bot.storage.keys import Keys

log = structlog.get_logger(__name__)

LOOK = 2.0
"""Seconds between looks: with the sending well under the minute that S5 gives."""
IN_FLIGHT = 4
NOBODY = "NOBODY IS TOLD: set up mail or Telegram (docs/safeguarding.md), and look at `earshot cases` until then"
PATIENCE = 60.0
"""Seconds one sending may take in all."""
FIRST_WAIT, LONGEST_WAIT, LASTING_WAIT = 5.0, 60.0, 600.0
"""Seconds until a failed one is tried again, doubled up to the longest; what looks lasting is tried now and then:
nobody is ever given up while a case waits."""


class Retry(Struct, frozen=True):
    """When an alert is tried again, by a clock that nobody can set, and how often it was."""

    at: float
    wait: float


class Desk(Struct):
    """The desk of one process; on PostgreSQL only the one that leads runs it. `link_root` opens the links in mail."""

    database: Database
    keys: Keys
    writer: Writer
    pagers: Sequence[Pager]
    clock: Callable[[], datetime]
    link_root: str = ""
    seconds: Callable[[], float] = lambda: asyncio.get_running_loop().time()
    _retries: dict[tuple[str, str, str, str], Retry] = field(default_factory=dict)
    _went: list[Alert] = field(default_factory=list)
    _nobodys: set[str] = field(default_factory=set)

    async def run(self) -> None:
        """Look and tell until cancelled; one channel that hangs holds up nothing else."""
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(_on_and_on(self.look))
                for pager in self.pagers:
                    tasks.create_task(_on_and_on(self._telling(pager)))
        finally:
            with suppress(StorageError):
                await self._mark()

    def reach(self) -> str:
        """By which channels workers are told, for whoever starts it."""
        ways = " and ".join(one.by.value for one in self.pagers)
        return f"workers are told by {ways} (`earshot check` says who cannot be)" if ways else NOBODY

    def _telling(self, pager: Pager) -> Callable[[], Awaitable[None]]:
        return lambda: self.tell(pager)

    # -- who must be told ------------------------------------------------------------------------------------------

    async def look(self) -> None:
        """Put down what should have been told by now. Raises StorageError."""
        now, organisation = self.clock(), self.keys.organisation
        async with self.database.read() as conn:
            open_ = await watch.open_cases(conn, organisation)
        if not open_:
            return
        async with self.database.write() as conn:
            screened = [await self._screened(conn, one) for one in await watch.open_cases(conn, organisation)]
            open_ = await self._waited(conn, screened, now)
            told = await alerts.paged(conn, organisation, PAGE)
            due = wanted(open_, told, self.writer.area, self.writer.roster, now)
            there = await alerts.there(conn, organisation, {one.case for one in due})
            fresh = [one for one in due if (one.case, one.step, one.recipient) not in there]
            await alerts.put(
                conn, organisation, (Alert(w.case, w.step, w.recipient, by, now) for w in fresh for by in By)
            )

    async def _waited(self, conn: AsyncConnection, open_: Sequence[Case], now: datetime) -> list[Case]:
        """The cases with how long each has waited by now; whom nobody could be told of is said in the log."""
        self._mourn(open_)
        paging = [one for one in open_ if one.pages and one.waits]
        passed = await watch.waited(conn, self.keys.organisation, paging, now)
        return [replace(one, waited=passed.get(one.id, one.waited)) for one in open_]

    def _mourn(self, open_: Sequence[Case]) -> None:
        """Say it in the log, once, where the words may be about everyone who could be told."""
        for one in open_:
            if one.id not in self._nobodys and not able(one, self.writer.roster):
                self._nobodys.add(one.id)
                log.error("nobody is left to be told of a case: ring the LADO", case=one.number)

    async def _screened(self, conn: AsyncConnection, case: Case) -> Case:
        """The case with whom its words may be about, looked at anew where more was said since."""
        if case.screened >= case.lines:
            return case
        words = await cases.words(conn, self.keys, case.id)
        found = subjects("\n".join(words), self.writer.area, self.writer.roster)
        about = tuple(sorted({*case.about, *found}))
        await watch.may_be_about(conn, self.keys.organisation, case.id, about, len(words))
        return replace(case, about=about, screened=len(words))

    # -- telling them ------------------------------------------------------------------------------------------------

    async def tell(self, pager: Pager) -> None:
        """Send what waits on one channel, each alert by itself. Raises StorageError."""
        await self._mark()
        said = await self._to_say(pager)
        under_way = asyncio.Semaphore(IN_FLIGHT)

        async def one(alert: Alert, address: str, told: Told) -> None:
            async with under_way:
                await self._send(pager, alert, address, told)

        await asyncio.gather(*(one(*each) for each in said))
        await self._mark()

    async def _to_say(self, pager: Pager) -> list[tuple[Alert, str, Told]]:
        """What can be said now, with where; what need not be said any more is dropped."""
        organisation = self.keys.organisation
        async with self.database.read() as conn:
            waiting = await alerts.waiting(conn, organisation, pager.by)
            if not waiting:
                return []
            open_ = tuple(await watch.open_cases(conn, organisation))
            paged = await alerts.paged(conn, organisation, PAGE)
            addresses = await self._addresses(conn, pager)
        given = Unsaid(open_, paged, self.writer, self.clock())
        unsaid = {one.key: reason for one in waiting if (reason := why_unsaid(one, given))}
        await self._drop([(one, unsaid[one.key]) for one in waiting if one.key in unsaid])
        sayable = [one for one in waiting if one.key not in unsaid and self._is_due(one)]
        return [(one, addresses[one.recipient], given.told(one)) for one in sayable if addresses.get(one.recipient)]

    async def _addresses(self, conn: AsyncConnection, pager: Pager) -> Mapping[str, str]:
        """Where whom is told by this pager."""
        if pager.by is By.MAIL:
            return {one.id: one.mail for one in self.writer.roster}
        return await staff.chats(conn, self.keys) if pager.by is By.TELEGRAM else {}

    async def _drop(self, unsaid: Sequence[tuple[Alert, str]]) -> None:
        """What need not be said any more, each with why."""
        if unsaid:
            async with self.database.write() as conn:
                for one, why in unsaid:
                    await alerts.drop(conn, self.keys.organisation, [one], why, self.clock())

    def _is_due(self, one: Alert) -> bool:
        retry = self._retries.get(one.key)
        return (retry is None or retry.at <= self.seconds()) and all(one.key != went.key for went in self._went)

    async def _send(self, pager: Pager, alert: Alert, address: str, told: Told) -> None:
        link = self._link(alert) if pager.links else ""
        notice = self.writer.notice(told, self.clock(), link)
        if notice is None:
            return
        try:
            async with asyncio.timeout(PATIENCE):
                await pager.page(address, notice, ".".join(alert.key).replace(":", "-").replace("+", "-"))
        except Exception as fault:  # noqa: BLE001 - one alert's fault must not hold up the others
            await self._failed(alert, fault if isinstance(fault, SendFailed) else SendFailed(type(fault).__name__))
        else:
            self._went.append(alert)
            self._retries.pop(alert.key, None)

    def _link(self, alert: Alert) -> str:
        return f"{self.link_root}/case/{token(self.keys, alert.case, alert.recipient)}" if self.link_root else ""

    async def _failed(self, alert: Alert, failure: SendFailed) -> None:
        last = self._retries.get(alert.key)
        wait = min(last.wait * 2, LONGEST_WAIT) if last else FIRST_WAIT
        wait = max(failure.retry_after or 0.0, LASTING_WAIT if failure.permanent else wait)
        self._retries[alert.key] = Retry(self.seconds() + wait, min(wait, LONGEST_WAIT))
        log.warning("alert put off", channel=alert.channel.value, recipient=alert.recipient, wait=wait)
        with suppress(StorageError):  # it waits all the same
            async with self.database.write() as conn:
                await alerts.failed(conn, self.keys.organisation, [alert], _code(failure))

    async def _mark(self) -> None:
        """Record what went out; what cannot be recorded now is, the next time, and is not sent again meanwhile."""
        went = list(self._went)
        if went:
            async with self.database.write() as conn:
                await alerts.sent(conn, self.keys.organisation, went, self.clock())
            marked = {one.key for one in went}
            self._went = [one for one in self._went if one.key not in marked]


async def _on_and_on(step: Callable[[], Awaitable[None]]) -> None:
    """Do a step again and again, whatever it raises."""
    while True:
        try:
            await step()
        except Exception as fault:  # noqa: BLE001 - the desk must never stop
            log.error("alerts held up, trying again", fault=type(fault).__name__)  # noqa: TRY400 - a trace could hold words
        await asyncio.sleep(LOOK)


def _code(failure: SendFailed) -> str:
    return str(failure)[:60]
