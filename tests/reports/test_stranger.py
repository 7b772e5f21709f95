"""A linear-programming attacker reads every public edition of a made-up town (reliability.md P10)."""

import pytest

from reports.analyse import Counts, analyse
from reports.model import Month
from tests.factories_pack import make_area
from tests.reports.printed import ALL, everything_public
from tests.reports.stranger import Stranger, finds
from tests.reports.town import Town

FIRST = Month(2026, 1)
AREA = make_area()
THEMES = tuple(theme.code for theme in AREA.themes)
PLACES = tuple(one.id for one in AREA.neighbourhoods)
FEW = (0, AREA.thresholds.publish - 1)


@pytest.mark.parametrize(("people", "seed"), [(30, 1), (100, 2)])
def test_hidden_figures_stay_as_wide_as_the_sentence_printed_for_them(people, seed, wording):
    rows = Town(people, PLACES, THEMES, seed).lives(FIRST, 1)
    assert finds(everything_public(rows, [FIRST], AREA, wording), THEMES, FEW) == {}


def test_the_same_attacker_finds_hidden_figures_exactly_where_only_small_ones_are_left_out():
    counts = analyse(Town(100, PLACES, THEMES, 2).lives(FIRST, 1))
    scopes = {ALL: None} | {place: place for place in PLACES}
    naive = {
        (FIRST, name): {
            cell: (count, count)
            for cell, count in counts.get((FIRST, place), Counts()).figures.items()
            if count >= AREA.thresholds.publish and cell[0] not in {"not_new", "talks"}
        }
        for name, place in scopes.items()
    }
    found = Stranger(naive, THEMES, FEW).finds()
    assert [spot for spot, (low, high) in found.items() if low == high]


def test_the_rules_the_attacker_goes_by_are_true_of_the_real_counts():
    public, rows = {}, Town(100, PLACES, THEMES, 3).lives(FIRST, 2)
    for (month, place), one in analyse(rows).items():
        public[month, place or ALL] = {cell: (count, count) for cell, count in one.figures.items()}
    for left, right, equal in Stranger(public, THEMES, (0, 0), launched=True).rules:
        less, more = (
            sum(public[month, place].get(cell, (0,))[0] for month, place, cell in side) for side in (left, right)
        )
        assert less == more if equal else less <= more, (left, right)
