"""Places named in a text, however they are spelt, and what only looks like one."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories_reading import PLACES, english

LONG = [(id_, name) for id_, name, _ in PLACES if len(name) >= 8 and id_ not in {"walnut-tree", "centre", "lakes"}]


def found(text: str) -> list[tuple[str, str]]:
    return [(one.id, text[one.start : one.end]) for one in english().read(text).places]


@pytest.mark.parametrize(("id_", "name", "aliases"), PLACES)
def test_every_name_and_alias_is_found_where_it_stands(id_: str, name: str, aliases: tuple[str, ...]) -> None:
    for spelling in (name, *aliases):
        assert found(f"could we have a park in {spelling}, please") == [(id_, spelling)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bins on fishermead are full", [("fishermead", "fishermead")]),
        ("FISHERMEAD NEEDS A PARK", [("fishermead", "FISHERMEAD")]),
        ("fisher mead", [("fishermead", "fisher mead")]),
        ("fullers-slade", [("fullers-slade", "fullers-slade")]),
        ("fuller\u2019s slade", [("fullers-slade", "fuller\u2019s slade")]),
        ("Fishermead's park", [("fishermead", "Fishermead")]),
        ("lights in tinkers brige!!", [("tinkers-bridge", "tinkers brige")]),
        ("old wolverton and Wolverton", [("old-wolverton", "old wolverton"), ("wolverton", "Wolverton")]),
        ("on the Lakes", [("lakes", "the Lakes")]),
        ("Fish\u200bermead \U0001f600 fishermead", [("fishermead", "Fish\u200bermead"), ("fishermead", "fishermead")]),
        ("woughton on th green", [("woughton", "woughton on th green")]),
        ("lights on Fishermead, way too dark", [("fishermead", "Fishermead")]),
        ("in Fishermead. Ring me", [("fishermead", "Fishermead")]),
    ],
)
def test_case_spaces_signs_and_slips_are_forgiven(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the walnut tree is in walnut tree is all i know", [("walnut-tree", "walnut tree")]),
        ("the path in walnut tree is dark", [("walnut-tree", "walnut tree")]),
        ("Walnut Tree is lovely", [("walnut-tree", "Walnut Tree")]),
        ("walnut tree is falling down", []),
        ("at the point is a tree", []),
        ("Tinkers Brige Road is a rat run", []),
    ],
)
def test_a_name_of_everyday_words_is_a_place_where_it_is_led_up_to_or_written_large(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Wolverton Road is full of potholes",
        "moved from Wolverton near Manchester",
        "my cousin is in Simpson, Missouri",
        "Lakes Lane",
        "Mr Simpson is rude",
        "my neighbour Simpson",
        "Emma Simpson",
        "the point is nobody listens",
        "a walnut tree fell down",
        "a white house on the corner",
        "the lakes are dirty",
        "ct scan",
        "simply the best",
        "fishing made easy",
    ],
)
def test_streets_surnames_and_common_words_are_no_places(text: str) -> None:
    assert found(text) in ([], [("centre", "ct")])


@settings(max_examples=150)
@given(
    st.sampled_from(LONG),
    st.integers(1, 7),
    st.sampled_from("qxzv"),
    st.sampled_from(("swap", "drop", "add", "change")),
)
def test_one_slip_in_a_long_name_is_forgiven(place: tuple[str, str], at: int, letter: str, slip: str) -> None:
    id_, name = place
    tail = {"swap": name[at + 1 : at + 2] + name[at] + name[at + 2 :], "drop": name[at + 1 :]}
    spelt = name[:at] + tail.get(slip, letter + name[at + (slip == "change") :])
    assert [one for one, _ in found(f"the bins in {spelt} are full")] in ([id_], ["wolverton"])


@given(st.text(st.characters(codec=None), max_size=60), st.text(max_size=20))
def test_a_place_keeps_its_place_whatever_stands_around_it(before: str, after: str) -> None:
    text = f"{before} . fishermead . {after}"
    spans = english().read(text).places
    assert any(text[one.start : one.end] == "fishermead" for one in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
