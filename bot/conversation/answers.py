"""Answers: what a typed text says to the question that is being asked."""

import re

from bot.conversation.performance import Performance
from bot.conversation.scene import Outside
from bot.conversation.script import AskChoice, Typed

_COLOURS = re.compile("[\ufe0f\U0001f3fb-\U0001f3ff]")


def answer_in(playing: Performance, text: str, outside: Outside, language: str) -> str | Typed | None:
    """The answer that `text` gives to the pending question; None where it answers something else, or nothing.

    A button may be typed: its label, its number where the question counts its choices, or another way to say it; and
    yes and no are understood in every language, whichever the talk is held in.
    """
    step = playing.pending
    if not isinstance(step, AskChoice):
        return text
    typed = plain(text)
    for number, (option, choice) in enumerate(zip(step.options, playing.choices(), strict=True), start=1):
        spelt = (outside.label(choice, language), *outside.spellings(choice, language))
        if typed in map(plain, spelt) or (step.counted and typed == str(number)):
            return option.key
    meant = {"yes": step.yes, "no": step.no}.get(outside.yes_or_no(text))
    if meant in {option.key for option in step.options}:
        return meant
    return Typed(text) if step.typed else None


def plain(text: str) -> str:
    """A text as one typed answer is compared with another."""
    # Phones write a curly apostrophe where wording has a straight one, and a hand in the colour of its owner.
    return _COLOURS.sub("", text.replace("\u2019", "'")).strip(" .,!?'\"").casefold()
