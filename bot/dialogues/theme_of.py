"""What words are about: their theme, and a second one where they tell two things and the reader is sure of both."""

from bot.conversation.script import Script, Talk, read
from bot.conversation.understand import parts_of
from bot.domain.broadcast import theme_of
from bot.domain.reading import Reading

SURE_OF_A_PART = 0.65
"""From which score on a part of a message is surely about a theme: a club with a kitchen is no matter of homes."""
PARTS = 4
"""So many parts at most are read by themselves."""


def first_theme(talk: Talk, reading: Reading) -> str:
    """The first theme read that the pack (still) knows, else what the question they answer is about, else "other"."""
    known = {one.code for one in talk.area.themes}
    asked = theme_of(talk.questions, talk.prompted_by)
    return next((one.theme for one in reading.themes if one.theme in known), asked if asked in known else "other")


def themes_of(talk: Talk, words: str, reading: Reading) -> Script[tuple[str, str]]:
    """The theme of words, "" second; or the first two themes, as they are told, that parts of them are surely about.

    "A hoop for the park and also the bins smell" is one message about two things: a worker sees both.
    """
    sure: list[str] = []
    for part in (yield from parts_of(words))[:PARTS]:
        of_part = yield from read(part)
        theme = first_theme(talk, of_part)
        if theme not in {"other", *sure} and _score(of_part, theme) >= SURE_OF_A_PART:
            sure.append(theme)
    if len(sure) < 2:  # noqa: PLR2004 - one thing, or none that is sure
        return first_theme(talk, reading), ""
    return sure[0], sure[1]


def _score(reading: Reading, theme: str) -> float:
    return next((one.score for one in reading.themes if one.theme == theme), 0.0)
