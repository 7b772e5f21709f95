"""New lines as they come, over a real connection."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import httpx
import pytest
from msgspec.structs import replace

from bot.channel import Outgoing
from bot.domain.contribution import Progress
from bot.domain.told import Became
from bot.errors import SendFailed, SettingError
from handlers.web import live
from handlers.web.channel import WebChannel
from handlers.web.live import STREAMS
from tests.handlers.web.stream import Stream, words
from tests.handlers.web.town import Town, Visitor


@pytest.fixture
async def visitor(town: Town, address: str) -> AsyncIterator[Visitor]:
    client = httpx.AsyncClient(base_url=address, follow_redirects=True)
    yield Visitor(town, client)
    await client.aclose()


async def test_a_line_nobody_s_form_brought_arrives_by_itself(town: Town, visitor: Visitor) -> None:
    await visitor.opens()
    last = town.kept[visitor.person][-1].id
    async with Stream(visitor, after=last) as stream:
        town.says_unasked(visitor.person, "Sam here: the hoop is coming")
        line = await stream.line()
    assert (line["side"], words(line)) == ("us", "Sam here: the hoop is coming")


async def test_a_stream_goes_on_after_the_last_event_the_browser_saw(town: Town, visitor: Visitor) -> None:
    await visitor.opens()
    await visitor.says("more benches")
    seen = [one.id for one in town.kept[visitor.person]]
    async with Stream(visitor, after="", last_event_id=seen[1]) as stream:
        assert (await stream.line())["id"] == seen[2]


async def test_a_tap_in_another_tab_is_shown_by_its_name(town: Town, visitor: Visitor) -> None:
    await visitor.opens()
    last = town.kept[visitor.person][-1].id
    async with Stream(visitor, after=last) as stream:
        await visitor.presses("18+")
        line = await stream.line()
    assert (line["side"], words(line)) == ("them", "18+")


async def test_strangers_have_no_stream(visitor: Visitor) -> None:
    assert (await visitor.client.get("/chat/lines")).status_code == 403


async def test_one_person_s_streams_are_counted_and_given_back(visitor: Visitor) -> None:
    await visitor.opens()
    streams = [Stream(visitor) for _ in range(STREAMS)]
    for one in streams:
        await one.__aenter__()
        await one.line()
    assert (await visitor.client.get("/chat/lines")).status_code == 429
    await streams[0].__aexit__(None, None, None)
    async with asyncio.timeout(5):
        while True:
            async with Stream(visitor) as again:
                if again.answer.status_code == 200:
                    break
            await asyncio.sleep(0.05)
    for one in streams[1:]:
        await one.__aexit__(None, None, None)


async def test_the_server_stops_at_once_although_streams_are_open(town: Town) -> None:
    channel = WebChannel(town.parts())
    port = channel.bind()
    running = asyncio.create_task(channel.run(town.take))
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", follow_redirects=True) as client:
        visitor = Visitor(town, client)
        await visitor.opens()
        async with Stream(visitor) as stream:
            await stream.line()
            running.cancel()
            async with asyncio.timeout(3):
                with suppress(asyncio.CancelledError):
                    await running
    assert running.cancelled()


async def test_a_taken_port_is_named(town: Town, address: str) -> None:
    port = int(address.rpartition(":")[2])
    town.settings = replace(town.settings, port=port)
    with pytest.raises(SettingError, match=f"WEB_PORT={port}"):
        WebChannel(town.parts()).bind()


async def test_nothing_is_ever_pushed(town: Town) -> None:
    with pytest.raises(SendFailed) as failed:
        await WebChannel(town.parts()).send("someone", Outgoing("hello"))
    assert failed.value.permanent


async def test_the_server_leaves_signals_to_the_program(address: str) -> None:
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    async with httpx.AsyncClient(base_url=address) as client:
        answer = await client.get("/health")
    assert "server" not in answer.headers


async def test_a_page_does_not_wait_for_its_headers_to_be_acknowledged(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once, port, set_it = set[int](), int(address.rpartition(":")[2]), socket.socket.setsockopt

    def noted(one: socket.socket, *option: Any) -> None:
        if option == (socket.IPPROTO_TCP, socket.TCP_NODELAY, 1):
            at_once.add(one.getsockname()[1])
        set_it(one, *option)

    monkeypatch.setattr(socket.socket, "setsockopt", noted)
    async with httpx.AsyncClient(base_url=address) as client:
        await client.get("/health")
    assert port in at_once


async def test_news_arrives_in_an_open_page_by_itself(
    town: Town, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "NEWS_EVERY", 0.05)
    await visitor.opens()
    await visitor.presses("18+")
    await visitor.says("a hoop for the park")
    last = town.kept[visitor.person][-1].id
    async with Stream(visitor, after=last) as stream:
        [row] = town.chats[visitor.person].ledger.standing
        row.became.append(Became(1, Progress.PLANNED, town.now, why="The council said yes."))
        line = await stream.line()
    assert "The council said yes." in words(line)
