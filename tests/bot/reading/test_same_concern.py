"""How sure it is that two texts tell one concern: what speaks for it adds, what speaks against it takes away."""

from bot.reading.concern import told_words
from bot.reading.same_concern import AGAINST, FOR, Telling, signs_of, sureness, telling
from tests.factories_reading import english


def read(text: str) -> Telling:
    alike = english().alike
    return telling(told_words(text), alike.concerns, alike.known)


def signs(one: str, other: str, likeness: float = 0.0) -> dict[str, float]:
    return signs_of(read(one), read(other), likeness)


def test_every_sign_has_a_weight_and_none_speaks_the_other_way() -> None:
    assert {*FOR, *AGAINST} == signs("", "").keys()
    assert min(*FOR.values(), *AGAINST.values()) >= 0


def test_two_ways_of_telling_a_known_concern_are_surer_than_one_and_another() -> None:
    stuck, broken, smells = map(read, ("stuck on the seventh floor", "the lift is broken", "the lift smells of wee"))
    assert sureness(stuck, broken, 0.0) > sureness(stuck, smells, 0.0)


def test_the_more_of_the_words_are_explained_the_surer() -> None:
    one, other, more = map(
        read, ("the lift is broken", "lift out of order", "lift out of order and the concierge shrugged at grandma")
    )
    assert sureness(one, other, 0.0) > sureness(one, more, 0.0)


def test_praise_is_not_what_is_complained_of() -> None:
    assert signs("thank you for the bench", "the bench is broken")["meant otherwise"]


def test_of_texts_in_words_nobody_listed_nothing_is_said() -> None:
    assert not read("wartet auf den bus jeden tag").familiar
    assert read("waiting for the bus every day").familiar
