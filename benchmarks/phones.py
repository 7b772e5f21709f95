"""Many people with phones, in memory: the five updates each of them sends, and a Bot API that costs nothing."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from telegram.request import BaseRequest, RequestData

FIRST_PERSON = 8_000_000_001
STEPS = 5
WORDS = "could the park have a basketball hoop, kids round here have nowhere after school"
TAPS = {1: "18+", 3: "That's right", 4: "No thanks"}
"""The label that is tapped at each step; at step 0 they open the bot, at step 2 they write."""
TOKEN = "424242:AAbenchmarksOnly000000000000000000"  # noqa: S105 - belongs to nobody
BOT = {"id": 424242, "is_bot": True, "first_name": "Earshot", "username": "earshot_bot"}

Update = dict[str, Any]


@dataclass(slots=True)
class Phones:
    """What is shown on every phone: the newest keyboard of each chat. Counts what the bot sent and answered."""

    door: str = ""
    sent: int = 0
    answered: int = 0
    _keyboards: dict[int, tuple[int, list[dict[str, Any]]]] = field(default_factory=dict)
    _next_message: int = 1
    _next_update: int = 1

    def step(self, number: int, people: Sequence[int]) -> Iterator[Update]:
        """The update each of `people` sends at this step, in the order in which they come."""
        for person in people:
            yield self.update(number, person)

    def update(self, number: int, person: int) -> Update:
        """One person's update at this step. LookupError where they do not see the button they would tap."""
        self._next_update += 1
        user = {"id": person, "is_bot": False, "first_name": "A", "language_code": "en"}
        if number in TAPS:
            return {"update_id": self._next_update, "callback_query": self._tap(person, user, TAPS[number])}
        text = WORDS if number else f"/start {self.door}".strip()
        self._next_message += 1
        message = {"message_id": self._next_message, "from": user, "date": 1_780_000_000, "text": text}
        message["chat"] = {"id": person, "type": "private", "first_name": "A"}
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": 6}]
        return {"update_id": self._next_update, "message": message}

    def _tap(self, person: int, user: Mapping[str, Any], label: str) -> dict[str, Any]:
        message_id, buttons = self._keyboards[person]
        data = next((one["callback_data"] for one in buttons if one["text"] == label), None)
        if data is None:
            raise LookupError(f"no button {label!r} among {[one['text'] for one in buttons]}")
        message = {"message_id": message_id, "date": 1_780_000_000, "chat": {"id": person, "type": "private"}}
        message |= {"from": BOT, "text": "shown"}
        return {
            "id": str(self._next_update),
            "from": user,
            "chat_instance": str(person),
            "message": message,
            "data": data,
        }

    def call(self, method: str, parameters: Mapping[str, Any]) -> bytes:
        """The Bot API: notes what is shown and answers as Telegram does."""
        if method in {"sendMessage", "editMessageText"}:
            return json.dumps({"ok": True, "result": self._show(parameters)}).encode()
        if method == "answerCallbackQuery":
            self.answered += 1
        return json.dumps({"ok": True, "result": BOT if method == "getMe" else True}).encode()

    def _show(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        self.sent += 1
        self._next_message += 1
        chat = int(parameters["chat_id"])
        markup = parameters.get("reply_markup") or {}
        markup = json.loads(markup) if isinstance(markup, str) else markup
        if rows := markup.get("inline_keyboard"):
            self._keyboards[chat] = (self._next_message, [one for row in rows for one in row])
        return {
            "message_id": self._next_message,
            "date": 1_780_000_000,
            "chat": {"id": chat, "type": "private"},
            "from": BOT,
            "text": parameters["text"],
        }


class PhonesRequest(BaseRequest):
    """python-telegram-bot's transport, ending at the phones."""

    def __init__(self, phones: Phones) -> None:
        self._phones = phones

    @property
    def read_timeout(self) -> float:
        """Never waited for."""
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(  # noqa: D102 - BaseRequest's own
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        assert method == "POST"
        parameters = request_data.json_parameters if request_data else {}
        return 200, self._phones.call(url.rsplit("/", 1)[1], parameters)
