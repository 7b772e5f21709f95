"""The words by which people come back to the web chat: many, short, plain, unlike any command."""

import tomllib

from tests.locales.template import LOCALES

WORDS = (LOCALES / "en" / "return_words.txt").read_text("utf-8").split()


def test_there_are_enough_to_make_guessing_hopeless() -> None:
    assert len(WORDS) >= 1000
    assert len(WORDS) ** 3 > 10**9


def test_each_is_short_and_plain() -> None:
    assert [
        one for one in WORDS if not (one.isascii() and one.isalpha() and one.islower() and 3 <= len(one) <= 7)
    ] == []


def test_each_is_there_once() -> None:
    assert len(set(WORDS)) == len(WORDS)
    assert sorted(WORDS) == WORDS


def test_no_two_differ_by_a_plural() -> None:
    assert [one for one in WORDS if f"{one}s" in set(WORDS)] == []


def test_no_word_sounds_like_danger() -> None:
    """Three return words must never be read as a cry for help."""
    with (LOCALES / "en" / "danger.toml").open("rb") as file:
        rules = tomllib.load(file).get("rule", [])
    phrases = {phrase for rule in rules for phrase in rule["phrases"]}
    assert phrases & set(WORDS) == set()
