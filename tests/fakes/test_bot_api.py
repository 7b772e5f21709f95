"""The fake Bot API keeps the rules that Telegram documents, and python-telegram-bot believes it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, ReactionTypeEmoji
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.ext import ExtBot

from tests.fakes.bot_api import BotApi
from tests.fakes.server import served
from tests.fakes.telegram.bot import Chat
from tests.fakes.telegram.faults import Drop

Client = ExtBot[int]


@pytest.fixture
def api() -> BotApi:
    return BotApi()


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Client]:
    async with api.extbot() as client:
        yield client


async def raw_updates(bot: Client, **asked: Any) -> list[dict[str, Any]]:
    return await bot.do_api_request("getUpdates", api_kwargs=asked)  # type: ignore[no-any-return]


# Receiving


async def test_an_update_comes_again_until_an_offset_above_it_confirms_it(api: BotApi, bot: Client) -> None:
    alice = api.person()
    await alice.says("one")
    await alice.says("two")
    first, second = await raw_updates(bot)
    assert await raw_updates(bot) == [first, second]
    assert await raw_updates(bot, offset=second["update_id"]) == [second]
    assert await raw_updates(bot, offset=second["update_id"] + 1) == []
    assert await raw_updates(bot) == []


async def test_real_client_reads_each_kind_of_update(api: BotApi, bot: Client) -> None:
    alice = api.person(language="pl")
    await alice.opens("door1")
    await alice.corrects("/start door2")
    await bot.send_message(alice.id, "Well?", reply_markup=one_button("Yes", "y"))
    await alice.presses("Yes")
    await alice.shows("location", {"latitude": 52.0, "longitude": -0.7})
    await alice.blocks()
    kinds = [update.to_dict() for update in await bot.get_updates()]
    assert [next(key for key in one if key != "update_id") for one in kinds] == [
        "message",
        "edited_message",
        "callback_query",
        "message",
        "my_chat_member",
    ]


async def test_limit_and_negative_offset_are_kept(api: BotApi, bot: Client) -> None:
    alice = api.person()
    for number in range(5):
        await alice.says(str(number))
    assert [one["message"]["text"] for one in await raw_updates(bot, limit=2)] == ["0", "1"]
    assert [one["message"]["text"] for one in await raw_updates(bot, offset=-2)] == ["3", "4"]
    assert len(await raw_updates(bot)) == 2


async def test_at_most_100_come_at_once(api: BotApi, bot: Client) -> None:
    alice = api.person()
    for number in range(130):
        await alice.says(str(number))
    assert len(await raw_updates(bot)) == 100
    assert len(await raw_updates(bot, limit=1000)) == 100


async def test_a_long_poll_is_held_open_until_someone_speaks(api: BotApi, bot: Client) -> None:
    alice = api.person()
    poll = asyncio.create_task(raw_updates(bot, timeout=5))
    await asyncio.sleep(0.05)
    assert not poll.done()
    await alice.says("hello")
    assert (await asyncio.wait_for(poll, 1))[0]["message"]["text"] == "hello"


async def test_a_second_poller_ends_the_first_with_409(bot: Client) -> None:
    first = asyncio.create_task(raw_updates(bot, timeout=5))
    await asyncio.sleep(0.02)
    second = asyncio.create_task(raw_updates(bot, timeout=1))
    with pytest.raises(Conflict, match=r"(?i)terminated by other getUpdates"):
        await first
    assert await second == []


async def test_polling_while_a_webhook_is_set_is_409(bot: Client) -> None:
    await bot.set_webhook("https://example.org/hook")
    with pytest.raises(Conflict, match=r"(?i)webhook is active"):
        await raw_updates(bot)
    await bot.delete_webhook()
    assert await raw_updates(bot) == []


async def test_only_allowed_kinds_come_and_the_choice_is_remembered(api: BotApi, bot: Client) -> None:
    alice = api.person()
    await raw_updates(bot, allowed_updates=["callback_query"])
    await alice.says("unwanted")
    assert await raw_updates(bot) == []
    await raw_updates(bot, allowed_updates=[])
    await alice.says("wanted")
    assert len(await raw_updates(bot)) == 1


async def test_after_a_day_an_unconfirmed_update_is_gone(api: BotApi, bot: Client) -> None:
    await api.person().says("too late")
    api.clock.forward(hours=23, minutes=59)
    assert len(await raw_updates(bot)) == 1
    api.clock.forward(minutes=2)
    assert await raw_updates(bot) == []


async def test_a_malformed_update_can_be_planted(api: BotApi, bot: Client) -> None:
    id_ = api.bot.inbox.add_raw({"message": {"nonsense": []}})
    assert await raw_updates(bot) == [{"update_id": id_, "message": {"nonsense": []}}]


# Sending


def one_button(label: str, data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data)]])


async def test_what_is_sent_is_heard(api: BotApi, bot: Client) -> None:
    alice = api.person()
    sent = await bot.send_message(alice.id, "a &lt;b&gt; <i>word</i>", parse_mode="HTML")
    assert sent.text == "a <b> word"
    assert (await alice.hears("<b> word")).id == sent.message_id
    await alice.hears_nothing(within=0.01)


@pytest.mark.parametrize("text", ["x" * 4096, "😀" * 2048, "&lt;" * 10])
async def test_texts_up_to_4096_utf16_units_pass(api: BotApi, bot: Client, text: str) -> None:
    await bot.send_message(api.person().id, text)


@pytest.mark.parametrize(
    ("text", "mode", "why"),
    [
        ("x" * 4097, None, "message is too long"),
        ("😀" * 2049, None, "message is too long"),
        ("", None, "message text is empty"),
        (" \n ", None, "message text is empty"),
        ("<i></i>", "HTML", "message text is empty"),
        ("<i>open", "HTML", "can't parse entities"),
        ("shut</i>", "HTML", "can't parse entities"),
        ("<b><i>crossed</b></i>", "HTML", "can't parse entities"),
        ("<script>x</script>", "HTML", "can't parse entities"),
        ("1 < 2", "HTML", "can't parse entities"),
        ("x", "Klingon", "unsupported parse_mode"),
    ],
)
async def test_a_text_telegram_would_refuse_is_refused(
    api: BotApi, bot: Client, text: str, mode: str | None, why: str
) -> None:
    with pytest.raises(BadRequest, match=r"(?i)" + why):
        await bot.send_message(api.person().id, text, parse_mode=mode)


@pytest.mark.parametrize(
    ("button", "why"),
    [
        (InlineKeyboardButton("x", callback_data="é" * 33), "BUTTON_DATA_INVALID"),
        (InlineKeyboardButton("x", callback_data=""), "BUTTON_DATA_INVALID"),
        (InlineKeyboardButton("", callback_data="y"), "text is empty"),
        (InlineKeyboardButton("x", url="not a link"), "BUTTON_URL_INVALID"),
        (InlineKeyboardButton("x", copy_text=CopyTextButton("y" * 257)), "BUTTON_COPY_TEXT_INVALID"),
        (InlineKeyboardButton("x"), "unallowed"),
    ],
)
async def test_a_button_telegram_would_refuse_is_refused(
    api: BotApi, bot: Client, button: InlineKeyboardButton, why: str
) -> None:
    with pytest.raises(BadRequest, match=r"(?i)" + why):
        await bot.send_message(api.person().id, "x", reply_markup=InlineKeyboardMarkup([[button]]))


async def test_more_than_100_buttons_are_refused(api: BotApi, bot: Client) -> None:
    rows = [[InlineKeyboardButton("x", callback_data=str(number))] for number in range(101)]
    with pytest.raises(BadRequest, match=r"(?i)TOO_LONG"):
        await bot.send_message(api.person().id, "x", reply_markup=InlineKeyboardMarkup(rows))


async def test_nobody_hears_who_is_unknown_blocked_gone_or_moved(api: BotApi, bot: Client) -> None:
    with pytest.raises(BadRequest, match=r"(?i)chat not found"):
        await bot.send_message(1, "x")
    alice = api.person()
    await alice.blocks()
    with pytest.raises(Forbidden, match=r"(?i)blocked by the user"):
        await bot.send_message(alice.id, "x")
    await alice.unblocks()
    await bot.send_message(alice.id, "x")
    api.bot.chats[alice.id].deactivated = True
    with pytest.raises(Forbidden, match=r"(?i)deactivated"):
        await bot.send_message(alice.id, "x")
    api.bot.chats[-5] = Chat(-5, "group", migrated_to=-1005)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(-5, "x")
    assert moved.value.new_chat_id == -1005


# Editing, deleting, answering


async def test_an_edit_changes_the_message_and_the_same_again_is_refused(api: BotApi, bot: Client) -> None:
    alice = api.person()
    sent = await bot.send_message(alice.id, "before", reply_markup=one_button("A", "a"))
    await alice.hears("before")
    await bot.edit_message_text("after", alice.id, sent.message_id)
    assert (await alice.hears("after")).keyboard == []
    with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
        await bot.edit_message_text("after", alice.id, sent.message_id)
    await bot.edit_message_reply_markup(alice.id, sent.message_id, reply_markup=one_button("B", "b"))
    assert alice.buttons() == ["B"]
    with pytest.raises(BadRequest, match=r"(?i)message to edit not found"):
        await bot.edit_message_text("x", alice.id, 999)
    said = await alice.says("mine")
    with pytest.raises(BadRequest, match=r"(?i)can't be edited"):
        await bot.edit_message_text("x", alice.id, said)


async def test_a_tap_is_answered_once_and_in_time(api: BotApi, bot: Client) -> None:
    alice = api.person()
    await bot.send_message(alice.id, "Well?", reply_markup=one_button("Yes", "y"))
    tap = await alice.presses("Yes")
    assert not alice.was_answered(tap)
    await bot.answer_callback_query(tap)
    assert alice.was_answered(tap)
    late = await alice.presses("Yes")
    api.clock.forward(hours=1)
    for wrong in (tap, late, "unknown"):
        with pytest.raises(BadRequest, match=r"(?i)query is too old"):
            await bot.answer_callback_query(wrong)


async def test_messages_of_both_sides_can_be_deleted_for_48_hours(api: BotApi, bot: Client) -> None:
    alice = api.person()
    theirs = await alice.says("hide this")
    ours = [(await bot.send_message(alice.id, str(number))).message_id for number in range(3)]
    await bot.delete_message(alice.id, theirs)
    await bot.delete_messages(alice.id, [*ours[:2], 12345])
    assert [message.id for message in alice.chat()] == ours[2:]
    with pytest.raises(BadRequest, match=r"(?i)not found"):
        await bot.delete_message(alice.id, theirs)
    api.clock.forward(hours=49)
    with pytest.raises(BadRequest, match=r"(?i)can't be deleted"):
        await bot.delete_message(alice.id, ours[2])


async def test_the_small_methods_answer(api: BotApi, bot: Client) -> None:
    alice = api.person()
    said = await alice.says("good")
    assert (await bot.get_me()).username == api.bot.username
    await bot.set_my_commands([("help", "Help")], language_code="en")
    await bot.set_my_name("Earshot")
    await bot.set_my_description("Tell us")
    await bot.set_my_short_description("Tell us")
    await bot.send_chat_action(alice.id, "typing")
    await bot.set_message_reaction(alice.id, said, ReactionTypeEmoji("👍"))
    api.bot.files["photo1"] = b"bytes"
    assert bytes(await (await bot.get_file("photo1")).download_as_bytearray()) == b"bytes"
    assert api.bot.settings["commands", "en", "default"][0]["command"] == "help"


@pytest.mark.parametrize(
    ("method", "asked", "why"),
    [
        ("setMyCommands", {"commands": [{"command": "Help!", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "help", "description": ""}]}, "DESCRIPTION_INVALID"),
        ("setMyName", {"name": "x" * 65}, "too long"),
        ("sendChatAction", {"action": "dancing"}, "wrong parameter action"),
        ("setWebhook", {"url": "http://example.org"}, "HTTPS URL must be provided"),
        ("setWebhook", {"url": "https://example.org", "secret_token": "no spaces"}, "unallowed characters"),
        ("setWebhook", {"url": "https://example.org", "max_connections": 101}, "max_connections"),
        ("getFile", {"file_id": "unknown"}, "wrong file_id"),
        ("sendMessage", {"chat_id": "five", "text": "x"}, "invalid chat_id"),
        ("sendMessage", {"text": "x", "reply_markup": "{"}, "invalid chat_id|can't parse reply markup"),
    ],
)
async def test_wrong_settings_are_refused(
    api: BotApi, bot: Client, method: str, asked: dict[str, Any], why: str
) -> None:
    alice = api.person()
    with pytest.raises(BadRequest, match=r"(?i)" + why):
        await bot.do_api_request(
            method, api_kwargs=({"chat_id": alice.id} if method == "sendChatAction" else {}) | asked
        )


# Trouble


async def test_a_wrong_token_is_401_and_an_unknown_method_404(api: BotApi) -> None:
    stranger = api.extbot("123:WRONG")
    with pytest.raises(InvalidToken, match=r"(?i)Unauthorized"):
        await stranger.get_me()
    with pytest.raises(InvalidToken, match=r"(?i)does not exist"):
        await api.extbot().do_api_request("fooBar")


async def test_ordered_trouble_comes_once_and_to_whom_it_was_ordered(api: BotApi, bot: Client) -> None:
    alice, ben = api.person("Alice"), api.person("Ben")
    api.faults.add(method="sendMessage", retry_after=7, chat=alice.id)
    api.faults.add(method="sendMessage", status=500, chat=ben.id, times=2)
    with pytest.raises(RetryAfter) as told:
        await bot.send_message(alice.id, "x")
    assert int(told.value.retry_after) == 7  # type: ignore[arg-type]
    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.send_message(ben.id, "x")
    await bot.send_message(alice.id, "x")
    await bot.send_message(ben.id, "x")


@pytest.mark.parametrize(("drop", "reaches"), [(Drop.BEFORE, 0), (Drop.AFTER, 1)])
async def test_a_broken_connection_says_nothing_of_what_was_done(
    api: BotApi, bot: Client, drop: Drop, reaches: int
) -> None:
    alice = api.person()
    api.faults.add(method="sendMessage", drop=drop)
    with pytest.raises(NetworkError):
        await bot.send_message(alice.id, "x")
    assert len(alice.unheard()) == reaches


async def test_the_same_delays_come_from_the_same_seed() -> None:
    one, same, other = (BotApi(delay=(0, 0.05), seed=seed).faults for seed in (1, 1, 2))
    drawn = [one.pause() for _ in range(5)]
    assert drawn == [same.pause() for _ in range(5)]
    assert drawn != [other.pause() for _ in range(5)]
    assert all(0 <= pause <= 0.05 for pause in drawn)


# Webhooks


async def test_a_webhook_gets_each_update_with_its_secret_until_it_answers_2xx(api: BotApi, bot: Client) -> None:
    came: list[tuple[str, str]] = []

    async def hook(request: Request) -> Response:
        text = (await request.json())["message"]["text"]
        came.append((text, request.headers["X-Telegram-Bot-Api-Secret-Token"]))
        return Response(status_code=500 if len(came) == 1 else 200)

    await bot.set_webhook("http://testserver/hook", secret_token="s3cret", max_connections=2)
    alice = api.person()
    async with api.pushing(Starlette(routes=[Route("/hook", hook, methods=["POST"])])):
        await alice.says("one")
        await alice.says("two")
        for _ in range(100):
            if not api.bot.inbox.waiting():
                break
            await asyncio.sleep(0.02)
    assert came == [("one", "s3cret"), ("one", "s3cret"), ("two", "s3cret")]
    assert (await bot.get_webhook_info()).last_error_message == "Wrong response from the webhook: 500"


async def test_a_webhook_is_given_no_more_than_its_connections(api: BotApi, bot: Client) -> None:
    now, most = 0, 0

    async def hook(_: Request) -> Response:
        nonlocal now, most
        now, most = now + 1, max(most, now + 1)
        await asyncio.sleep(0.02)
        now -= 1
        return Response()

    await bot.set_webhook("http://testserver/hook", max_connections=3)
    async with api.pushing(Starlette(routes=[Route("/hook", hook, methods=["POST"])])):
        for _ in range(9):
            await api.person().says("x")
        for _ in range(200):
            if not api.bot.inbox.waiting():
                break
            await asyncio.sleep(0.01)
    assert most == 3
    assert api.bot.inbox.waiting() == []


# Over HTTP


def over_http(port: int, api: BotApi) -> ExtBot[None]:
    return ExtBot(api.bot.token, base_url=f"http://127.0.0.1:{port}/bot")


async def test_the_same_over_http(api: BotApi) -> None:
    alice = api.person()
    async with served(api.app) as port, over_http(port, api) as bot:
        poll = asyncio.create_task(bot.get_updates(timeout=5))
        await alice.says("hello")
        (update,) = await poll
        assert update.message is not None
        await bot.send_message(update.message.chat_id, "hello yourself")
        await alice.hears("hello yourself")
        api.faults.add(method="sendMessage", drop=Drop.AFTER)
        with pytest.raises(NetworkError):
            await bot.send_message(alice.id, "cut off")
        await alice.hears("cut off")


async def test_a_send_whose_sender_is_gone_before_the_answer_does_not_count(api: BotApi) -> None:
    alice = api.person()
    api.faults.add(method="sendMessage", seconds=0.2)
    async with served(api.app) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        body = f'{{"chat_id": {alice.id}, "text": "x"}}'.encode()
        head = f"POST /bot{api.bot.token}/sendMessage HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
        writer.write(f"{head}content-length: {len(body)}\r\n\r\n".encode() + body)
        await writer.drain()
        await asyncio.sleep(0.05)
        writer.transport.abort()
        await asyncio.sleep(0.3)
    assert alice.unheard() == []
    assert reader.at_eof() or reader.exception()
