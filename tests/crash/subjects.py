"""The bots that are killed: Earshot in its four combinations, and stock python-telegram-bot to compare with."""

import csv
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.stock_bot import stored as stored_by_stock
from tests.crash.harness import ROOT, Subject, Telegram, free_port
from tests.fakes.bot_api import TOKEN

EARSHOT = str(Path(sys.executable).with_name("earshot"))


def earshot(api: Telegram, folder: Path, *, mode: str, database_url: str = "") -> Subject:
    """Earshot with `mode` polling or webhook, on SQLite in `folder` unless `database_url` says otherwise."""
    port = free_port()
    environment = _environment(api) | {
        "TELEGRAM_MODE": mode,
        "TELEGRAM_WEBHOOK_SECRET": "crash-harness",
        "DATA_DIR": str(folder / "var"),
        "DATABASE_URL": database_url,
        "MASTER_KEY_FILE": str(folder / "keys" / "master.key"),
        "WEB_PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
    }

    def stored() -> list[str]:
        return _exported(environment)

    store = database_url.partition(":")[0] or "sqlite"
    return Subject(f"earshot {store} {mode}", [EARSHOT, "run"], environment, stored, folder / "bot.log")


def stock(api: Telegram, folder: Path) -> Subject:
    """python-telegram-bot's own polling loop."""
    file = str(folder / "stock.sqlite3")
    environment = _environment(api) | {"DATABASE_FILE": file}
    command = [sys.executable, "-m", "benchmarks.stock_bot"]
    return Subject(
        "stock python-telegram-bot", command, environment, lambda: stored_by_stock(file), folder / "bot.log", 6.0
    )


def as_usual(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment in which Python keeps what it compiled, as it does for people: else every start takes longer."""
    return {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _environment(api: Telegram) -> dict[str, str]:
    return as_usual(os.environ) | {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_BASE_URL": api.base_url}


def _exported(environment: Mapping[str, str]) -> list[str]:
    """The words of all contributions, as the operator gets them."""
    done = subprocess.run(  # noqa: S603
        [EARSHOT, "export"], env=environment, cwd=ROOT, capture_output=True, check=True, text=True, encoding="utf-8-sig"
    )
    return [row["text"] for row in csv.DictReader(io.StringIO(done.stdout))]
