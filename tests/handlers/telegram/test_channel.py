"""The channel confirms only what is committed, goes on after any trouble, and says what a failed send means."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot.channel import Button, Document, Incoming, Malformed, Outgoing, Received
from bot.conversation.events import Pressed, Said
from bot.errors import DatabaseBusy, SendFailed
from handlers.telegram.channel import Introduction, TelegramChannel, Webhook
from handlers.telegram.client import make_client
from handlers.telegram.webhook import LARGEST_BODY, SECRET_HEADER, webhook_route
from tests.fakes.bot_api import TOKEN, BotApi
from tests.fakes.telegram.faults import Drop

SECRET = "s3cret"


class Taken:
    """The dispatcher's side: keeps what it is given, and fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.found: list[Received] = []
        self.failures = failures
        self.news = asyncio.Event()

    async def __call__(self, updates: Sequence[Received]) -> None:
        if self.failures:
            self.failures -= 1
            raise DatabaseBusy("locked")
        self.found.extend(updates)
        self.news.set()

    async def until(self, many: int) -> list[Received]:
        async with asyncio.timeout(5):
            while len(self.found) < many:
                await self.news.wait()
                self.news.clear()
        return self.found


@pytest.fixture
def api() -> BotApi:
    return BotApi()


def channel_to(api: BotApi, token: str = TOKEN, **given: Any) -> TelegramChannel:
    client = make_client(token, "http://telegram.test/bot", request=api.in_process(), sends_a_second=0)
    return TelegramChannel(client, first_wait=0.01, **given)


@asynccontextmanager
async def running(channel: TelegramChannel, taken: Taken) -> AsyncIterator[None]:
    task = asyncio.create_task(channel.run(taken))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def soon(true: Any) -> None:
    for _ in range(200):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come to pass")


async def test_what_people_say_is_taken_and_then_confirmed(api: BotApi) -> None:
    alice, taken = api.person(), Taken()
    async with running(channel_to(api), taken):
        await alice.says("a bench")
        (said,) = await taken.until(1)
        assert isinstance(said, Incoming)
        assert said.event == Said("a bench")
        await soon(lambda: not api.bot.inbox.waiting())


async def test_nothing_is_confirmed_while_it_cannot_be_stored(api: BotApi) -> None:
    alice, taken = api.person(), Taken(failures=3)
    await alice.says("one")
    async with running(channel_to(api), taken):
        while taken.failures:
            assert api.bot.inbox.waiting()
            await asyncio.sleep(0.001)
        await taken.until(1)
    assert len(taken.found) == 1


async def test_a_malformed_update_is_handed_over_and_holds_nobody_up(api: BotApi) -> None:
    taken = Taken()
    api.bot.inbox.add_raw({"message": {"nonsense": []}})
    await api.person().says("after it")
    async with running(channel_to(api), taken):
        first, second = await taken.until(2)
        await soon(lambda: not api.bot.inbox.waiting())
    assert isinstance(first, Malformed)
    assert isinstance(second, Incoming)


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 500, "times": 3},
        {"status": 502, "times": 3},
        {"drop": Drop.BEFORE, "times": 3},
        {"drop": Drop.AFTER, "times": 3},
        {"status": 409, "times": 2},
        {"retry_after": 1},
    ],
)
async def test_receiving_goes_on_after_any_trouble(api: BotApi, fault: dict[str, Any]) -> None:
    taken = Taken()
    api.faults.add(method="getUpdates", **fault)
    api.faults.add(method="deleteWebhook", **fault)
    await api.person().says("still here")
    async with running(channel_to(api), taken):
        assert len(await taken.until(1)) == 1


async def test_a_refused_token_ends_receiving_with_one_clear_line(api: BotApi) -> None:
    async with asyncio.timeout(5):
        await channel_to(api, "123:WRONG").run(Taken())


async def test_a_webhook_set_earlier_does_not_stop_polling(api: BotApi) -> None:
    taken = Taken()
    await api.extbot().set_webhook("https://elsewhere.example/hook")
    await api.person().says("hello")
    async with running(channel_to(api), taken):
        await taken.until(1)


async def test_each_tap_is_answered(api: BotApi) -> None:
    alice, taken, channel = api.person(), Taken(), channel_to(api)
    await channel.send(str(alice.id), Outgoing("Well?", (Button("Yes", "y"),)))
    async with running(channel, taken):
        tap = await alice.presses("Yes")
        (pressed,) = await taken.until(1)
        assert isinstance(pressed, Incoming)
        assert pressed.event == Pressed("y")
        await soon(lambda: alice.was_answered(tap))


async def test_it_presents_itself_in_each_language_and_a_refusal_changes_nothing(api: BotApi) -> None:
    introductions = [
        Introduction("", (("help", "Help"),), "Tell us", "Tell us"),
        Introduction("pl", (("help", "Pomoc"),), "Powiedz", "x" * 500),
    ]
    async with running(channel_to(api, introductions=introductions), Taken()):
        await soon(lambda: ("description", "pl", "") in api.bot.settings)
    assert api.bot.settings["commands", "pl", "default"] == [{"command": "help", "description": "Pomoc"}]


# Sending


async def test_a_send_returns_the_id_by_which_it_can_be_replaced_and_deleted(api: BotApi) -> None:
    alice, channel = api.person(), channel_to(api)
    address = str(alice.id)
    first = await channel.send(address, Outgoing("before", (Button("A", "a"),)))
    assert await channel.send(address, Outgoing("after", replaces=first)) == first
    assert [message.text for message in alice.chat()] == ["after"]
    long = await channel.send(address, Outgoing("x" * 9000))
    assert len(alice.chat()) == 4
    assert await channel.send(address, Outgoing("", deletes=(first, long))) == ""
    assert alice.chat() == []


async def test_a_file_is_sent_whole_and_by_its_name(api: BotApi) -> None:
    alice, channel = api.person(), channel_to(api)
    sent = await channel.send(str(alice.id), Outgoing("", file=Document("my-words.txt", "a bench, ل".encode())))
    assert api.bot.documents == [(alice.id, "my-words.txt", "a bench, ل".encode())]
    assert sent


async def test_replacing_with_the_same_is_done_already(api: BotApi) -> None:
    alice, channel = api.person(), channel_to(api)
    first = await channel.send(str(alice.id), Outgoing("same"))
    assert await channel.send(str(alice.id), Outgoing("same", replaces=first)) == first
    assert len(alice.chat()) == 1


async def test_what_cannot_be_replaced_is_sent_anew(api: BotApi) -> None:
    alice, channel = api.person(), channel_to(api)
    assert await channel.send(str(alice.id), Outgoing("hello", replaces="999")) != "999"
    await alice.hears("hello")


async def test_deleting_what_is_too_old_is_no_failure(api: BotApi) -> None:
    alice, channel = api.person(), channel_to(api)
    sent = await channel.send(str(alice.id), Outgoing("old"))
    api.clock.forward(hours=49)
    assert await channel.send(str(alice.id), Outgoing("", deletes=(sent,))) == ""


async def test_who_blocked_us_or_is_unknown_is_a_permanent_failure(api: BotApi) -> None:
    alice, channel = api.person(), channel_to(api)
    await alice.blocks()
    for address in (str(alice.id), "12345"):
        with pytest.raises(SendFailed) as failed:
            await channel.send(address, Outgoing("x"))
        assert failed.value.permanent


@pytest.mark.parametrize(
    ("fault", "wait"),
    [({"retry_after": 7}, 7.0), ({"status": 500}, None), ({"drop": Drop.BEFORE}, None), ({"status": 401}, None)],
)
async def test_other_failures_are_temporary(api: BotApi, fault: dict[str, Any], wait: float | None) -> None:
    alice, channel = api.person(), channel_to(api)
    api.faults.add(method="sendMessage", **fault)
    with pytest.raises(SendFailed) as failed:
        await channel.send(str(alice.id), Outgoing("x"))
    assert (failed.value.permanent, failed.value.retry_after) == (False, wait)
    assert TOKEN not in str(failed.value)


async def test_the_token_and_the_words_are_never_logged(api: BotApi, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    alice, channel, taken = api.person(), channel_to(api), Taken()
    api.faults.add(method="getUpdates", status=500)
    async with running(channel, taken):
        await alice.says("canary in")
        await taken.until(1)
        await channel.send(str(alice.id), Outgoing("canary out"))
    assert TOKEN not in caplog.text
    assert "canary" not in caplog.text


# Webhook


def web_app(channel: TelegramChannel, taken: Taken) -> Starlette:
    return Starlette(routes=[webhook_route(channel, taken, SECRET)])


def posting(app: Starlette) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app)
    return httpx.AsyncClient(transport=transport, base_url="http://testserver", headers={SECRET_HEADER: SECRET})


async def test_by_webhook_an_update_is_posted_again_until_it_is_stored(api: BotApi) -> None:
    taken = Taken(failures=2)
    channel = channel_to(api, webhook=Webhook("http://testserver/telegram", SECRET))
    alice = api.person()
    async with running(channel, taken), api.pushing(web_app(channel, taken)):
        await alice.says("a bench")
        await taken.until(1)
        await soon(lambda: not api.bot.inbox.waiting())
    assert len(taken.found) == 1


async def test_by_webhook_a_tap_is_answered_too(api: BotApi) -> None:
    taken = Taken()
    channel = channel_to(api, webhook=Webhook("http://testserver/telegram", SECRET))
    alice = api.person()
    await channel.send(str(alice.id), Outgoing("Well?", (Button("Yes", "y"),)))
    async with running(channel, taken), api.pushing(web_app(channel, taken)):
        tap = await alice.presses("Yes")
        await soon(lambda: alice.was_answered(tap))


@pytest.mark.parametrize("secret", ["", "wrong", "s3cret ", "s3cre", "S3CRET", "\xe9"])
async def test_a_wrong_secret_is_403_and_nothing_is_logged_or_taken(
    api: BotApi, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str], secret: str
) -> None:
    taken = Taken()
    caplog.set_level(logging.INFO, logger="earshot")
    async with posting(web_app(channel_to(api), taken)) as client:
        headers = {SECRET_HEADER: secret.encode("latin-1")}
        answer = await client.post("/telegram", json={"update_id": 1}, headers=headers)  # type: ignore[arg-type]
    assert answer.status_code == 403
    assert taken.found == []
    assert capsys.readouterr().out == ""


async def test_without_a_secret_of_ours_nobody_is_let_in(api: BotApi) -> None:
    app = Starlette(routes=[webhook_route(channel_to(api), Taken(), "")])
    async with posting(app) as client:
        answer = await client.post("/telegram", json={}, headers={SECRET_HEADER: ""})
    assert answer.status_code == 403


async def test_a_body_that_is_no_update_is_set_aside_and_a_huge_one_refused(api: BotApi) -> None:
    taken = Taken()
    async with posting(web_app(channel_to(api), taken)) as client:
        assert (await client.post("/telegram", content=b"\xff{")).status_code == 200
        headers = {"content-length": "9" * 5000}
        assert (await client.post("/telegram", content=b"{}", headers=headers)).status_code == 413
        assert (await client.post("/telegram", content=b" " * (LARGEST_BODY + 1))).status_code == 413

        async def trickle() -> AsyncIterator[bytes]:
            for _ in range(3):
                yield b" " * (LARGEST_BODY // 2)

        assert (await client.post("/telegram", content=trickle())).status_code == 413
    assert [type(one) for one in taken.found] == [Malformed]
