"""What every language must have beside its wording: words that always work, Telegram's fields, buttons told apart."""

import re
import string

import pytest

from bot.conversation.events import Reserved
from bot.i18n import FALLBACK, Wording
from bot.kept import FOLDER
from bot.reading.normalise import SENTENCE_ENDS, words
from bot.telegram_parts import COMMANDS
from tests.factories_reading import lexicons
from tests.locales.template import LOCALES

WORDING = Wording.load(LOCALES, FOLDER)
LANGUAGES = sorted(WORDING.keys)
LONGEST_DESCRIPTION, LONGEST_SHORT, LONGEST_COMMAND = 512, 120, 256
"""Telegram's own bounds in signs: setMyDescription, setMyShortDescription, BotCommand.description."""
COMMAS = "[,\u060c\u3001]"
LISTED = re.compile(rf"[:\uff1a]\s*([^\n]*{COMMAS}[^\n]*)")
"""In help.text, the line that names the words which can be sent: after a colon, parted by commas."""


def said(key: str, language: str) -> str:
    """The wording as it is written, with its places for values."""
    text: str = WORDING.catalogues[language].gettext(key)
    return text


def reserved(spelling: str) -> set[str]:
    """The reserved words that a spelling stands for, in any language."""
    told = words(spelling)
    return {
        word
        for lexicon in lexicons().values()
        for word, ways in lexicon.reserved.items()
        for way in ways
        if tuple(one for one in words(way) if one not in SENTENCE_ENDS) == told
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_always_works_can_be_said_in_every_language(language: str) -> None:
    spelt = lexicons()[language].reserved
    assert [word for word in Reserved if not spelt.get(word)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_that_help_names_do_work(language: str) -> None:
    [named] = LISTED.findall(said("help.text", language))
    listed = [one.strip(" .\u3002\u06d4\u0964") for one in re.split(COMMAS, named)]
    assert len(listed) >= 10
    assert [one for one in listed if not reserved(one)] == []
    assert len({word for one in listed for word in reserved(one)}) == len(listed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_telegram_takes_what_we_say_of_ourselves(language: str) -> None:
    """The commands' own names are the same in every language, for Telegram takes a-z, digits and _ only."""
    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", word) for word in COMMANDS)
    told = [said(f"telegram.command.{word}", language) for word in COMMANDS]
    assert all(1 <= len(one) <= LONGEST_COMMAND and "\n" not in one for one in told)
    assert len(set(told)) == len(told)
    organisation = {"organisation": "x" * 40, "emergency": "999"}
    described = string.Formatter().vformat(said("telegram.description", language), (), organisation)
    assert 1 <= len(described) <= LONGEST_DESCRIPTION
    assert 1 <= len(said("telegram.short_description", language)) <= LONGEST_SHORT


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_buttons_of_a_question_are_typed_alike(language: str) -> None:
    """Of what may be typed for a button, nothing means another of the same question."""
    meant: dict[tuple[str, tuple[str, ...]], str] = {}
    for key in WORDING.keys[language]:
        button = key.removesuffix(".typed")
        question = button.rpartition(".")[0]
        if question not in WORDING.keys[FALLBACK] or button.endswith((".child", ".in_short")):
            continue
        for way in said(key, language).split(",") if key.endswith(".typed") else [said(key, language)]:
            told = words(way)
            assert meant.setdefault((question, told), button) == button or not told, way


CAPITALS = re.compile(r"\b[A-Z]{3,}(?: [A-Z]+)*\b")
"""A word to send, or words, as English says it: "send WHO DECIDES"."""


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != FALLBACK])
def test_a_word_to_send_is_the_same_in_every_language(language: str) -> None:
    """Where English says "send REPORT", a translation says a word for REPORT, and one that works."""
    for key in sorted(WORDING.keys[FALLBACK] & WORDING.keys[language]):
        text = " ".join(("", *words(said(key, language)), ""))
        lines = [one for one in said(key, FALLBACK).split("\n") if not one.isupper()]
        for meant in {word for one in CAPITALS.findall(" ".join(lines)) for word in reserved(one)}:
            ways = [way for lexicon in lexicons().values() for way in lexicon.reserved.get(meant, ())]
            assert any(f" {' '.join(words(way))} " in text for way in ways), f"{key}: {meant}"
