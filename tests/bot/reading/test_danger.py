"""The danger screen: nobody in danger goes unheard, and civic talk raises no alarm."""

import pytest

from bot.domain.reading import DangerLevel
from bot.reading.danger import SOUNDS_DANGEROUS, danger_reader
from bot.reading.lexicons import DangerRule, DangerWords
from bot.reading.normalise import plain
from tests.bot.reading import sentences
from tests.factories_reading import english, lexicons


@pytest.mark.parametrize("text", sentences.RED)
def test_someone_being_harmed_or_wanting_to_die_is_red(text: str) -> None:
    assert english().screen(text).level is DangerLevel.RED


@pytest.mark.parametrize("text", sentences.DISGUISED)
def test_no_disguise_hides_danger(text: str) -> None:
    assert english().screen(text).level is DangerLevel.RED


@pytest.mark.parametrize("text", sentences.AMBER)
def test_worry_bullying_neglect_and_hate_are_at_least_amber(text: str) -> None:
    assert english().screen(text).level is not DangerLevel.NONE


@pytest.mark.parametrize("text", sentences.CIVIC)
def test_civic_talk_raises_no_alarm(text: str) -> None:
    assert english().screen(text).level is DangerLevel.NONE


@pytest.mark.parametrize(("text", "level"), sentences.DANGER_ELSEWHERE)
def test_every_language_is_screened_even_where_only_english_is_on(text: str, level: str) -> None:
    assert english().screen(text).level == level


@pytest.mark.parametrize("text", sentences.CIVIC)
def test_danger_in_the_middle_of_civic_talk_is_heard(text: str) -> None:
    assert english().screen(f"{text}. and i want to kill myself. {text}").level is DangerLevel.RED


def test_rules_are_named_and_never_quote_the_words() -> None:
    names = {rule.name for lexicon in lexicons().values() for rule in lexicon.danger.rules}
    danger = english().screen("my dad hits me and i want to die")
    assert set(danger.rules) >= {"violence_at_home", "wants_to_die"}
    assert set(danger.rules) <= names
    assert list(danger.rules) == sorted(danger.rules)


def test_a_rule_of_one_name_has_one_level_in_every_language() -> None:
    levels: dict[str, DangerLevel] = {}
    for lexicon in lexicons().values():
        for rule in lexicon.danger.rules:
            assert levels.setdefault(rule.name, rule.level) is rule.level


def reader_of(**words: tuple[str, ...]) -> str:
    """What a reader that knows one rule says of a text."""
    rule = DangerRule("hit", DangerLevel.RED, ("hits me",), words.get("unless", ()))
    danger = DangerWords(rules=(rule,), dangerous=words.get("dangerous", ()), calm=words.get("calm", ()))
    return ",".join(danger_reader({"en": danger}, ()).read(plain(words["text"][0])).rules)


def test_unless_silences_its_own_rule_only() -> None:
    assert reader_of(text=("the smell hits me",)) == "hit"
    assert reader_of(text=("the smell hits me",), unless=("smell hits",)) == ""


def test_a_text_like_the_dangerous_examples_is_amber_though_no_phrase_is_in_it() -> None:
    ways = tuple(f"he locks the fridge and laughs {when}" for when in ("daily", "nightly", "again", "often", "always"))
    learnt = {"dangerous": ways, "calm": ("the park is lovely",)}
    assert reader_of(text=("he locks the fridge",), **learnt) == SOUNDS_DANGEROUS
    assert reader_of(text=("the park",), **learnt) == ""
