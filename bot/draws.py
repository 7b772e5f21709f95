"""What is drawn from outside: ids, references, tokens, return words, and the time."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct
from uuid_utils import uuid7

from bot.domain import reference
from bot.errors import SettingError

TALK_BYTES, TOKEN_BYTES = 6, 24
"""A talk's tag is short, as 64 bytes of a Telegram button hold it; a token stands alone and is long."""
RETURN_WORDS = 3
_USUAL = "en"


class Draws(Struct, frozen=True):
    """Draws by name (see conversation.scene.Outside). Random ones come from the operating system."""

    clock: Callable[[], datetime]
    zone: ZoneInfo
    return_words: Mapping[str, Sequence[str]]

    def __call__(self, what: str, argument: str) -> str:
        """One draw: "id", "talk", "reference" (for a prefix), "token", "return_words" (for a language) or "now"."""
        match what:
            case "id":
                return new_id()
            case "talk":
                return secrets.token_urlsafe(TALK_BYTES)
            case "reference":
                return reference.make(argument, secrets.randbelow)
            case "token":
                return new_token()
            case "return_words":
                return self._return_words(argument)
            case "now":
                return self.clock().astimezone(self.zone).isoformat()
        raise ValueError(what)

    def _return_words(self, language: str) -> str:
        words = self.return_words.get(language) or self.return_words[_USUAL]
        return " ".join(secrets.choice(words) for _ in range(RETURN_WORDS))


def new_id() -> str:
    """A UUIDv7 in hex: grows with time, says nothing else."""
    return uuid7().hex


def new_token() -> str:
    """A token that stands alone, such as a single-use link's: 192 random bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def load_return_words(locales: Path) -> dict[str, tuple[str, ...]]:
    """The lists of return words of the languages that have one; SettingError where English has none."""
    files = locales.glob("*/return_words.txt")
    lists = {path.parent.name: tuple(path.read_text("utf-8").split()) for path in files}
    if not lists.get(_USUAL):
        raise SettingError(f"{locales}: there are no English return words (en/return_words.txt)")
    return lists
