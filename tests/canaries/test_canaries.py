"""A thousand private strings told to the real program are nowhere in the clear but in the chats they belong to."""

import asyncio
import base64
import json
import random
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
import structlog

from bot import logs
from bot.app import assembled
from bot.running import Earshot
from bot.settings import SQLITE_FILE, Settings
from bot.storage import staff
from handlers.web.report_pages import EDITIONS, KINDS
from tests.bot.test_app import running, settings
from tests.bot.test_logs import quiet_again  # noqa: F401 - a fixture
from tests.canaries.planted import Planted, dresses, found_in
from tests.factories_app import until
from tests.fakes.bot_api import TOKEN, BotApi
from tests.fakes.mail import Letterbox, letterbox
from tests.fakes.server import served
from tests.fakes.telegram.person import Person
from tests.handlers.web.town import Town, Visitor

PEOPLE, VISITORS = 96, 8
LEAD = "anna@voices.example"
BANDS = ("18+", "16-17", "14", "rather not say")


@pytest.fixture
def log(quiet_again: None, capfd: pytest.CaptureFixture[str]) -> pytest.CaptureFixture[str]:  # noqa: F811
    """All that is logged, down to DEBUG."""
    del quiet_again
    logs.set_up("DEBUG")
    return capfd


async def test_a_thousand_private_strings_are_nowhere_in_the_clear(
    tmp_path: Path, log: pytest.CaptureFixture[str]
) -> None:
    """Told by Telegram and on the web to the program as it runs; sought in files, log, pages, mails, what staff see."""
    planted, api = Planted(random.Random(3)), BotApi()  # noqa: S311 - dice
    people = [api.person(planted.name()) for _ in range(PEOPLE)]
    anna = api.person("Anna")
    async with served(api.app) as port, letterbox() as box:
        given = _settings(tmp_path, port, box)
        async with assembled(given) as earshot, running(earshot):
            await _invited(earshot, anna)
            for number, one in enumerate(people):
                planted.also("chat id", str(one.id))
                await _tells(one, planted, BANDS[number % len(BANDS)], number)
            await asyncio.gather(*(_visits(given, planted) for _ in range(VISITORS)))
            await until(lambda: not api.bot.inbox.waiting(1) and box.mails, seconds=30)
            places = await _seen_outside(earshot, given)
            places |= {f"{name}, while it runs": content for name, content in _files(tmp_path)}
        places |= dict(_files(tmp_path))
        places["mails"] = b"\n".join(bytes(one) for one in box.mails)
        places["the lead's chat"] = "\n".join(one.text for one in anna.chat()).encode()
        places["log"] = log.readouterr().err.encode()
    _links_and_tokens(api, people, planted)
    assert len(planted.strings) >= 1000
    assert b"telegram is on" in places["log"]
    assert "Someone may be in danger" in places["the lead's chat"].decode()
    assert any(name.endswith("-wal, while it runs") for name in places), sorted(places)
    heard = {f"chat {one.id}": "\n".join(each.text for each in one.chat()).encode() for one in people}
    assert len(found_in(heard, planted.strings)) > PEOPLE, "nobody's words came back to them: what was sought?"
    assert found_in(places, planted.strings) == []


@pytest.mark.parametrize("string", ["zovakquijem", "grizełłoszuf", "07701234567", "5000000001", "@zovak_quijem"])
def test_a_string_is_found_in_every_dress(string: str, tmp_path: Path) -> None:
    file = tmp_path / "a.sqlite3"
    with sqlite3.connect(file) as conn:
        conn.execute("CREATE TABLE t (a, b)")
        conn.execute("INSERT INTO t VALUES (?, ?)", (1, int(string) if string.isdigit() else string))
    dressed: Mapping[str, bytes] = {
        "database": file.read_bytes(),
        "log": f"told {string.upper()} to them".encode(),
        "json": json.dumps({"words": string}).encode(),
        "base64": base64.b64encode(b"ab" + string.encode() + b"c"),
        "hex": b"ab".hex().encode() + string.encode().hex().encode(),
        "page": httpx.QueryParams({"q": string}).__str__().encode(),
    }
    assert {place for place, _, _ in found_in(dressed, {string: "word"})} == set(dressed)
    assert found_in({"other": b"nothing of it, 0770"}, {string: "word"}) == []


def test_no_dress_is_so_short_that_chance_wears_it() -> None:
    planted = Planted(random.Random(1))  # noqa: S311 - dice
    strings = (planted.word(), planted.name(), planted.phone(), planted.handle(), planted.mail(), "5000000001")
    assert min(len(dress) for one in strings for dress in dresses(one)) >= 6


async def test_a_leak_is_found(tmp_path: Path, log: pytest.CaptureFixture[str]) -> None:
    """The search fails where words are in the log or in a column: here both are put there on purpose."""
    planted = Planted(random.Random(2))  # noqa: S311 - dice
    async with assembled(settings(tmp_path)) as earshot, running(earshot):
        structlog.get_logger().info("said", words=planted.word())
        with sqlite3.connect(tmp_path / "var" / SQLITE_FILE) as conn:
            conn.execute("UPDATE organisation SET name = ?", (planted.word(),))
        leaks = found_in(dict(_files(tmp_path)) | {"log": log.readouterr().err.encode()}, planted.strings)
    assert {string for _, _, string in leaks} == set(planted.strings)


# -- who tells what --------------------------------------------------------------------------------------------------


def _settings(folder: Path, port: int, box: Letterbox) -> Settings:
    return settings(
        folder,
        telegram_bot_token=TOKEN,
        telegram_base_url=f"http://127.0.0.1:{port}/bot",
        smtp_host="127.0.0.1",
        smtp_port=box.port,
        smtp_starttls=False,
        mail_from="Earshot <earshot@voices.example>",
        safeguarding_lead_mail=f"Anna Bell <{LEAD}>",
    )


async def _invited(earshot: Earshot, anna: Person) -> None:
    core = earshot.core
    async with core.database.write() as conn:
        await staff.invite(conn, core.keys.organisation, "lead", "a-token", core.clock())
    await anna.opens("staff-a-token")
    await anna.hears("You are set up")


async def _tells(one: Person, planted: Planted, band: str, number: int) -> None:
    """What somebody tells, one message after the other; only the first of them are in danger."""
    word, name = planted.word, planted.name
    await one.says(f"a bench by the {word()} please, ask {name()} on {planted.phone()}")
    await one.says(band)
    await one.says(f"write to {planted.mail()} or {planted.handle()}, says my {word(foreign=True)}")
    await one.corrects(f"no, write to my {word()}")
    await one.says("/person" if number % 2 else "/complain")
    await one.says(f"it is about {word()}")
    if number < len(BANDS) * 2:
        await one.says(f"my stepdad hits me, he is called {name()} and lives by the {word()}")


async def _visits(given: Settings, planted: Planted) -> None:
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{given.web_port}", follow_redirects=True, timeout=30
    ) as client:
        visitor = Visitor(Town(), client)
        await visitor.opens("/chat")
        await visitor.presses("18+")
        await visitor.says(f"the {planted.word()} wants a hoop, ring {planted.name()} on {planted.phone()}")
        three = visitor.text.partition("phone or computer:")[2].partition(".")[0].strip()
        if three:
            planted.also("return words", three)
        for name, value in client.cookies.items():
            planted.also(f"cookie {name}", value)


def _links_and_tokens(api: BotApi, people: list[Person], planted: Planted) -> None:
    planted.also("token", TOKEN.partition(":")[2])
    for one in people:
        for said in api.bot.said_to(one.id):
            _, link, rest = said.text.partition("/carry-on/")
            if link:
                planted.also("one-time link", rest.split()[0])


# -- where it is sought ----------------------------------------------------------------------------------------------


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for one in sorted(folder.rglob("*")):
        if one.is_file():
            yield str(one.relative_to(folder)), one.read_bytes()


async def _seen_outside(earshot: Earshot, given: Settings) -> dict[str, bytes]:
    """What pages show to whoever looks, and every edition of this month's report to the operator."""
    month = datetime.now(UTC).strftime("%Y-%m")  # noqa: TID251 - the program's own month
    paths = ["/", "/health", "/chat", "/report"]
    # Each is drawn by itself, and the files of one edition from one document: all of them of the fullest alone.
    paths += [f"/report/{month}/all/{edition}/en.html" for edition in EDITIONS]
    paths += [f"/report/{month}/all/internal/en.{kind}" for kind in KINDS if kind not in {"pdf", "html"}]
    seen: dict[str, Any] = {}
    # Each document is drawn by a process that lets all others go first: beside other tests that takes its time.
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{given.web_port}", follow_redirects=True, timeout=300
    ) as client:
        await client.get("/report", params={"key": earshot.operator_key})
        for path in paths:
            answer = await client.get(path)
            assert answer.status_code == 200, f"{path}: {answer.status_code}"
            seen[path] = answer.content
    return seen
