"""How a message to many goes out: how long against the shortest time the limit allows, and what a SIGKILL costs.

    python -m benchmarks.broadcast --people 5000 --kill 0.5

The bot is a real process, the Bot API a real server that answers 429 above 30 messages a second. docs/benchmarks.md
says what the figures mean.
"""

import argparse
import secrets
import tempfile
from pathlib import Path

from benchmarks.crash import database
from bot.app import utc_now
from tests.crash.broadcast import awake, in_pack, send
from tests.crash.harness import telegram
from tests.crash.subjects import earshot

BEARS = 30


def main() -> None:
    """Print one line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--kill", type=float, default=0.5, help="after this part of them, 0 for no kill")
    parser.add_argument("--store", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--mode", choices=["polling", "webhook"], default="polling")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder_name, telegram(asked.seed, most=BEARS) as api:
        folder = Path(folder_name)
        with database(asked.store, folder) as url:
            subject = earshot(api, folder, mode=asked.mode, database_url=url)
            subject = in_pack(subject, awake(folder, utc_now()))
            print(send(subject, api, people=asked.people, kill_after=asked.kill or None), f"seed {asked.seed}")


if __name__ == "__main__":
    main()
