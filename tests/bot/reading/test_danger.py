"""The danger screen: nobody in danger goes unheard, and civic talk raises no alarm."""

import pytest

from bot.domain.reading import DangerLevel
from bot.reading.danger import SOUNDS_DANGEROUS, SOUNDS_GRAVE, DangerReader, danger_reader
from bot.reading.lexicons import DangerRule, DangerWords
from bot.reading.normalise import plain
from tests.bot.reading import heldout_danger, sentences
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


def knows(**given: object) -> DangerReader:
    """A reader of one rule, "im hurt", and what else is given."""
    rule = DangerRule("hurt", DangerLevel.RED, ("im hurt",))
    return danger_reader({"en": DangerWords(rules=(rule,), **given)}, ())  # type: ignore[arg-type]


def test_two_words_that_have_a_shorter_way_are_read_as_it() -> None:
    assert knows(shorter={"i am": "im"}).read(plain("i am hurt")).rules == ("hurt",)
    assert knows().read(plain("i am hurt")).rules == ()


def test_a_text_like_the_gravest_examples_is_amber_for_only_a_phrase_may_end_a_talk() -> None:
    grave = tuple(f"he locks the fridge and laughs {when}" for when in ("daily", "nightly", "again", "often", "always"))
    found = knows(gravest=grave, calm=("the park is lovely",)).read(plain("he locks the fridge"))
    assert (found.level, found.rules) == (DangerLevel.AMBER, (SOUNDS_GRAVE,))


def test_what_was_learned_of_one_word_is_heard_of_its_kin() -> None:
    learnt = {"gravest": tuple(f"my uncle {done}" for done in ("hurts", "shouts", "hits")), "calm": ("a park", "a bus")}
    kin = {"groups": {"near": ("uncle", "grandad")}, "alike": ("near",)}
    score = knows(**learnt).learned.scores(("grandad",))["grave"]
    reader = knows(**learnt, **kin)
    assert reader.kin == {"uncle": "{near}", "grandad": "{near}"}
    assert reader.learned.scores(("{near}",))["grave"] > score


def share(sort: str, *, half: int, least: DangerLevel) -> float:
    """The share of held-out sentences of a sort that are heard as `least` or worse."""
    order = (DangerLevel.NONE, DangerLevel.AMBER, DangerLevel.RED)
    texts = heldout_danger.halves()[half][sort]
    heard = [order.index(english().screen(text).level) >= order.index(least) for text in texts]
    return sum(heard) / len(heard)


@pytest.mark.parametrize("half", [0, 1])
def test_held_out_danger_is_heard_no_worse_than_when_it_was_measured(half: int) -> None:
    assert share("red", half=half, least=DangerLevel.AMBER) >= 0.97
    assert share("red", half=half, least=DangerLevel.RED) >= 0.9
    assert share("amber", half=half, least=DangerLevel.AMBER) >= 0.95


@pytest.mark.parametrize("half", [0, 1])
def test_held_out_civic_talk_raises_few_alarms(half: int) -> None:
    assert share("civic", half=half, least=DangerLevel.AMBER) <= 0.06


def test_the_halves_share_no_sentence_and_leave_none_out() -> None:
    tuning, test = heldout_danger.halves()
    for sort, texts in heldout_danger.everything().items():
        assert sorted(tuning[sort] + test[sort]) == sorted(set(texts))


def test_nothing_is_learned_from_a_held_out_sentence() -> None:
    later = heldout_danger.everything(heldout_danger.LATER)
    held = {text for sort in (heldout_danger.everything(), later) for texts in sort.values() for text in texts}
    for lexicon in lexicons().values():
        assert held.isdisjoint(text for scene in lexicon.danger.told() for text in scene.texts)
