"""Which language we speak with somebody: the one they chose, else the one they write in, where it is on."""

from bot.conversation.effects import Remember
from bot.conversation.script import Script, Talk, do, say
from bot.conversation.understand import first_time
from bot.domain.reading import Reading

CHANGED = "language"
"""What is remembered once they chose a language, or we took up theirs: after that we change it only as they say."""


def chose_language(code: str) -> Script[None]:
    """They chose a language: it stays, whatever they write in."""
    yield from first_time(CHANGED)
    yield from do(Remember(language=code))


def take_up_theirs(talk: Talk, reading: Reading) -> Script[None]:
    """Go on in the language that they wrote in, where it is on and they have chosen none; and say how to change it."""
    written = reading.language
    others = {one.code for one in talk.area.languages_beside(talk.participant.language)}
    if written in others and (yield from first_time(CHANGED)):
        yield from do(Remember(language=written))
        yield from say("language.taken_up")
