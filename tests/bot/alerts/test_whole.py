"""The whole program: somebody in danger is answered, the lead is told by mail and Telegram and takes it with a tap."""

import asyncio
import re
import time
from pathlib import Path

import httpx
from sqlalchemy import select

from bot.app import assembled
from bot.storage import staff, tables
from tests.bot.test_app import running, settings
from tests.factories_app import until
from tests.fakes.bot_api import TOKEN, BotApi
from tests.fakes.mail import Letterbox, letterbox
from tests.fakes.server import served

LEAD = "anna@voices.example"


async def test_from_the_words_to_the_worker_who_has_it(tmp_path: Path) -> None:
    api = BotApi()
    child, anna = api.person("Child"), api.person("Anna")
    async with served(api.app) as port, letterbox() as box:
        given = settings(
            tmp_path,
            telegram_bot_token=TOKEN,
            telegram_base_url=f"http://127.0.0.1:{port}/bot",
            smtp_host="127.0.0.1",
            smtp_port=box.port,
            smtp_starttls=False,
            mail_from="Earshot <earshot@voices.example>",
            safeguarding_lead_mail=f"Anna Bell <{LEAD}>",
        )
        async with assembled(given) as earshot, running(earshot):
            core = earshot.core
            async with core.database.write() as conn:
                await staff.invite(conn, core.keys.organisation, "lead", "a-token", core.clock())
            await anna.opens("staff-a-token")
            await anna.hears("You are set up as safeguarding lead")
            await child.says("my stepdad hits me every night")
            began = time.monotonic()
            await child.hears("I'm really glad you told me")
            await anna.hears("Someone may be in danger", within=10)
            await until(lambda: box.texts(LEAD), seconds=10)
            assert time.monotonic() - began < 10
            assert not any("stepdad" in one for one in (*box.texts(LEAD), *(m.text for m in anna.chat())))
            [link] = re.findall(r"/case/\S+", box.texts(LEAD)[0])
            async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{given.web_port}") as browser:
                assert "I have it" in (await browser.get(link)).text
                assert (await browser.get("/case/made-up.lead." + "0" * 32)).status_code == 404
            await anna.presses("I have it")
            await anna.hears("Thank you. You have case")
            async with core.database.read() as conn:
                rows = (await conn.execute(select(tables.safeguarding_case))).all()
                people = (await conn.execute(select(tables.participant.c.hash))).scalars().all()
    assert [row.acknowledged_by for row in rows] == ["lead"]
    assert len(people) == 1, "whoever works here is no participant"


async def test_a_mail_server_that_is_away_at_the_start_is_found_when_it_comes(tmp_path: Path) -> None:
    api = BotApi()
    child = api.person("Child")
    async with served(api.app) as port, letterbox() as away:
        mail_port = away.port
    async with served(api.app) as port:
        given = settings(
            tmp_path,
            telegram_bot_token=TOKEN,
            telegram_base_url=f"http://127.0.0.1:{port}/bot",
            smtp_host="127.0.0.1",
            smtp_port=mail_port,
            smtp_starttls=False,
            mail_from="earshot@voices.example",
            safeguarding_lead_mail=LEAD,
        )
        async with assembled(given) as earshot, running(earshot):
            await child.says("my stepdad hits me every night")
            await child.hears("I'm really glad you told me")
            await asyncio.sleep(3)
            async with letterbox(mail_port) as box:
                await _comes(box)


async def _comes(box: Letterbox) -> None:
    await until(lambda: box.texts(LEAD), seconds=20)
