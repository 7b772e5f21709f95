"""What sort of interest is told: by whatever is said first."""

import pytest

from bot.domain.contribution import Interest
from bot.reading.interest import sort_of_interest

PHRASES = {Interest.LEARN: ("learn", "lessons", "classes"), Interest.OFFER: ("i can", "volunteer")}


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("i can offer guitar lessons to kids", Interest.OFFER),
        ("id like to learn to volunteer", Interest.LEARN),
        ("lessons please and i can bake for them", Interest.LEARN),
        ("football", Interest.LIKE),
        ("", Interest.LIKE),
    ],
)
def test_the_sort_of_an_interest_is_what_is_said_first(text: str, sort: Interest) -> None:
    assert sort_of_interest(text.split(), PHRASES) is sort
