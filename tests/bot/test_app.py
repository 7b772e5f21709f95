"""Put together, it answers on every channel, goes on without one that is down, and stops in time when told."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.app import assembled
from bot.core import ROOT
from bot.errors import EarshotError, PackError, SettingError
from bot.reader_parts import read_every_language
from bot.running import Earshot
from bot.settings import Settings, load
from bot.storage import tables
from tests.crash.harness import free_port
from tests.factories_storage import all_said
from tests.fakes.bot_api import TOKEN, BotApi
from tests.fakes.server import served

BENCH = "a bench by the pond in Fishermead"


def settings(folder: Path, **given: Any) -> Settings:
    usual = {
        "data_dir": folder / "var",
        "master_key_file": folder / "keys" / "master.key",
        "database_url": "",
        "web_port": free_port(),
        "telegram_bot_token": "",
        "public_url": "http://127.0.0.1:8080",
    }
    return load(**(usual | given))


@asynccontextmanager
async def running(earshot: Earshot) -> AsyncIterator[asyncio.Task[None]]:
    """Earshot running; on leaving it is told to stop, and must be gone within ten seconds (F05)."""
    stop, told = asyncio.Event(), asyncio.Event()
    task = asyncio.create_task(earshot.run(stop, told.set))
    await told.wait()
    yield task
    stop.set()
    async with asyncio.timeout(10):
        await task


async def test_by_telegram_and_on_the_web_somebody_is_heard(tmp_path: Path) -> None:
    api = BotApi()
    alice = api.person()
    async with served(api.app) as port:
        base_url = f"http://127.0.0.1:{port}/bot"
        given = settings(tmp_path, telegram_bot_token=TOKEN, telegram_base_url=base_url)
        async with assembled(given) as earshot:
            async with running(earshot):
                await alice.opens()
                await alice.hears("I'm a computer")
                await alice.presses("18+")
                await alice.hears("What would you like to tell us?")
                await alice.says(BENCH)
                await alice.hears(BENCH)
                async with httpx.AsyncClient(
                    base_url=f"http://127.0.0.1:{given.web_port}", follow_redirects=True
                ) as browser:
                    page = await browser.get("/")
                    assert page.status_code == 200
                    assert (await browser.get("/report")).status_code in {401, 403, 404}
                assert any("on, by polling" in line for line in earshot.greeting())
                with pytest.raises(SettingError, match="DATA_DIR"):
                    async with assembled(given):
                        pass
            kept = await all_said(earshot.core.database, earshot.core.keys)
            async with earshot.core.database.read() as conn:
                unsent = [row for row in await conn.execute(tables.outbox.select()) if row.sent_at is None]
    assert [one.words for one in kept] == [BENCH]
    assert unsent == []


async def test_the_web_chat_does_not_wait_for_a_telegram_that_is_down(tmp_path: Path) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}/bot"
    given = settings(tmp_path, telegram_bot_token=TOKEN, telegram_base_url=nowhere)
    async with assembled(given) as earshot, running(earshot) as task:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{given.web_port}", follow_redirects=True) as browser:
            assert (await browser.get("/chat")).status_code == 200
        assert not task.done()


@pytest.mark.parametrize("phrase", ["{nobody} hits", "hits?", "..."])
def test_a_phrase_that_cannot_be_read_stops_the_start_with_its_words(tmp_path: Path, phrase: str) -> None:
    (tmp_path / "en").mkdir()
    rule = f'[[rule]]\nname = "x"\nlevel = "red"\nphrases = ["{phrase}"]\n'
    (tmp_path / "en" / "danger.toml").write_text(rule)
    with pytest.raises(PackError, match="no text can be read so"):
        read_every_language(settings(tmp_path), tmp_path)


async def test_nobody_is_let_in_where_nobody_would_be_there_in_danger(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(ROOT / "areas" / "milton-keynes", pack)
    for file in pack.glob("*.toml"):
        lines = file.read_text("utf-8").splitlines()
        kept = [line for line in lines if not line.startswith(("lead =", "placeholders ="))]
        file.write_text("\n".join(kept), "utf-8")
    with pytest.raises(EarshotError, match="safeguarding lead"):
        async with assembled(settings(tmp_path, area_pack=pack)):
            pass
