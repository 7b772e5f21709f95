"""What was confirmed is learned only where reading does not become worse on what neither way has learned from."""

from bot.domain.contribution import Kind
from bot.domain.theme import Theme
from bot.reading.kind import kind_reader
from bot.reading.lexicons import KindWords
from bot.reading.normalise import words
from bot.reading.subject import Labelled
from bot.reading.themes import theme_reader
from bot.reading.trial import Told, Trial, tried

SHIPPED = [
    (f"{opening} {thing}", kind, theme)
    for opening, kind in (("fed up with the", Kind.ISSUE), ("could we have a", Kind.IDEA))
    for theme, things in {
        "transport": ("late bus", "slow bus", "bus stop", "bus shelter", "night bus"),
        "housing": ("damp flat", "cold flat", "new flat", "big flat", "flat swap"),
    }.items()
    for thing in things
]
SLANG = [
    (f"fed up with the {thing} moggie", Kind.ISSUE, "transport") for thing in ("old", "slow", "full", "rude", "blue")
]


def as_labelled(told: tuple[str, Kind, str]) -> Labelled:
    text, kind, theme = told
    return words(text), kind, theme


def trial(confirmed: list[tuple[str, Kind, str]]) -> Trial:
    themes = (Theme("transport", {"en": "t"}, {}), Theme("housing", {"en": "h"}, {}))
    told: list[Told] = [(as_labelled(one), f"person {number}") for number, one in enumerate(confirmed)]
    return tried(kind_reader(KindWords()), theme_reader(themes, "en"), list(map(as_labelled, SHIPPED)), told)


def test_a_word_that_residents_use_is_learned_and_counted_as_better() -> None:
    found = trial(SLANG)
    assert found.after.theme > found.before.theme
    assert found.better
    assert found.before.count == found.after.count == len(SHIPPED) + len(SLANG)


def test_learning_what_is_wrong_is_refused() -> None:
    wrong = [(text, Kind.GOOD_NEWS, "housing" if theme == "transport" else "transport") for text, _, theme in SHIPPED]
    assert not trial(wrong * 3).better


def test_of_nothing_confirmed_nothing_changes() -> None:
    found = trial([])
    assert found.before == found.after == found.shipped_before
    assert found.better


def test_the_same_examples_are_judged_the_same() -> None:
    assert trial(SLANG) == trial(SLANG)
