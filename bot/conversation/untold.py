"""Stories of change under way: kept only at their end, so until then their words are in the dialogue alone."""

from collections.abc import Iterator

from bot.conversation.journal import Frame
from bot.conversation.performance import KEEPS
from bot.conversation.script import Typed

STORY = "story"
"""The dialogue that keeps what was told in it only at its end."""
_FROM_MENU = ("menu.rest", STORY)
"""The question of the menu, and its button, that lead to a story told in the menu's own frame."""


def kept_last(frame: Frame) -> str | None:
    """The contribution that was kept last in a dialogue under way, if any was."""
    return next((one.answer[0] for one in reversed(frame.entries) if one.step == KEEPS[0]), None)


def is_begun(asked: str, answer: str | Typed) -> bool:
    """Whether this answer, to the question of this name, begins a story."""
    return (asked, answer) == _FROM_MENU


def is_story(frame: Frame) -> bool:
    """Whether a story is told in this dialogue, its own or the menu that led to it, and nothing of it is kept yet."""
    told = frame.dialogue == STORY or any((one.step, one.answer) == _FROM_MENU for one in frame.entries)
    return told and kept_last(frame) is None


def words(frame: Frame) -> Iterator[str]:
    """What was told of a story in this dialogue so far."""
    for one in frame.entries:
        if isinstance(one.answer, dict) and "typed" in one.answer:
            yield one.answer["typed"]
        elif one.step.startswith(f"{STORY}.") and not one.options:
            yield one.answer
