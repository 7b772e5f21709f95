"""How long a chat waits for its answers while a month's report is made, beside the same chats with nothing made.

    python -m benchmarks.report_chat [CONTRIBUTIONS_A_MONTH ...]    10000 and 100000 where none are given
    python -m benchmarks.report_chat --rate 5 [CONTRIBUTIONS_A_MONTH ...]

Earshot as it runs, in a process of its own on SQLite, over the fake Bot API and over HTTP. It finds last month not yet
frozen and past its day: it is frozen, drafted, released and published while people chat. Then they chat as long again.
Eight chat at once, each waiting for each answer; or, with --rate, a town's updates come by chance, so many a second,
whoever still waits, and count from when they come. Ends with an error where the limit is passed while it is made.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Coroutine, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from datetime import time as clock_time
from pathlib import Path
from uuid import UUID

import httpx
from sqlalchemy import insert, select, text

from benchmarks.chatters import PEOPLE, VISITORS, Evening, Waits, chats, visits
from bot.core import Core
from bot.jobs import report_drafts
from bot.opening import opened
from bot.settings import Settings, load
from bot.storage import tables
from reports.model import Heard, Month
from tests.crash.harness import ROOT, free_port
from tests.crash.subjects import EARSHOT, as_usual
from tests.factories_reports import make_month
from tests.fakes.bot_api import TOKEN, BotApi
from tests.fakes.server import served

LIMIT = 0.1
"""Seconds within which 99 of 100 updates are answered while a report is made (issue 5)."""
QUIET, LONGEST = 40.0, 900.0
"""Seconds for which they chat with nothing made, and for how long at most a build may take."""
_AT_ONCE, _LOOKS = 5000, 0.1
_WORDS = b"\0" * 160


# -- a store with a month in it ----------------------------------------------------------------------------------------


async def fill(core: Core, count: int, month: Month) -> None:
    """So many contributions in a month, and as many in each of the three before, which are drafted already."""
    places = tuple(one.id for one in core.area.served)
    rows = [row for one in (*month.compared(), month) for row in make_month(one, count, 1, places)]
    people = sorted({row.participant for row in rows if row.participant})
    seen = {"organisation": core.keys.organisation, "account": "web", "address": _WORDS, "seen_on": month.first}
    async with core.database.write() as conn:
        await conn.execute(text("PRAGMA cache_size = -200000"))
        for part in _parts({**seen, "hash": one, "wrapped_key": core.keys.new_key(one)[1]} for one in people):
            await conn.execute(insert(tables.participant), part)
        for part in _parts(_row(core, number, row) for number, row in enumerate(rows)):
            await conn.execute(insert(tables.contribution), part)
        done = {"organisation": core.keys.organisation, "job": report_drafts.JOB, "scope": "all", "worker": "before"}
        for back in range(1, report_drafts.MADE_UP + 1):
            run = {
                "period": str(month.after(-back)),
                "state": "done",
                "claimed_at": core.clock(),
                "finished_at": core.clock(),
            }
            await conn.execute(insert(tables.job_run), done | run)


def _row(core: Core, number: int, row: Heard) -> dict[str, object]:
    plain = {name: getattr(row, name) for name in ("kind", "themes", "neighbourhood", "said_on", "standing", "said_it")}
    return plain | {
        "organisation": core.keys.organisation,
        "id": UUID(int=number + 2**100).hex,
        "reference": f"r{number}",
        "participant": row.participant or "person-1",
        "account": "web",
        "external_id": str(number),
        "sealed": _WORDS,
        "language": "en",
        "received_at": datetime.combine(row.said_on, clock_time(12), UTC),
    }


def _parts(rows: Iterable[dict[str, object]]) -> Iterable[list[dict[str, object]]]:
    part: list[dict[str, object]] = []
    for row in rows:
        part.append(row)
        if len(part) == _AT_ONCE:
            yield part
            part = []
    if part:
        yield part


# -- the run -----------------------------------------------------------------------------------------------------------


async def measured(count: int, rate: float, folder: Path) -> bool:
    """Measure one size, with updates at a rate or, where it is 0, people who wait; False where the limit is passed."""
    api, waits, month = BotApi(), Waits(), Month.on(datetime.now(UTC).date()).after(-1)  # noqa: TID251 - the program's own month
    async with served(api.app) as port:
        given = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_BASE_URL": f"http://127.0.0.1:{port}/bot",
            "DATA_DIR": str(folder / "var"),
            "MASTER_KEY_FILE": str(folder / "keys" / "master.key"),
            "DATABASE_URL": "",
            "WEB_PORT": str(free_port()),
        }
        given["PUBLIC_URL"] = f"http://127.0.0.1:{given['WEB_PORT']}"
        settings = load(**{name.lower(): value for name, value in given.items()})  # type: ignore[arg-type]
        async with opened(settings, lambda: datetime.now(UTC)) as core:  # noqa: TID251 - a clock as the program has it
            await fill(core, count, month)
            come = f"{rate:g} updates a second" if rate else f"{PEOPLE} and {VISITORS} who wait for each answer"
            print(f"\n{count} contributions in {month} and in each of the three months before it; {come}", flush=True)
            async with _running(given, folder, api) as process:
                who = _town(api, settings.public_url, waits, rate) if rate else _some(api, settings.public_url, waits)
                await _phases(process, core, settings, who, waits, month)
    print(f"  something was made for {waits.making:.0f} s in all")
    names = {"built": "while it is made ", "idle": "with nothing made", "preview": "while previewed  "}
    for channel in ("Telegram", "web"):
        for phase, name in names.items():
            print(f"  {channel:8} {name} {waits.line(phase, channel)}")
        ratio = waits.p99("built", channel) / max(waits.p99("idle", channel), 1e-9)
        print(
            f"  {channel:8} p99 while it is made is {ratio:.1f} x that with nothing made (limit {1e3 * LIMIT:.0f} ms)"
        )
    return max(waits.p99("built", one) for one in ("Telegram", "web")) <= LIMIT


@asynccontextmanager
async def _running(given: Mapping[str, str], folder: Path, api: BotApi) -> AsyncIterator[asyncio.subprocess.Process]:
    with (folder / "log").open("w") as log:
        process = await asyncio.create_subprocess_exec(
            EARSHOT, "run", env=as_usual(os.environ) | given, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            async with asyncio.timeout(LONGEST):
                while not api.bot.inbox.polls and process.returncode is None:  # noqa: ASYNC110 - another process has no event of ours
                    await asyncio.sleep(0.05)
            yield process
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()
            print((folder / "log").read_text()[-3000:], end="")


async def _watches(process: asyncio.subprocess.Process, waits: Waits) -> None:
    """Note whether anything is being made: Earshot has a process of its own for it."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while True:
        making = bool(children.read_text().split())  # noqa: ASYNC240 - /proc answers at once
        waits.phase = ("preview" if waits.previewed else "built") if making else "idle"
        waits.making += making * _LOOKS
        await asyncio.sleep(_LOOKS)


def _some(api: BotApi, address: str, waits: Waits) -> list[Coroutine[object, object, None]]:
    return [chats(api, waits, one) for one in range(PEOPLE)] + [visits(address, waits) for _ in range(VISITORS)]


def _town(api: BotApi, address: str, waits: Waits, rate: float) -> list[Coroutine[object, object, None]]:
    return [Evening(api, address, waits, rate, seed=1).comes()]


def _processor(process: asyncio.subprocess.Process) -> float:
    """Seconds of processor it has taken, without what it has others do."""
    user, system = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


async def _phases(  # noqa: PLR0917 - all there is in a run
    process: asyncio.subprocess.Process,
    core: Core,
    settings: Settings,
    who: Iterable[Coroutine[object, object, None]],
    waits: Waits,
    month: Month,
) -> None:
    async with asyncio.TaskGroup() as tasks:
        began = time.monotonic()
        busy = [tasks.create_task(one) for one in (*who, _watches(process, waits))]
        async with asyncio.timeout(LONGEST):
            while not await _published(core, month):  # noqa: ASYNC110 - another process has no event of ours
                await asyncio.sleep(0.5)
        print(f"  published after {time.monotonic() - began:.0f} s; load {os.getloadavg()[0]:.1f}", flush=True)
        took, answered = _processor(process), waits.answered("idle")
        await asyncio.sleep(QUIET)
        took, answered = _processor(process) - took, waits.answered("idle") - answered
        print(f"  with nothing made an answer takes {1e3 * took / max(answered, 1):.1f} ms of processor", flush=True)
        waits.previewed = True
        await _previewed(core, settings, month)
        for one in busy:
            one.cancel()


async def _published(core: Core, month: Month) -> bool:
    async with core.database.read() as conn:
        chosen = select(tables.report_release.c.published_at).where(tables.report_release.c.period == str(month))
        return any(at is not None for at in (await conn.execute(chosen)).scalars())


async def _previewed(core: Core, settings: Settings, month: Month) -> None:
    key = core.keys.master.keyed_hash("operator key", core.keys.organisation).hex()[:24]
    began = time.monotonic()
    async with httpx.AsyncClient(base_url=settings.public_url, follow_redirects=True, timeout=300) as client:
        await client.get("/report", params={"key": key})
        for edition in ("agency", "residents"):
            answer = await client.get(f"/report/{month}/all/{edition}/en.html")
            answer.raise_for_status()
    print(f"  two previews in {time.monotonic() - began:.0f} s", flush=True)


def main() -> int:
    """Measure each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=float, default=0.0, help="updates a second that come by chance")
    parser.add_argument("sizes", type=int, nargs="*", default=[10_000, 100_000])
    given, good = parser.parse_args(), True
    for count in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            good &= asyncio.run(measured(count, given.rate, Path(folder)))
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
