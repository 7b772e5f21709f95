"""What something is about, asked by a few buttons at a time; what they write instead is read for its theme."""

from collections.abc import Sequence

from msgspec import Struct

from bot.conversation import ask
from bot.conversation.script import Option, Script, Talk, Typed, read
from bot.dialogues.theme_of import first_theme
from bot.domain.reading import DangerLevel
from bot.domain.theme import Theme

AT_ONCE = 6
"""So many themes stand on one screen, so that it stays short."""
MORE, UNKNOWN = "more", "other"


class Asked(Struct, frozen=True):
    """The theme they mean, and what they wrote, if they did; `worried`: it sounds low or scared."""

    theme: str
    words: str = ""
    worried: bool = False


def which_theme(talk: Talk, key: str, themes: Sequence[Theme]) -> Script[Asked]:
    """Ask the wording `key` with these themes as buttons, AT_ONCE on a screen; its `key.more` leads to the next.

    Not where they opened the talk with a question that says it.
    """
    if talk.opening and (opened := (yield from _in_words(talk, talk.opening))).theme != UNKNOWN:
        return opened
    first = 0
    while True:
        page = themes[first : first + AT_ONCE]
        options: tuple[Option | str, ...] = tuple(Option(one.code, one) for one in page)
        answer = yield from ask.choice_or_words(key, (*options, MORE) if len(themes) > AT_ONCE else options)
        if isinstance(answer, Typed):
            return (yield from _in_words(talk, answer.text))
        if answer != MORE:
            return Asked(answer)
        first = first + AT_ONCE if first + AT_ONCE < len(themes) else 0


def _in_words(talk: Talk, words: str) -> Script[Asked]:
    reading = yield from read(words)
    return Asked(first_theme(talk, reading), words, worried=reading.danger.level is not DangerLevel.NONE)
