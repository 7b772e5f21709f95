"""Reads Telegram's updates: the few fields Earshot needs, from raw JSON, whatever it contains."""

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from msgspec.structs import replace

from bot.channel import Incoming, Malformed, Received
from bot.conversation.events import Commanded, Corrected, Event, Left, Opened, Pressed, Reserved, Said, Showed
from bot.domain.attachment import LARGEST, File, Medium
from bot.domain.form import decode

KINDS: Final = ("message", "edited_message", "callback_query", "my_chat_member")
"""What we ask Telegram for, by its names."""

LARGEST_ID: Final = 2**63 - 1
_DOOR: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")  # Telegram's rule for deep links
_COMMAND: Final = re.compile(r"/([a-z_]+)(?:@\w+)?", re.IGNORECASE)
_RESERVED: Final = {word.value: word for word in Reserved}
_GONE: Final = frozenset({"kicked", "left"})
_MEDIA: Final = {
    **{medium.value: medium for medium in Medium if medium is not Medium.OTHER},
    **dict.fromkeys(
        ("video", "video_note", "audio", "document", "animation", "dice", "poll", "story", "game", "paid_media"),
        Medium.OTHER,
    ),
}


class _Unreadable(Exception):
    """An update that is not as Telegram documents it; the message says where, never what."""


def read_update(account: str, raw: Any, body: bytes | None = None) -> Received | None:
    """What one update (decoded JSON) means; None where there is nothing to do. Never raises.

    Nothing to do: other bots, groups and channels (Earshot listens in private chats only), service messages.
    `body` is the update as it came, where that is known. Source of the fields:
    https://core.telegram.org/bots/api#update
    """
    try:
        return _read(account, _mapping(raw, "update"))
    except _Unreadable as fault:
        return _malformed(account, raw, str(fault), _encoded(raw) if body is None else body)


def query_of(raw: Any) -> str | None:
    """The id by which a tap is answered, so that its button stops spinning; None where this is no tap."""
    query = raw.get("callback_query") if isinstance(raw, Mapping) else None
    id_ = query.get("id") if isinstance(query, Mapping) else None
    return id_ if isinstance(id_, str) else None


def next_after(raw: Any) -> int:
    """The offset that confirms an update: one more than its id, 0 for one that has none."""
    id_ = raw.get("update_id") if isinstance(raw, dict) else None
    return id_ + 1 if type(id_) is int else 0


def read_body(account: str, body: bytes) -> tuple[Any, Received | None]:
    """The decoded JSON of a webhook's body (None where it is none), and what it means."""
    try:
        raw = decode(body, Any)
    except (ValueError, RecursionError):
        return None, Malformed(account, _fingerprint(body), body, "not JSON")
    return raw, read_update(account, raw, body)


def _read(account: str, update: Mapping[str, Any]) -> Received | None:
    order = _whole(update, "update_id")
    kind = next((one for one in KINDS if one in update), None)
    if kind is None:
        raise _Unreadable("unknown kind of update")
    body = _mapping(update[kind], kind)
    sender = body.get("from")
    if sender is None and _is_private(body):
        raise _Unreadable("from is missing")
    if sender is None or _mapping(sender, "from").get("is_bot") is True:
        return None
    found = Incoming(account, str(order), order, str(_whole(sender, "id")), str(_whole(sender, "id")), Left())
    return _READERS[kind](found, body)


def _read_message(found: Incoming, message: Mapping[str, Any]) -> Incoming | None:
    event = _event_of(message) if _is_private(message) else None
    return _placed(found, message, event) if event else None


def _read_edited(found: Incoming, message: Mapping[str, Any]) -> Incoming | None:
    text = message.get("text", message.get("caption"))
    if text is None or not _is_private(message):
        return None
    return _placed(found, message, Corrected(str(_whole(message, "message_id")), _text(text)))


def _read_tap(found: Incoming, query: Mapping[str, Any]) -> Incoming | None:
    data = query.get("data")
    if data is None:
        return None
    pressed = Pressed(_text(data))
    if "message" not in query:
        return replace(found, event=pressed)
    message = _mapping(query["message"], "message")
    return _placed(found, message, pressed) if _is_private(message) else None


def _read_membership(found: Incoming, change: Mapping[str, Any]) -> Incoming | None:
    if not _is_private(change):
        return None
    status = _text(_mapping(change.get("new_chat_member"), "new_chat_member").get("status"))
    return replace(found, event=Left() if status in _GONE else Opened())


_READERS: Final = {
    "message": _read_message,
    "edited_message": _read_edited,
    "callback_query": _read_tap,
    "my_chat_member": _read_membership,
}


def _event_of(message: Mapping[str, Any]) -> Event | None:
    if "text" in message:
        return _said(_text(message["text"]))
    medium = next((_MEDIA[key] for key in _MEDIA if key in message), None)
    return Showed(medium, _text(message.get("caption", "")), _file_of(message, medium)) if medium else None


def _file_of(message: Mapping[str, Any], medium: Medium) -> File | None:
    """Where a photo or voice note can be fetched; of a photo's sizes the last, which is the largest."""
    given = message.get(medium) if medium in LARGEST else None
    if isinstance(given, list):
        given = given[-1] if given else None
    if not isinstance(given, dict) or not isinstance(given.get("file_id"), str):
        return None
    size, seconds = given.get("file_size"), given.get("duration")
    return File(given["file_id"], size if type(size) is int else 0, seconds if type(seconds) is int else 0)


def _said(text: str) -> Event:
    command, _, rest = text.strip().partition(" ")
    found = _COMMAND.fullmatch(command)
    word, rest = found[1].lower() if found else "", rest.strip()
    if word == "start" and (not rest or _DOOR.fullmatch(rest)):
        return Opened(rest or None)
    if word in _RESERVED and not rest:
        return Commanded(_RESERVED[word])
    return Said(text)


def _placed(found: Incoming, message: Mapping[str, Any], event: Event) -> Incoming:
    """`found` with what happened and where."""
    chat, id_ = _whole(message["chat"], "id"), _whole(message, "message_id")
    return replace(found, address=str(chat), event=event, message=str(id_))


def _is_private(message: Mapping[str, Any]) -> bool:
    return _mapping(message.get("chat"), "chat").get("type") == "private"


def _mapping(value: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _Unreadable(f"{name} is no object")
    return value


def _whole(holder: Mapping[str, Any], name: str) -> int:
    value = holder.get(name)
    if type(value) is not int or not -LARGEST_ID <= value <= LARGEST_ID:
        raise _Unreadable(f"{name} is no whole number")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _Unreadable("text is no text")
    return value


def _malformed(account: str, raw: Any, reason: str, body: bytes) -> Malformed:
    id_ = raw.get("update_id") if isinstance(raw, dict) else None
    known = type(id_) is int and abs(id_) <= LARGEST_ID
    return Malformed(account, str(id_) if known else _fingerprint(body), body, reason)


def _encoded(raw: Any) -> bytes:
    try:
        return json.dumps(raw, default=repr).encode()
    except RecursionError:
        # What is nested just shallowly enough to be decoded may be too deep to be encoded again.
        return b"nested too deeply"


def _fingerprint(body: bytes) -> str:
    return f"sha256:{sha256(body).hexdigest()}"
