"""Finds the keys of wording in the code, by reading it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.locales.template import conversations

ROOT = Path(__file__).parents[2]
ROOMS = (
    "bot/conversation",
    "bot/dialogues",
    "bot/batch.py",
    "bot/own_copy.py",
    "bot/staff/closing_down.py",
    "bot/staff/handing_over.py",
    "bot/staff/introductions.py",
    "bot/staff/posters.py",
    "bot/telegram_parts.py",
    "bot/ways_listed.py",
    "bot/ways_to_say.py",
    "handlers",
)
KEY = re.compile(r"[a-z_]+(\.[a-z0-9_]+)+")
DIALOGUES = frozenset(path.stem for path in (ROOT / "bot" / "dialogues").glob("*.py"))
OPENS = DIALOGUES | {message.id.partition(".")[0] for message in conversations("en") if isinstance(message.id, str)}
"""What a key may begin with: the name of a dialogue, or of something else English has words for."""


@dataclass(slots=True)
class Used:
    """Keys as they stand in the code, and those with a part that is filled in, as patterns."""

    keys: set[str] = field(default_factory=set)
    patterns: set[str] = field(default_factory=set)

    def covers(self, key: str) -> bool:
        """True where the code can ask for this key, or shows a button of a question it asks."""
        question = key.removesuffix(".typed").rpartition(".")[0]
        return any(self._named(one) for one in (key, key.removesuffix(".child"), question))

    def _named(self, key: str) -> bool:
        return key in self.keys or any(re.fullmatch(one, key) for one in self.patterns)


def used_keys() -> Used:
    """Every key of wording that the code names."""
    used = Used()
    for path in _files():
        tree = ast.parse(path.read_text("utf-8"))
        filled = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
        parts = {id(part) for node in filled for part in node.values}
        for node in filled:
            _take_pattern(used, node)
        for node in ast.walk(tree):
            if id(node) not in parts and isinstance(node, ast.Constant) and isinstance(node.value, str):
                _take_key(used, node.value)
    return used


def _files() -> Iterator[Path]:
    for room in ROOMS:
        path = ROOT / room
        yield from [path] if path.suffix == ".py" and path.exists() else path.rglob("*.py")


def _take_key(used: Used, text: str) -> None:
    if KEY.fullmatch(text) and text.partition(".")[0] in OPENS:
        used.keys.add(text)


def _take_pattern(used: Used, node: ast.JoinedStr) -> None:
    first = node.values[0]
    if isinstance(first, ast.Constant) and str(first.value).partition(".")[0] in OPENS:
        parts = (re.escape(str(one.value)) if isinstance(one, ast.Constant) else r"[a-z0-9_]+" for one in node.values)
        used.patterns.add("".join(parts))
