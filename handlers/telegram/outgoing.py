"""Turns a message into calls of the Bot API, purely."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from msgspec import Struct

from bot.channel import Button, Outgoing

LONGEST_TEXT: Final = 4096
"""UTF-16 code units in one message (https://core.telegram.org/bots/api#sendmessage)."""
MOST_DELETED: Final = 100
"""Messages one deleteMessages takes away (https://core.telegram.org/bots/api#deletemessages)."""
_UNSENDABLE: Final = re.compile("[\0\ud800-\udfff]")
# Buttons of one question are equally wide; as many stand in a row as a narrow phone shows in full.
# Numbers, by which things of a list are opened, stand among themselves: a wide button beside them costs no rows.
_PER_ROW: Final = ((8, 3), (16, 2))
_NUMBERS: Final = 5
_JOINER: Final = "\u200d"


class Call(Struct, frozen=True):
    """One call of the Bot API."""

    method: str
    parameters: Mapping[str, Any]


def calls(address: str, message: Outgoing) -> list[Call]:
    """The calls that show `message` in the chat `address`, in order; texts beyond 4,096 units go as several.

    Text is plain (no parse mode), so that whatever a person typed is shown as typed; buttons are under the last part.
    """
    ids = [int(one) for joined in message.deletes for one in joined.split(",")]
    found = [
        Call("deleteMessages", {"chat_id": int(address), "message_ids": ids[at : at + MOST_DELETED]})
        for at in range(0, len(ids), MOST_DELETED)
    ]
    parts = list(split(sendable(message.text)))
    for number, part in enumerate(parts):
        keyboard = _keyboard(message) if number == len(parts) - 1 else []
        replaces = message.replaces if number == 0 else ""
        found.append(_show(int(address), part, keyboard, replaces))
    if message.file:
        found.append(Call("sendDocument", {"chat_id": int(address), "document": message.file}))
    if message.voice:
        found.append(Call("sendVoice", {"chat_id": int(address), "voice": message.voice}))
    return found


def sendable(text: str) -> str:
    """`text` with what Telegram refuses (NUL, lone surrogates) replaced by U+FFFD."""
    return _UNSENDABLE.sub("\ufffd", text)


def split(text: str, longest: int = LONGEST_TEXT) -> Iterator[str]:
    """Parts of at most `longest` UTF-16 units: cut after a line if possible, else after a word, else between signs.

    Nothing but the white space at a cut is lost; a text of nothing but white space has no parts.
    """
    rest = text.strip()
    while rest:
        end = _fitting(rest, longest)
        if end < len(rest):
            end = _good_cut(rest, end)
        yield rest[:end].rstrip()
        rest = rest[end:].lstrip()


def _show(chat: int, text: str, keyboard: list[list[dict[str, Any]]], replaces: str) -> Call:
    shown: dict[str, Any] = {"chat_id": chat, "text": text, "link_preview_options": {"is_disabled": True}}
    if keyboard:
        shown["reply_markup"] = {"inline_keyboard": keyboard}
    return Call("editMessageText", shown | {"message_id": int(replaces)}) if replaces else Call("sendMessage", shown)


def _keyboard(message: Outgoing) -> list[list[dict[str, Any]]]:
    rows = [[_button(one) for one in row] for row in _rows(message.buttons)]
    if message.copy:
        rows.append([{"text": sendable(message.copy), "copy_text": {"text": sendable(message.copy)}}])
    return rows


def _button(button: Button) -> dict[str, Any]:
    return {"text": sendable(button.label), "callback_data": button.token}


def _rows(buttons: tuple[Button, ...]) -> Iterator[tuple[Button, ...]]:
    for numbers, run in groupby(buttons, lambda one: one.label.isdecimal()):
        alike = tuple(run)
        widest = max(len(one.label) for one in alike)
        width = _NUMBERS if numbers else next((many for limit, many in _PER_ROW if widest <= limit), 1)
        yield from (alike[at : at + width] for at in range(0, len(alike), width))


def _fitting(text: str, longest: int) -> int:
    """How many code points of `text` fit into `longest` UTF-16 units."""
    end = min(len(text), longest)
    while (over := _units(text[:end]) - longest) > 0:
        end -= max(1, over // 2)
    return end


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _good_cut(text: str, end: int) -> int:
    """The best place at or before `end`; a cut that would leave less than half a message is not worth a line."""
    for mark in ("\n", " "):
        at = text.rfind(mark, end // 2, end + 1)
        if at > 0:
            return at
    at = end
    while at > end // 2 and _belongs_together(text, at):
        at -= 1
    return at if at > end // 2 else end


def _belongs_together(text: str, at: int) -> bool:
    """Whether a cut before `at` would tear what people see as one sign: marks, joined emoji, tones, flags."""
    before, after = text[at - 1], text[at]
    if _JOINER in {before, after} or unicodedata.category(after).startswith("M"):
        return True
    return "\U0001f3fb" <= after <= "\U0001f3ff" or ("\U0001f1e6" <= after <= "\U0001f1ff" and _flag_is_open(text, at))


def _flag_is_open(text: str, at: int) -> bool:
    """Flags are pairs of letters: a cut is wrong after an odd number of them."""
    letters = 0
    while at - letters > 0 and "\U0001f1e6" <= text[at - letters - 1] <= "\U0001f1ff":
        letters += 1
    return letters % 2 == 1
