"""The real gazetteer with the real word lists: every place is found as residents write it, and nothing else is."""

from functools import cache

import pytest

from bot import pack
from bot.core import ROOT
from bot.domain.area import Area
from bot.prepared import prepared, spoken
from bot.reading.readers import Readers
from tests.factories_reading import LOCALES


@cache
def area() -> Area:
    return pack.load(ROOT / "areas" / "milton-keynes")


@cache
def readers() -> Readers:
    return prepared(spoken(area()), LOCALES).readers


def spellings() -> list[tuple[str, str]]:
    """Every name and alias, with the id of its place."""
    return [(name, one.id) for one in area().places.values() for name in (one.name, *one.aliases)]


def found(text: str) -> list[str]:
    return [one.id for one in readers().read(text).places]


COMMON = {"the centre", "The Point", "The Hub", "the Lakes", "Shepherds", "Stony", "Tinkers"}
"""Names that are everyday words too: at the head of a sentence nothing says that a place is meant."""


@pytest.mark.parametrize("frame", ["the bins in {} are full", "could we have a bench in {}?", "i live on {}", "IN {}"])
@pytest.mark.parametrize("written", [str, str.lower, str.upper], ids=["as it is", "small", "large"])
def test_every_place_is_found_by_every_name_it_has(frame: str, written: type[str]) -> None:
    missed = [name for name, id_ in spellings() if found(written(frame.format(name))) != [id_]]
    assert missed == []


def test_a_place_is_found_at_the_head_of_a_sentence_unless_its_name_is_an_everyday_word() -> None:
    missed = {name for name, id_ in spellings() if found(f"{name} needs a park") != [id_]}
    assert missed <= COMMON


def test_every_long_name_is_found_with_a_letter_missing() -> None:
    """One of the middle: nobody mistypes the first letter unseen."""
    long = [(one.name, one.id) for one in area().places.values() if len(one.name) >= 9 and " " not in one.name]
    missed = [name for name, id_ in long if found(f"the bins in {name[:4]}{name[5:]} are full") != [id_]]
    assert len(long) > 25
    assert missed == []


@pytest.mark.parametrize("told", ["Woughton", "Stoughton", "Halton", "Kingswood"])
def test_part_of_a_name_and_a_town_elsewhere_are_no_slip_of_another_name(told: str) -> None:
    assert found(f"the bins in {told} are full") == []


@pytest.mark.parametrize(
    "street", ["Newpoort Pagnell Way", "Woughton Par Court", "Walton jall Drive", "Shenly Church Avenue"]
)
def test_no_part_of_a_street_with_a_slip_is_a_place(street: str) -> None:
    assert found(f"a skip was left on {street}") == []


@pytest.mark.parametrize(("told", "id_"), [("stoyn", "mk-stony-stratford"), ("sgony", "mk-stony-stratford")])
def test_a_word_that_nobody_uses_is_an_everyday_name_with_a_slip_where_a_place_is_due(told: str, id_: str) -> None:
    assert found(f"kids in {told} have nothing to do") == [id_]


def test_a_place_decides_the_neighbourhood_it_is_kept_under() -> None:
    for one in area().served:
        (place,) = readers().read(f"the swings in {one.name} are broken").places
        assert area().of_place(place.id).id == one.id


@pytest.mark.parametrize(
    "text",
    [
        "the bridge over the brook is slippery",
        "a green field by the wood",
        "i walk to the centre of town with my friends in the park",
        "great new path, thanks, it is lovely",
        "the common room is closed",
        "a church hall with a stone floor",
        "stony ground, bring your boots",
        "my gran loves the garden and the mill",
        "we crossed the old road near the farm",
        "kiln dried logs for sale",
    ],
)
def test_everyday_words_are_no_places_of_the_town(text: str) -> None:
    assert set(found(text)) <= {"mk-central-milton-keynes"}


@pytest.mark.parametrize(
    "text", ["tutaj w Wolverton brakuje placu zabaw dla dzieci", "Necesitamos un parque en Wolverton para todos"]
)
def test_a_place_is_no_name_with_a_word_after_it_of_a_language_that_is_off(text: str) -> None:
    assert not readers().read(text, "en").private
