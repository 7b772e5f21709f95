"""Words that follow soon belong to what was just said; later ones are something new, whatever was being asked."""

from datetime import datetime, timedelta

from bot.conversation import keep
from bot.conversation.keep import Kept
from bot.conversation.script import Script, Talk, draw_now

TOGETHER = timedelta(minutes=30)
"""So soon words must follow, counted from when the question they were typed at was first asked."""


def joined(talk: Talk, kept: Kept, words: str, asked_at: datetime) -> Script[bool]:
    """Join words to what was said before; False where they come so late that they are something new."""
    now = yield from draw_now()
    if now - asked_at > TOGETHER:
        return False
    yield from keep.more(talk, kept, words)
    return True
