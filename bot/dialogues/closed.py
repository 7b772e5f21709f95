"""Earshot has closed, or will: said instead of taking what nobody would read, or beside the thanks."""

from bot.conversation.script import Script, Talk, say
from bot.dialogues.helplines import emergency


def has_closed(talk: Talk) -> bool:
    """Whether nothing new is taken any more."""
    return talk.area.closing is not None and talk.area.closing.begun


def say_closed(talk: Talk) -> Script[None]:
    """Say that nobody reads here, that this was not kept, and where to turn."""
    if talk.area.closing is not None:
        yield from say("closing.stopped", where=talk.area.closing.where, emergency=emergency(talk.area))


def say_closing(talk: Talk) -> Script[None]:
    """Say from which day on nobody reads here, where that day is set."""
    if talk.area.closing is not None:
        yield from say("closing.soon", on=talk.area.closing.on, where=talk.area.closing.where)
