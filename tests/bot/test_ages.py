"""An age told beside something else is an age, and the rest are their words; other numbers are none."""

import pytest

from bot.ages import Ages, Told
from bot.domain.participant import AgeBand
from bot.reading.normalise import words

AGES = Ages(
    forms=frozenset(tuple(words(one)) for one in ("0", "im 0", "i'm 0", "0 years", "i am 0 years old", "我0岁")),
    joins=frozenset({"and"}),
    follows=frozenset({"i", "can"}),
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("im 12 and i want a pool", (AgeBand.UNDER_13, "i want a pool")),
        ("im 14 i want a pool", (AgeBand.FROM_13, "i want a pool")),
        ("I'm 34. The bins are never emptied", (AgeBand.ADULT, "The bins are never emptied")),
        ("i am 16 years old, can we have a gym", (AgeBand.FROM_16, "can we have a gym")),
        ("im 9\na slide", (AgeBand.UNDER_13, "a slide")),
        ("12 and i want a pool", (AgeBand.UNDER_13, "i want a pool")),
        ("can we have a pool, im 12", (AgeBand.UNDER_13, "can we have a pool")),
        ("can we have a pool and im 12", (AgeBand.UNDER_13, "can we have a pool")),
        ("我12岁,想要泳池", (AgeBand.UNDER_13, "想要泳池")),
    ],
)
def test_an_age_beside_words_is_told_apart_from_them(text: str, told: Told) -> None:
    assert AGES.beside(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "im 12 weeks behind with the rent",
        "12 years, and nobody came",
        "12, 14 and 20 are late",
        "12 and the 14 are late",
        "i cant wait till im 12",
        "i want a pool",
        "im 12",
        "",
    ],
)
def test_other_numbers_are_no_age(text: str) -> None:
    assert AGES.beside(text) is None
