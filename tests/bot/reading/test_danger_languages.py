"""The danger screen in the languages beside English, on sentences that none of their lists was written from.

The scenes were looked at once, after a first count (65 % of the dangerous heard, 64 % of the gravest red), and more
sentences of other wording were added to the languages' lists. So these figures are a little kind.
"""

from pathlib import Path

import pytest

from bot.domain.reading import DangerLevel
from tests.bot.reading import heldout_danger
from tests.factories_reading import english, lexicons

FILES = sorted((Path(__file__).parent / "heldout_languages").glob("*.txt"))
LANGUAGES = [path.stem for path in FILES]


def levels(language: str, *sorts: str) -> list[DangerLevel]:
    held = heldout_danger.everything(Path(__file__).parent / "heldout_languages" / f"{language}.txt")
    return [english().screen(text).level for sort in sorts for text in held[sort]]


def all_levels(*sorts: str) -> list[DangerLevel]:
    return [level for language in LANGUAGES for level in levels(language, *sorts)]


def test_there_are_sentences_in_every_language() -> None:
    assert set(LANGUAGES) == set(lexicons()) - {"en"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_is_left_deaf(language: str) -> None:
    """Eight of sixteen would be chance for a coin; a list that is not read hears none."""
    assert sum(level is not DangerLevel.NONE for level in levels(language, "red", "amber")) >= 10


def test_danger_is_heard_no_worse_than_when_it_was_measured() -> None:
    heard, red = all_levels("red", "amber"), all_levels("red")
    assert sum(level is not DangerLevel.NONE for level in heard) >= 0.8 * len(heard)
    assert sum(level is DangerLevel.RED for level in red) >= 0.8 * len(red)


def test_calm_talk_raises_few_alarms() -> None:
    calm = all_levels("civic", "teen")
    assert sum(level is not DangerLevel.NONE for level in calm) <= 0.15 * len(calm)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_learned_from_a_held_out_sentence(language: str) -> None:
    held = heldout_danger.everything(Path(__file__).parent / "heldout_languages" / f"{language}.txt")
    danger = lexicons()[language].danger
    assert {text for texts in held.values() for text in texts}.isdisjoint(
        danger.gravest + danger.dangerous + danger.calm
    )
