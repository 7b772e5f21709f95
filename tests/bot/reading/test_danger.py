"""The danger screen: nobody in danger goes unheard, and civic talk raises no alarm."""

from functools import cache
from pathlib import Path

import pytest

from bot.domain.reading import DangerLevel
from bot.reading.danger import SOUNDS_DANGEROUS, SOUNDS_GRAVE, DangerReader, danger_reader
from bot.reading.lexicons import DangerRule, DangerWords
from bot.reading.normalise import plain
from bot.reading.sounds import MOST_WORDS
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


def test_a_text_like_the_gravest_examples_is_red_though_no_phrase_is_in_it() -> None:
    grave = tuple(f"he locks the fridge and laughs {when}" for when in ("daily", "nightly", "again", "often", "always"))
    found = knows(gravest=grave, calm=("the park is lovely",)).read(plain("he locks the fridge"))
    assert (found.level, found.rules) == (DangerLevel.RED, (SOUNDS_GRAVE,))


KIN = {"near": ("uncle", "grandad"), "harm": ("hurts", "kicks")}


def test_what_was_learned_of_one_word_is_heard_of_its_kin() -> None:
    learnt = {"gravest": ("my uncle hurts me", "my uncle hurts her"), "calm": ("a park", "a bus", "my park hurts")}
    alone, among_kin = knows(**learnt).sounds, knows(**learnt, kin=KIN).sounds
    assert among_kin.kin["grandad"] == ("near",)
    assert among_kin.of(("grandad", "kicks")).grave > alone.of(("grandad", "kicks")).grave


def test_a_group_named_alike_is_kin_as_well() -> None:
    assert knows(groups={"near": ("uncle",)}, alike=("near",), calm=("a park",)).sounds.kin == {"uncle": ("near",)}


@cache
def doubting(*, calm: int) -> DangerReader:
    """A reader of the rule "im hurt" and of so many sentences of being hurt at play."""
    return knows(calm=tuple(f"im hurt at game {number} lol" for number in range(calm)), gravest=("im hurt by dad",))


def test_a_phrase_is_doubted_where_enough_calm_sentences_have_it() -> None:
    assert doubting(calm=2000).read(plain("im hurt at game 7 lol")).level is DangerLevel.NONE
    assert doubting(calm=2000).read(plain("im hurt by dad")).level is DangerLevel.RED
    assert doubting(calm=1999).read(plain("im hurt at game 7 lol")).level is DangerLevel.RED


def test_a_text_too_short_to_be_listened_to_is_believed_by_its_phrase() -> None:
    assert doubting(calm=2000).read(plain("game hurt im hurt")).level is DangerLevel.NONE
    assert doubting(calm=2000).read(plain("im hurt lol")).level is DangerLevel.RED


def test_in_a_text_longer_than_is_listened_to_no_phrase_is_doubted() -> None:
    game = "at game lol " * MOST_WORDS
    assert doubting(calm=2000).read(plain(f"{game} im hurt {game}")).level is DangerLevel.RED


def test_danger_is_heard_in_a_bit_of_a_long_text_without_a_full_stop() -> None:
    bins = "the bins are full and the park is a mess and nobody comes to clear it up and "
    assert english().screen(f"{bins * 3} my uncle gets in my bed at night {bins * 3}").level is DangerLevel.RED


def share(sort: str, *, half: int, least: DangerLevel) -> float:
    """The share of held-out sentences of a sort that are heard as `least` or worse."""
    order = (DangerLevel.NONE, DangerLevel.AMBER, DangerLevel.RED)
    texts = heldout_danger.halves()[half][sort]
    heard = [order.index(english().screen(text).level) >= order.index(least) for text in texts]
    return sum(heard) / len(heard)


@pytest.mark.parametrize("half", [0, 1])
def test_held_out_danger_is_heard_no_worse_than_when_it_was_measured(half: int) -> None:
    assert share("red", half=half, least=DangerLevel.AMBER) >= 0.97
    assert share("red", half=half, least=DangerLevel.RED) >= 0.93
    assert share("amber", half=half, least=DangerLevel.AMBER) >= 0.95


@pytest.mark.parametrize("half", [0, 1])
def test_held_out_civic_talk_raises_few_alarms(half: int) -> None:
    assert share("civic", half=half, least=DangerLevel.AMBER) <= 0.04


def test_the_halves_share_no_sentence_and_leave_none_out() -> None:
    tuning, test = heldout_danger.halves()
    for sort, texts in heldout_danger.everything().items():
        assert sorted(tuning[sort] + test[sort]) == sorted(set(texts))


def test_nothing_is_learned_from_a_held_out_sentence() -> None:
    later = heldout_danger.everything(heldout_danger.LATER)
    held = {text for sort in (heldout_danger.everything(), later) for texts in sort.values() for text in texts}
    held |= set((Path(__file__).parent / "home_talk.txt").read_text("utf-8").splitlines())
    for lexicon in lexicons().values():
        assert held.isdisjoint(text for scene in lexicon.danger.told() for text in scene.texts)


ADDED = """
nearly a year; more than a month; just before lunch; round by the scouts; under the bridge; two doors down; under the
stairs; for my grandson; for disabled people; with some mates; somebody with a van; i phoned them; they hung up; they
ignore us; they shut the case; nothing happened; nothing gets done; got pictures on my phone; its pitch black; i hate
it there; is anyone there; the gate as well; only at night; they argue; throw him out; he should be evicted; since
last year; nobody comes; its getting worse; near my house; just outside; they never come; its not safe; they said no;
i have pictures; forever; it wakes the baby; can i talk to someone tonight; its been weeks; for the little ones
"""


@pytest.mark.parametrize("text", [one.strip() for one in ADDED.split(";")])
def test_what_is_added_to_something_in_a_few_words_is_not_feared_by_itself(text: str) -> None:
    assert english().screen(text).level is DangerLevel.NONE


@pytest.mark.parametrize(
    "text", ["he hits me", "i want to die", "help he has a knife", "she touches me down there", "im going to jump"]
)
def test_few_words_that_say_it_are_still_red(text: str) -> None:
    assert english().screen(text).level is DangerLevel.RED


@pytest.mark.parametrize("but", ["but my friend josh", "and my friend ella", "but tyler", "and a boy called leo"])
@pytest.mark.parametrize("wish", ["i want a skatepark", "can we have a pool"])
def test_a_child_whom_a_friend_hurts_is_heard_behind_a_wish(wish: str, but: str) -> None:
    assert english().screen(f"{wish} {but} kicks me").level is not DangerLevel.NONE


ROUGH = """
my mate dave boots me in the shins; my friend josh thumps me on the arm every break; ellie slaps me; my friend kai trips
me up on the stairs; my brother nips me till i bleed; my sister pinches me under the table; my mate tyler gives me dead
arms; oscar headbutts me for a laugh; my brother strangles me; my friend liam throws stones at me on the way home; my
mate ryan gets me in a headlock; my cousin amir knees me in the stomach; katie yanks my hair; my mate kev drop kicks me;
i want a skatepark but my mate dave boots me in the shins; we need a youth club, my mate reece dead arms me
"""


@pytest.mark.parametrize("text", [" ".join(one.split()) for one in ROUGH.split(";")])
def test_being_hurt_by_a_friend_or_a_brother_is_heard_in_the_words_of_a_playground(text: str) -> None:
    assert english().screen(text).level is not DangerLevel.NONE


def test_home_talk_raises_no_more_alarms_than_when_it_was_measured() -> None:
    lines = (Path(__file__).parent / "home_talk.txt").read_text("utf-8").splitlines()
    alarms = [text for text in lines if english().screen(text).level is not DangerLevel.NONE]
    assert len(alarms) <= len(lines) * 0.15


@pytest.mark.parametrize(
    "text",
    [
        "my friend josh kicks a ball",
        "my friend josh kicks the ball to me",
        "i want a skatepark and my friend josh kicks a ball there",
        "my friend josh hits me up to play football",
        "my friend ella beats me at uno every time",
        "my friend josh pushes me on the swing",
        "my friend josh tickles me",
        "my mate dave boots the ball over the fence",
        "my brother nips to the shop for me",
        "my sister pinches my crisps",
        "my mate ryan is a wrestler and showed me a headlock at his club",
        "my friend kai trips over his laces all the time",
        "josh stamps my library book",
        "i want a pool and my friend josh wants one too",
    ],
)
def test_friends_at_play_raise_no_alarm(text: str) -> None:
    assert english().screen(text).level is DangerLevel.NONE
