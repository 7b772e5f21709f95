"""The house's own numbers tell no more of a small one than its sentence (reliability.md P10), and are true."""

import pytest
from msgspec import structs

from bot.domain.area import Area
from bot.i18n import Wording
from reports.figures import Shown
from reports.frozen import Gathering
from reports.model import Month
from reports.tallies import single, whole
from tests.factories_pack import make_area
from tests.reports.own_numbers import lived, read, truth

FIRST = Month(2026, 1)
AREA = make_area()
SERVED = make_area(neighbourhoods=AREA.served)
"""Every place has a report of its own, so that there is nothing left for what is hidden to be in."""


@pytest.mark.parametrize(("area", "seed"), [(AREA, 1), (SERVED, 2)])
def test_no_hidden_number_of_the_house_is_narrowed_down(area: Area, seed: int, wording: Wording) -> None:
    known = read(lived(area, FIRST, 5, seed), area, wording)
    assert known.finds() == {}


def test_first_times_of_the_whole_area_do_not_tell_how_few_came_to_one_place(wording: Wording) -> None:
    """All who came to two small activities were there for the first time, and so were all of the other place."""
    came = [("quayside", 8), ("quayside", 8), ("mill-row", 20)]
    one = structs.replace(
        lived(SERVED, FIRST, 1, 1)[0],
        gatherings=tuple(Gathering(place, "Fair", FIRST.first, n, n) for place, n in came),
    )
    assert read([one], SERVED, wording).finds() == {}


@pytest.mark.long
@pytest.mark.parametrize("area", [AREA, SERVED], ids=["unserved places", "all served"])
@pytest.mark.parametrize("seed", range(3, 7))
def test_nor_over_two_years(area: Area, seed: int, wording: Wording) -> None:
    known = read(lived(area, FIRST, 24, seed), area, wording)
    assert known.finds() == {}


def test_every_number_printed_is_true_and_so_is_every_rule(wording: Wording) -> None:
    months = lived(AREA, FIRST, 3, 3)
    known, true = read(months, AREA, wording), truth(months)
    assert [spot for spot, (low, high) in known.ranges.items() if not low <= true[spot] <= high] == []
    for left, right, equal in known.rules:
        less, more = (sum(true[spot] for spot in side) for side in (left, right))
        assert less == more if equal else less <= more, (left, right)


def test_the_same_stranger_finds_them_where_totals_are_printed_as_they_are(wording: Wording) -> None:
    months = lived(AREA, FIRST, 3, 1)
    known, true = read(months, AREA, wording), truth(months)
    for spot in known.ranges:
        if spot[0] == "attended":
            known.ranges[spot] = (true[spot], true[spot]) if len(spot) == 3 or true[spot] >= 10 else known.few
    assert [spot for spot, (low, high) in known.finds().items() if low == high]


@pytest.mark.parametrize(
    ("counts", "shown", "value"),
    [
        ((14, 22), Shown.ROUNDED, 35),
        ((4,), Shown.FEW, 10),
        ((4, 22), Shown.AT_LEAST, 20),
        ((4, 3), Shown.HIDDEN, 0),
        ((9, 9, 9), Shown.AT_LEAST, 15),
    ],
)
def test_a_total_leaves_room_for_each_part_it_hides(counts: tuple[int, ...], shown: Shown, value: int) -> None:
    rule = read([], AREA, Wording({}, {})).rule
    total = whole([single(count, rule) for count in counts], rule)
    assert (total.figure.shown, total.figure.value) == (shown, value)
