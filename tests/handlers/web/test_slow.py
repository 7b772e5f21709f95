"""Whoever posts too slowly is not waited for; whoever listens is."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import httpx
import pytest
from msgspec.structs import replace

from tests.handlers.web.stream import Stream, words
from tests.handlers.web.town import Town, Visitor

PATIENCE = 0.3
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def town() -> Town:
    """A town that waits for no form longer than a moment."""
    town = Town()
    town.settings = replace(town.settings, port=0, patience=PATIENCE)
    return town


async def answer_to_a_dripping_form(address: str, accept: str) -> str:
    """What comes back, until the connection closes, while the form's letters come one by one and never end."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(address.rpartition(":")[2]))
    kind = f"Content-Type: {FORM}\r\nContent-Length: 10000"
    writer.write(f"POST /chat HTTP/1.1\r\nHost: voices.test\r\nAccept: {accept}\r\n{kind}\r\n\r\nwords=".encode())
    dripping = asyncio.create_task(drip(writer))
    try:
        async with asyncio.timeout(10):
            return b"".join([one async for one in pieces(reader)]).decode()
    finally:
        dripping.cancel()
        writer.close()


async def pieces(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    """What is read until the end. A letter that comes when nobody reads any more turns the end into a reset."""
    with suppress(ConnectionError):
        while piece := await reader.read(1000):
            yield piece


async def drip(writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while True:
            writer.write(b"a")
            await writer.drain()
            await asyncio.sleep(PATIENCE / 10)


@pytest.mark.parametrize("accept", ["application/json", "text/html"], ids=["with a script", "without a script"])
async def test_a_slow_body_is_answered_408_and_the_connection_closes(town: Town, address: str, accept: str) -> None:
    answer = await answer_to_a_dripping_form(address, accept)
    head, _, body = answer.partition("\r\n\r\n")
    assert head.startswith("HTTP/1.1 408 ")
    assert "connection: close" in head.lower()
    assert f"content-type: {accept}" in head.lower()
    assert "Your connection may be weak" in body
    assert not town.taken


async def test_whoever_posts_far_too_much_reads_why_although_not_all_of_it_was_read(address: str) -> None:
    async with httpx.AsyncClient(base_url=address) as client:
        answer = await client.post("/chat", content=b"a" * 30_000_000, headers={"content-type": FORM})
    assert answer.status_code == 413
    assert "Please send them in parts" in answer.text


async def test_a_live_stream_is_not_cut_by_the_deadline(town: Town, address: str) -> None:
    async with httpx.AsyncClient(base_url=address, follow_redirects=True) as client:
        visitor = Visitor(town, client)
        await visitor.opens()
        async with Stream(visitor, after=town.kept[visitor.person][-1].id) as stream:
            await asyncio.sleep(PATIENCE * 3)
            town.says_unasked(visitor.person, "Sam here: the hoop is coming")
            assert words(await stream.line()) == "Sam here: the hoop is coming"
