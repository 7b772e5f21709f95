"""What is written soon after a question was asked belongs to it; what comes later is something new."""

from datetime import datetime, timedelta

from bot.conversation import keep
from bot.conversation.keep import Kept
from bot.conversation.script import Script, Talk, draw_now

TOGETHER = timedelta(minutes=30)
"""So soon words must follow, counted from when the question they were typed at was first asked."""


def is_soon(asked_at: datetime) -> Script[bool]:
    """Whether what is written now still follows a question that was first asked at this time."""
    now = yield from draw_now()
    return now - asked_at <= TOGETHER


def more_if_soon(talk: Talk, kept: Kept, words: str, asked_at: datetime) -> Script[Kept | None]:
    """Join words to what was said, whatever they are about; None where they come too late, and nothing was done."""
    if not (yield from is_soon(asked_at)):
        return None
    return (yield from keep.more(talk, kept, words))
