"""How soon the lead is told of danger, by mail and by Telegram: from the commit of the case to what reached them.

    python -m benchmarks.alerts [cases]

The limit is S5's: 60 seconds for 99 in 100. The mail server and the Bot API are real servers on this machine.
"""

import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

from bot.storage.database import Database
from bot.storage.keys import MasterKey
from bot.storage.migrate import migrate
from tests.bot.alerts.town import LEAD, Town, town_of
from tests.factories_storage import unlocked

CASES = 60
LIMIT = 60.0
LONGEST_PAUSE = 1.0


async def measure(cases: int) -> dict[str, list[float]]:
    """Seconds until the lead was told of each case, by channel."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/earshot.db"
        await migrate(url)
        database = await Database.open(url)
        keys = await unlocked(database, MasterKey.load_or_make(Path(folder) / "keys" / "master.key", may_make=True))
        async with town_of(database, keys) as town:
            town.desk.seconds = time.monotonic
            await town.staff_chats(LEAD)
            running = asyncio.create_task(town.desk.run())
            found = await _timed(town, cases)
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
        await database.close()
    return found


async def _timed(town: Town, cases: int) -> dict[str, list[float]]:
    dice, opened = random.Random(1), list[float]()
    told: dict[str, list[float]] = {"mail": [], "telegram": []}
    while min(map(len, told.values())) < cases:
        if len(opened) < cases and (not opened or dice.random() < 0.02 / LONGEST_PAUSE):
            await town.case()
            opened.append(time.monotonic())
        now = time.monotonic()
        for name, count in (("mail", len(town.mailed(LEAD))), ("telegram", len(town.told(LEAD)))):
            # In order: what is told first was opened first, or with it.
            told[name] += [now - opened[number] for number in range(len(told[name]), count)]
        await asyncio.sleep(0.01)
    return told


def main() -> None:
    """Measure and print."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else CASES
    for name, seconds in asyncio.run(measure(cases)).items():
        ranked = sorted(seconds)
        p99 = ranked[min(len(ranked) - 1, int(len(ranked) * 0.99))]
        print(
            f"{name}: {len(ranked)} cases, median {ranked[len(ranked) // 2]:.1f} s, 99 in 100 within {p99:.1f} s, "
            f"{p99 / LIMIT:.2f} of the limit"
        )


if __name__ == "__main__":
    main()
