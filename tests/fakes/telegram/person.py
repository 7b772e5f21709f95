"""A person with Telegram in hand: tests that use one read as chats."""

import asyncio
from typing import Any

from tests.fakes.telegram.bot import Chat, FakeBot, Message, Tap

PATIENCE = 5.0


class Person:
    """Says, presses and hears in a private chat with one bot."""

    def __init__(self, bot: FakeBot, id_: int, name: str = "Alice", language: str = "en") -> None:
        self.id = id_
        self.name = name
        self.language = language
        self.heard = 0
        self._bot = bot
        self._last: Message | None = None
        self._taps = 0
        bot.chats.setdefault(id_, Chat(id_))

    # What a person does.

    async def says(self, text: str) -> int:
        """Write a message; returns its message id."""
        return self.message(text=text)

    async def opens(self, door: str = "") -> int:
        """Follow a deep link, or press Start."""
        return await self.says(f"/start {door}".strip())

    async def shows(self, what: str, content: Any = None, caption: str = "") -> int:
        """Send something that is not text: photo, voice, sticker, location, contact ..."""
        fields: dict[str, Any] = {what: {"file_id": "made-up"} if content is None else content}
        return self.message(**fields, **({"caption": caption} if caption else {}))

    async def corrects(self, text: str, message: int | None = None) -> None:
        """Edit what was said last, or the message of that id."""
        id_ = message if message is not None else (self._last.id if self._last else 0)
        body = self._envelope(id_) | {"text": text, "edit_date": int(self._bot.clock.now())}
        self._bot.inbox.add("edited_message", body, self.id)

    async def presses(self, label: str, *, on: Message | None = None) -> str:
        """Tap the newest button whose label contains `label`; returns the id of the tap."""
        message = on or self._newest_with(label)
        button = next(one for row in message.keyboard for one in row if label in one["text"])
        return await self.taps(button["callback_data"], message.id)

    async def taps(self, data: str, message: int) -> str:
        """Send a callback query with any data, forged ones too; returns its id."""
        self._taps += 1
        tap = Tap(f"{self.id}{self._taps:06d}", self._bot.clock.now())
        self._bot.taps[tap.id] = tap
        shown = self._bot.messages.get((self.id, message))
        query = {
            "id": tap.id,
            "from": self.as_user(),
            "chat_instance": str(self.id),
            "message": self._bot.as_message(shown) if shown else self._envelope(message) | {"date": 0},
            "data": data,
        }
        self._bot.inbox.add("callback_query", query, self.id)
        return tap.id

    async def blocks(self) -> None:
        """Block the bot: nothing reaches this person any more."""
        self._membership("member", "kicked")
        self._bot.chats[self.id].blocked = True

    async def unblocks(self) -> None:
        """Let the bot write again."""
        self._bot.chats[self.id].blocked = False
        self._membership("kicked", "member")

    # What a person sees.

    async def hears(self, words: str, *, within: float = PATIENCE) -> Message:
        """Wait for the bot to say or edit something with these words; what came before it counts as heard."""
        until = asyncio.get_running_loop().time() + within
        while True:
            for message in self.unheard():
                if words in message.text:
                    self.heard = message.seen
                    return message
            left = until - asyncio.get_running_loop().time()
            if left <= 0:
                told = [message.text for message in self.unheard()]
                raise AssertionError(f"{self.name} waited {within} s for {words!r} and heard {told!r}")
            await self._bot.inbox.change(left)

    async def hears_nothing(self, *, within: float = 0.2) -> None:
        """Fail if the bot says anything new."""
        await asyncio.sleep(within)
        told = [message.text for message in self.unheard()]
        if told:
            raise AssertionError(f"{self.name} should have heard nothing and heard {told!r}")

    def unheard(self) -> list[Message]:
        """What the bot said since the last time something was heard."""
        return self._bot.said_to(self.id, self.heard)

    def chat(self) -> list[Message]:
        """The chat as it stands, both sides, oldest first."""
        return sorted((one for one in self._bot.messages.values() if one.chat == self.id), key=lambda one: one.id)

    def buttons(self) -> list[str]:
        """The labels on the newest message of the bot."""
        said = self._bot.said_to(self.id)
        return said[-1].labels() if said else []

    def was_answered(self, tap: str) -> bool:
        """Whether the bot answered this tap, so that the button stops spinning."""
        return self._bot.taps[tap].answered is not None

    # How it looks on the wire.

    def as_user(self) -> dict[str, Any]:
        """The `from` of every update."""
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": self.language}

    def message(self, **fields: Any) -> int:
        """Send a message with any fields; returns its message id."""
        self._last = self._bot.put(self.id, str(fields.get("text", "")), by_bot=False)
        self._bot.inbox.add("message", self._envelope(self._last.id) | fields | self._entities(fields), self.id)
        return self._last.id

    @staticmethod
    def _entities(fields: dict[str, Any]) -> dict[str, Any]:
        text = fields.get("text", "")
        command = isinstance(text, str) and text.startswith("/") and text.split()[0]
        return {"entities": [{"type": "bot_command", "offset": 0, "length": len(command)}]} if command else {}

    def _envelope(self, message: int) -> dict[str, Any]:
        chat = {"id": self.id, "type": "private", "first_name": self.name}
        return {"message_id": message, "from": self.as_user(), "chat": chat, "date": int(self._bot.clock.now())}

    def _membership(self, old: str, new: str) -> None:
        user = self._bot.as_user()
        body = self._envelope(0) | {
            "old_chat_member": {"user": user, "status": old, "until_date": 0},
            "new_chat_member": {"user": user, "status": new, "until_date": 0},
        }
        del body["message_id"]
        self._bot.inbox.add("my_chat_member", body, self.id)

    def _newest_with(self, label: str) -> Message:
        for message in reversed(self._bot.said_to(self.id)):
            if any(label in one for one in message.labels()):
                return message
        raise AssertionError(f"{self.name} sees no button {label!r}, only {self.buttons()!r}")
