"""Every dialogue, by its name."""

from bot.conversation.script import Dialogue
from bot.dialogues.danger import danger
from bot.dialogues.menu import about, delete, help_, hide, language, menu, more, privacy, status, stop
from bot.dialogues.person import person
from bot.dialogues.share import share
from bot.dialogues.showed import showed
from bot.dialogues.welcome import welcome


def dialogues() -> dict[str, Dialogue]:
    """All dialogues, for the engine."""
    always = (about, delete, help_, hide, language, menu, more, person, privacy, status, stop)
    return {one.name: one for one in (*always, danger, share, showed, welcome)}
