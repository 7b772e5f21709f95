"""The methods of the Bot API that Earshot uses, by name: (bot, parameters) -> result, or Refused."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.fakes.telegram.bot import FakeBot, Message
from tests.fakes.telegram.inbox import MOST_AT_ONCE
from tests.fakes.telegram.refusals import bad_request
from tests.fakes.telegram.rules import keyboard, shown_text, structure, utf16_length, whole_number

Parameters = Mapping[str, Any]

DELETABLE_SECONDS = 48 * 3600
TAP_SECONDS = 15 * 60
LARGEST_FILE = 20 * 1024 * 1024
LONGEST = {"name": 64, "description": 512, "short_description": 120}
ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def get_me(bot: FakeBot, _: Parameters) -> Any:
    return bot.as_user()


def send_message(bot: FakeBot, parameters: Parameters) -> Any:
    chat = bot.reachable(whole_number(parameters, "chat_id"))
    text, buttons = shown_text(parameters), keyboard(parameters)
    return bot.as_message(bot.put(chat.id, text, by_bot=True, keyboard=buttons))


def send_document(bot: FakeBot, parameters: Parameters) -> Any:
    """A file that is uploaded, as (name, content); in the chat it stands by its name."""
    chat = bot.reachable(whole_number(parameters, "chat_id"))
    match parameters.get("document"):
        case (str(name), bytes(content)) if content:
            bot.documents.append((chat.id, name, content))
            return bot.as_message(bot.put(chat.id, name, by_bot=True))
    raise bad_request("there is no document in the request")


def _own_message(bot: FakeBot, parameters: Parameters) -> Message:
    chat = bot.reachable(whole_number(parameters, "chat_id"))
    message = bot.messages.get((chat.id, whole_number(parameters, "message_id")))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.by_bot:
        raise bad_request("message can't be edited")
    return message


def _edit(bot: FakeBot, message: Message, text: str, buttons: list[list[dict[str, Any]]]) -> Any:
    if (text, buttons) == (message.text, message.keyboard):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same as a current "
            "content and reply markup of the message",
        )
    bot.change(message, text, buttons)
    return bot.as_message(message)


def edit_message_text(bot: FakeBot, parameters: Parameters) -> Any:
    return _edit(bot, _own_message(bot, parameters), shown_text(parameters), keyboard(parameters))


def edit_message_reply_markup(bot: FakeBot, parameters: Parameters) -> Any:
    message = _own_message(bot, parameters)
    return _edit(bot, message, message.text, keyboard(parameters))


def answer_callback_query(bot: FakeBot, parameters: Parameters) -> Any:
    tap = bot.taps.get(str(parameters.get("callback_query_id", "")))
    if tap is None or tap.answered is not None or bot.clock.now() - tap.at > TAP_SECONDS:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = str(parameters.get("text") or "")
    if utf16_length(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    tap.answered = text
    return True


def delete_message(bot: FakeBot, parameters: Parameters) -> Any:
    chat = bot.reachable(whole_number(parameters, "chat_id"))
    message = bot.messages.get((chat.id, whole_number(parameters, "message_id")))
    if message is None:
        raise bad_request("message to delete not found")
    if bot.clock.now() - message.date > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    del bot.messages[chat.id, message.id]
    return True


def delete_messages(bot: FakeBot, parameters: Parameters) -> Any:
    chat = bot.reachable(whole_number(parameters, "chat_id"))
    ids = structure(parameters.get("message_ids"), "message_ids")
    if not isinstance(ids, list) or not 1 <= len(ids) <= 100:
        raise bad_request("message identifiers are not specified")
    found = [bot.messages[chat.id, int(id_)] for id_ in ids if (chat.id, int(id_)) in bot.messages]
    if any(bot.clock.now() - message.date > DELETABLE_SECONDS for message in found):
        raise bad_request("message can't be deleted for everyone")
    for message in found:
        del bot.messages[chat.id, message.id]
    return True


def get_updates_at_once(bot: FakeBot, parameters: Parameters) -> tuple[int, float]:
    """What getUpdates does on arrival: confirm below the offset. Returns the limit and how long to hold the poll."""
    wanted = structure(parameters.get("allowed_updates"), "allowed updates")
    bot.inbox.allow(wanted)
    bot.inbox.confirm_below(whole_number(parameters, "offset", 0))
    limit = whole_number(parameters, "limit", MOST_AT_ONCE)
    seconds = float(parameters.get("timeout") or 0)
    return limit if 1 <= limit <= MOST_AT_ONCE else MOST_AT_ONCE, min(max(seconds, 0), 50)


def set_webhook(bot: FakeBot, parameters: Parameters) -> Any:
    url, secret = str(parameters.get("url") or ""), str(parameters.get("secret_token") or "")
    if url and not re.match(r"https://|http://(127\.0\.0\.1|localhost|testserver)\b", url):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad_request("secret token contains unallowed characters")
    connections = whole_number(parameters, "max_connections", 40)
    if not 1 <= connections <= 100:
        raise bad_request("max_connections must be from 1 to 100")
    bot.inbox.allow(structure(parameters.get("allowed_updates"), "allowed updates"))
    if str(parameters.get("drop_pending_updates")).lower() == "true":
        bot.inbox.drop_all()
    bot.webhook.url, bot.webhook.secret, bot.webhook.connections = url, secret, connections
    bot.inbox.wake()
    return True


def delete_webhook(bot: FakeBot, parameters: Parameters) -> Any:
    return set_webhook(bot, {"drop_pending_updates": parameters.get("drop_pending_updates")})


def get_webhook_info(bot: FakeBot, _: Parameters) -> Any:
    hook = bot.webhook
    info: dict[str, Any] = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(bot.inbox.waiting(10**9)),
    }
    if hook.url:
        info["max_connections"] = hook.connections
    if hook.last_error:
        info |= {"last_error_date": int(bot.clock.now()), "last_error_message": hook.last_error}
    return info


def set_my_commands(bot: FakeBot, parameters: Parameters) -> Any:
    commands = structure(parameters.get("commands"), "commands")
    if not isinstance(commands, list) or len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for one in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", str(one.get("command", ""))):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= utf16_length(str(one.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    scope = structure(parameters.get("scope"), "scope") or {"type": "default"}
    bot.settings["commands", str(parameters.get("language_code") or ""), str(scope["type"])] = commands
    return True


def _setting(name: str) -> Callable[[FakeBot, Parameters], Any]:
    def set_it(bot: FakeBot, parameters: Parameters) -> Any:
        value = str(parameters.get(name) or "")
        if utf16_length(value) > LONGEST[name]:
            raise bad_request(f"bot {name} is too long")
        bot.settings[name, str(parameters.get("language_code") or ""), ""] = value
        return True

    return set_it


def send_chat_action(bot: FakeBot, parameters: Parameters) -> Any:
    bot.reachable(whole_number(parameters, "chat_id"))
    if parameters.get("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


def set_message_reaction(bot: FakeBot, parameters: Parameters) -> Any:
    chat = bot.reachable(whole_number(parameters, "chat_id"))
    if (chat.id, whole_number(parameters, "message_id")) not in bot.messages:
        raise bad_request("message to react not found")
    reactions = structure(parameters.get("reaction"), "reaction") or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    return True


def get_file(bot: FakeBot, parameters: Parameters) -> Any:
    id_ = str(parameters.get("file_id", ""))
    if id_ not in bot.files:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(bot.files[id_]) > LARGEST_FILE:
        raise bad_request("file is too big")
    return {"file_id": id_, "file_unique_id": id_, "file_size": len(bot.files[id_]), "file_path": f"files/{id_}"}


METHODS: Mapping[str, Callable[[FakeBot, Parameters], Any]] = {
    "getme": get_me,
    "sendmessage": send_message,
    "senddocument": send_document,
    "editmessagetext": edit_message_text,
    "editmessagereplymarkup": edit_message_reply_markup,
    "answercallbackquery": answer_callback_query,
    "deletemessage": delete_message,
    "deletemessages": delete_messages,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "setmycommands": set_my_commands,
    "setmyname": _setting("name"),
    "setmydescription": _setting("description"),
    "setmyshortdescription": _setting("short_description"),
    "sendchataction": send_chat_action,
    "setmessagereaction": set_message_reaction,
    "getfile": get_file,
}
"""Telegram takes method names in any case."""
