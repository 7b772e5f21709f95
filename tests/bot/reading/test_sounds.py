"""How dangerous a text sounds, and how grave beside what is only worrying."""

from hypothesis import given
from hypothesis import strategies as st

from bot.reading.lexicons import DangerWords
from bot.reading.marks import letter_marks, word_marks
from bot.reading.normalise import words
from bot.reading.sounds import SILENT, Sounds, sounds, worst
from tests.factories_reading import english


def learned() -> Sounds:
    """What three of the gravest sentences, three worrying and three calm ones teach."""
    told = DangerWords(
        gravest=("my uncle kicks me", "my uncle kicks her", "my uncle kicks him"),
        dangerous=("my uncle shouts at me", "my uncle shouts at her", "my uncle shouts at him"),
        calm=("the bus is late", "the bus is late again", "my uncle likes the bus"),
    )
    return sounds({"en": told}, ())


def test_what_the_gravest_and_the_worrying_share_makes_nothing_grave() -> None:
    shouts, kicks = learned().of(words("my uncle shouts at us")), learned().of(words("my uncle kicks us"))
    assert shouts.dangerous > 0.0 > shouts.grave
    assert kicks.grave > 0.0


def test_a_word_of_the_gravest_in_calm_talk_is_not_grave() -> None:
    assert learned().of(words("the bus kicks up dust again, the bus is late")).grave < 0.0


@given(st.text(max_size=80))
def test_nothing_is_graver_than_it_is_dangerous(text: str) -> None:
    heard = english().danger.sounds.of(words(text))
    assert heard == SILENT or heard.grave < heard.dangerous


def test_who_learned_nothing_hears_nothing() -> None:
    assert sounds({"en": DangerWords()}, ()).of(words("my uncle kicks me")) == SILENT
    assert worst(()) == SILENT


def test_a_misspelt_word_is_mostly_the_same_by_its_letters() -> None:
    right, wrong, other = (set(letter_marks(words(one)).tolist()) for one in ("strangled", "stranguled", "stapled"))
    assert len(right & wrong) > 2 * len(right & other)


def test_marks_are_the_same_whatever_order_words_are_met_in() -> None:
    kin = {"uncle": ("near",), "kicks": ("harm",)}
    one = word_marks(("my", "uncle", "kicks"), kin)
    assert sorted(set(one.tolist())) == one.tolist()
    assert set(word_marks(("uncle", "kicks"), kin).tolist()) & set(one.tolist())
