"""One bot as Telegram knows it: its chats, its messages, the taps it has not answered, its settings."""

from dataclasses import dataclass, field
from typing import Any

from tests.fakes.telegram.clock import Clock
from tests.fakes.telegram.inbox import Inbox
from tests.fakes.telegram.refusals import bad_request, forbidden

Keyboard = list[list[dict[str, Any]]]


@dataclass(slots=True)
class Chat:
    """A chat and what would keep a message from reaching it."""

    id: int
    type: str = "private"
    blocked: bool = False
    deactivated: bool = False
    migrated_to: int | None = None


@dataclass(slots=True)
class Message:
    """A message in a chat; `seen` grows whenever it appears or changes, so that a person hears an edit too."""

    id: int
    chat: int
    date: float
    by_bot: bool
    text: str
    keyboard: Keyboard = field(default_factory=list)
    seen: int = 0
    edited: bool = False

    def labels(self) -> list[str]:
        """The words on its buttons, in order."""
        return [button["text"] for row in self.keyboard for button in row]


@dataclass(slots=True)
class Tap:
    """A button someone tapped: `answered` stays None until the bot answers it."""

    id: str
    at: float
    answered: str | None = None


@dataclass(slots=True)
class Webhook:
    """Where updates are pushed; an empty `url` means that the bot polls."""

    url: str = ""
    secret: str = ""
    connections: int = 40
    last_error: str = ""


class FakeBot:
    """The whole state of one bot. Methods change it, persons read it."""

    def __init__(self, token: str, clock: Clock, first_update: int = 100_000_001) -> None:
        self.token = token
        self.id = int(token.split(":", 1)[0])
        self.username = f"earshot_{self.id}_bot"
        self.clock = clock
        self.inbox = Inbox(clock, first_update)
        self.webhook = Webhook()
        self.chats: dict[int, Chat] = {}
        self.messages: dict[tuple[int, int], Message] = {}
        self.taps: dict[str, Tap] = {}
        self.files: dict[str, bytes] = {}
        self.documents: list[tuple[int, str, bytes]] = []
        self.settings: dict[tuple[str, str, str], Any] = {}
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.refused: list[tuple[str, str]] = []
        self.said = 0
        self._next_message = 1
        self._seen = 0

    def reachable(self, chat_id: int) -> Chat:
        """The chat, if a message can get there; refused as Telegram would otherwise."""
        chat = self.chats.get(chat_id)
        if chat is None:
            raise bad_request("chat not found")
        if chat.migrated_to is not None:
            raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
        if chat.deactivated:
            raise forbidden("user is deactivated")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        return chat

    def put(self, chat_id: int, text: str, *, by_bot: bool, keyboard: Keyboard | None = None) -> Message:
        """A new message at the end of a chat."""
        self._seen += 1
        self.said += by_bot
        id_, self._next_message = self._next_message, self._next_message + 1
        message = Message(id_, chat_id, self.clock.now(), by_bot, text, keyboard or [], self._seen)
        self.messages[chat_id, id_] = message
        self.inbox.wake()
        return message

    def change(self, message: Message, text: str, keyboard: Keyboard) -> None:
        """Edit a message in place."""
        self._seen += 1
        message.text, message.keyboard, message.seen, message.edited = text, keyboard, self._seen, True
        self.inbox.wake()

    def said_to(self, chat_id: int, since: int = 0) -> list[Message]:
        """What the bot said or edited in a chat after `since`, in the order in which a person saw it."""
        found = [one for one in self.messages.values() if one.chat == chat_id and one.by_bot and one.seen > since]
        return sorted(found, key=lambda one: one.seen)

    def as_user(self) -> dict[str, Any]:
        """The bot as getMe tells it."""
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": "Earshot",
            "username": self.username,
            "can_join_groups": False,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }

    def as_message(self, message: Message) -> dict[str, Any]:
        """A message as the API returns it."""
        told: dict[str, Any] = {
            "message_id": message.id,
            "date": int(message.date),
            "chat": {"id": message.chat, "type": self.chats[message.chat].type},
            "text": message.text,
        }
        if message.by_bot:
            told["from"] = self.as_user()
        if message.keyboard:
            told["reply_markup"] = {"inline_keyboard": message.keyboard}
        if message.edited:
            told["edit_date"] = int(self.clock.now())
        return told
