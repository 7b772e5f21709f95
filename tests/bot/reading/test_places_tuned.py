"""How well places are found in the sentences the reader was tuned on: slips of the finger, streets, surnames, words."""

import pytest

from tests.bot.reading.place_cases import STREETS, SURNAMES, spelt
from tests.bot.reading.test_milton_keynes import area, found, readers


@pytest.mark.parametrize(("slips", "least"), [(0, 0.98), (1, 0.96), (2, 0.92)])
def test_places_are_found_with_slips_and_nothing_else_is(slips: int, least: float) -> None:
    """Of those missed most are everyday words by another name, such as "the Hub", with letters wrong."""
    told = [case for seed in (21, 22) for case in spelt(area(), seed, slips)]
    read = [(found(text), id_) for text, id_ in told]
    right = sum(id_ in ids for ids, id_ in read)
    assert right >= least * len(told)
    assert right >= 0.99 * sum(len(ids) for ids, _ in read)


@pytest.mark.parametrize("frame", [*STREETS, *SURNAMES])
def test_no_street_and_nobody_is_a_place_of_that_name(frame: str) -> None:
    names = [one.name for one in area().places.values() if " " not in one.name]
    assert [text for name in names if found(text := frame.format(name))] == []


def test_no_word_that_people_use_is_a_misspelt_place() -> None:
    """Every third of the commoner words of English, in a place's position; names that are words are meant there."""
    words = sorted(word for word in readers().by_language["en"].private.hints.common[0] if len(word) > 3)[::3]
    misread = {word for word in words if any(word != text_of(word, id_) for id_ in found(f"we need a {word} in there"))}
    assert misread == set()


def text_of(word: str, id_: str) -> str:
    """The word itself where it is the name of the place, or of a place in whose name it stands."""
    names = " ".join((area().places[id_].name, *area().places[id_].aliases)).lower()
    return word if word in names.split() else ""
