"""Each phrase of every danger rule, in each language, by itself: a rule that nothing can set off protects nobody."""

from collections.abc import Iterator
from functools import cache

from msgspec.structs import replace

from bot.domain.reading import DangerLevel
from bot.reading.danger import DangerReader, danger_reader
from bot.reading.lexicons import DangerRule
from bot.reading.normalise import plain, words
from bot.reading.phrases import GAP
from tests.factories_reading import lexicons

WAYS = 6
"""So many ways of saying a phrase are tried: its groups' first words, their second words, and so on."""


@cache
def rules() -> list[tuple[str, DangerRule]]:
    return [(code, rule) for code, lexicon in sorted(lexicons().items()) for rule in lexicon.danger.rules]


@cache
def alone() -> DangerReader:
    """The rules without a sentence to learn from, so that nothing but their phrases speaks."""
    told = {
        code: replace(lexicon.danger, gravest=(), dangerous=(), calm=(), scenes=())
        for code, lexicon in lexicons().items()
    }
    return danger_reader(told, ())


def ways_to_say(code: str, phrase: str) -> Iterator[str]:
    """A phrase spelt out, with its optional words and without, its gaps empty and filled."""
    for number in range(WAYS):
        said = [_said(code, piece, number) for piece in phrase.split()]
        yield " ".join(word for word in said if word)


def _said(code: str, piece: str, number: int) -> str:
    if piece == GAP:
        return "quux" if number % 2 else ""
    if piece.endswith("?") and number % 2 == 0:
        return ""
    name = piece.rstrip("?")
    if not name.startswith("{"):
        return name
    group = lexicons()[code].danger.groups[name[1:-1]]
    return group[number % len(group)]


def sets_off(code: str, rule: DangerRule, phrase: str) -> Iterator[str]:
    """Of the ways to say a phrase those that set off the rule."""
    return (text for text in ways_to_say(code, phrase) if rule.name in alone().read(plain(text)).rules)


def test_every_phrase_of_a_rule_sets_it_off() -> None:
    every = [(code, rule, phrase) for code, rule in rules() for phrase in rule.phrases]
    assert [(code, rule.name, phrase) for code, rule, phrase in every if not any(sets_off(code, rule, phrase))] == []


def test_what_sets_a_rule_off_is_as_grave_as_the_rule_and_stays_so_in_the_middle_of_other_words() -> None:
    """Only the first phrase: the rest is the same machine."""
    for code, rule in rules():
        said = next(sets_off(code, rule, rule.phrases[0]))
        for text in (said, said.upper(), f"hello. {said}. thank you", f"the bins are full, {said}, and the park too"):
            found = alone().read(plain(text))
            assert rule.name in found.rules, text
            assert found.level is DangerLevel.RED or rule.level is not DangerLevel.RED, text


def test_what_silences_a_rule_is_no_alarm_of_that_rule() -> None:
    every = [(code, rule, phrase) for code, rule in rules() for phrase in rule.unless]
    assert [(code, rule.name, phrase) for code, rule, phrase in every if any(sets_off(code, rule, phrase))] == []


def test_every_piece_of_a_phrase_is_a_word_or_more() -> None:
    """A piece that is no word would never be met. "m-a" is two words, and each sign of Chinese is one."""
    pieces = {piece for _, rule in rules() for phrase in (*rule.phrases, *rule.unless) for piece in phrase.split()}
    plain_pieces = {piece.rstrip("?") for piece in pieces if piece != GAP and not piece.startswith("{")}
    assert {piece for piece in plain_pieces if not words(piece)} == set()
