"""What something is about, asked by a few buttons at a time; what they write instead is read for its theme."""

from collections.abc import Sequence

from msgspec import Struct

from bot.conversation import ask
from bot.conversation.script import Option, Script, Talk, Typed, read
from bot.dialogues.about_it import first_theme
from bot.domain.area import Theme

AT_ONCE = 6
"""So many themes stand on one screen, so that it stays short."""
MORE = "more"


class Asked(Struct, frozen=True):
    """The theme they mean, and what they wrote, if they did."""

    theme: str
    words: str = ""


def which_theme(talk: Talk, key: str, themes: Sequence[Theme]) -> Script[Asked]:
    """Ask the wording `key` with these themes as buttons, AT_ONCE on a screen; its `key.more` leads to the next."""
    first = 0
    while True:
        page = themes[first : first + AT_ONCE]
        options: tuple[Option | str, ...] = tuple(Option(one.code, one) for one in page)
        answer = yield from ask.choice_or_words(key, (*options, MORE) if len(themes) > AT_ONCE else options)
        if isinstance(answer, Typed):
            return Asked(first_theme(talk, (yield from read(answer.text))), answer.text)
        if answer != MORE:
            return Asked(answer)
        first = first + AT_ONCE if first + AT_ONCE < len(themes) else 0
