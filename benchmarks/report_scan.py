"""Counting a month beside a bare SQL scan that opens the words of the same rows, which counting never does.

    python -m benchmarks.report_scan [CONTRIBUTIONS_A_MONTH]    25000 where none are given: 100,000 rows

A store in SQLite with a month and the three before it, every row's words sealed with its person's key. The scan is
sqlite3 alone: each row's columns read, each person's key opened once, each row's words opened. Counting is what a
report does: rows gathered from the store and analysed. Seconds are those of the process. Ends with an error where
counting takes more than LIMIT times the scan.
"""

import asyncio
import sqlite3
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import bindparam, select, update

from benchmarks.report_chat import fill
from bot.core import Core
from bot.opening import opened
from bot.settings import SQLITE_FILE, load
from bot.storage import texts
from bot.storage.keys import DataKey
from bot.storage.tables import contribution, participant
from reports.analyse import analyse
from reports.gather import gather
from reports.model import Edition, Month, Request

LIMIT = 3.0
"""Times a bare scan that decrypts the same rows (issue 5)."""
MONTH = Month(2026, 10)
NOW = datetime(2026, 11, 1, 3, 30, tzinfo=UTC)
WORDS = "could the park by the old bridge please have a hoop for the older ones"
SCAN = (
    "SELECT c.id, c.participant, c.account, c.kind, c.themes, c.neighbourhood, c.said_on, c.standing, c.help_role,"
    " c.sealed, p.wrapped_key FROM contribution c JOIN participant p"
    " ON p.organisation = c.organisation AND p.hash = c.participant ORDER BY c.said_on, c.id"
)


async def sealed(core: Core) -> None:
    """Every row gets words, sealed with its person's key."""
    chosen = select(contribution.c.id, contribution.c.participant, participant.c.wrapped_key).select_from(
        contribution.join(participant)
    )
    async with core.database.write() as conn:
        keys: dict[str, DataKey] = {}
        rows = []
        for id_, who, wrapped in await conn.execute(chosen):
            key = keys.get(who) or keys.setdefault(who, core.keys.open_key(wrapped, who))
            rows.append({"row": id_, "words": texts.seal(key, (texts.Text("1", WORDS),))})
        this = contribution.c.organisation == core.keys.organisation, contribution.c.id == bindparam("row")
        await conn.execute(update(contribution).where(*this).values(sealed=bindparam("words")), rows)


def scanned(core: Core, file: Path) -> int:
    """Read and open every row; how many there were."""
    keys: dict[str, DataKey] = {}
    count = 0
    with sqlite3.connect(file) as conn:
        for row in conn.execute(SCAN):
            who, words, wrapped = row[1], row[-2], row[-1]
            key = keys.get(who) or keys.setdefault(who, core.keys.open_key(wrapped, who))
            count += bool(texts.unseal(key, words))
    return count


async def measured(count: int, folder: Path) -> bool:
    """Whether counting keeps to its limit."""
    settings = load(data_dir=folder / "var", master_key_file=folder / "keys" / "master.key", database_url="")
    async with opened(settings, lambda: NOW) as core:
        await fill(core, count, MONTH)
        await sealed(core)
        asked = [Request(MONTH, None, Edition.AGENCY)]
        began = time.process_time()
        rows = scanned(core, folder / "var" / SQLITE_FILE)
        scan = time.process_time() - began
        began = time.process_time()
        heard = await gather(core.database, core.keys.organisation, asked)
        read = time.process_time() - began
        analyse(heard)
        whole = time.process_time() - began
    assert len(heard) == rows, (len(heard), rows)
    print(f"{rows} rows: a bare scan that opens their words {scan:6.2f} s ({1e6 * scan / rows:.1f} us a row)")
    print(f"  gathered {read:6.2f} s and counted {whole - read:6.2f} s: {whole / scan:.2f} x the scan (limit {LIMIT})")
    return whole <= LIMIT * scan


def main() -> int:
    """Measure one size."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 25_000
    with tempfile.TemporaryDirectory() as folder:
        return int(not asyncio.run(measured(count, Path(folder))))


if __name__ == "__main__":
    sys.exit(main())
