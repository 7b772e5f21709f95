"""A linear-programming attacker reads every public edition of a made-up town (reliability.md P10)."""

from itertools import product

import pytest

from bot.domain.contribution import Kind
from reports.analyse import Counts, analyse
from reports.model import Month
from tests.factories_pack import make_area
from tests.reports.printed import ALL, everything_public
from tests.reports.stranger import Stranger, finds
from tests.reports.town import Town

FIRST = Month(2026, 1)
AREA = make_area()
FAMILIES = {theme.code: theme.family for theme in AREA.themes}
THEMES = tuple(FAMILIES)
PLACES = tuple(one.id for one in AREA.neighbourhoods)
FEW = (0, AREA.thresholds.publish - 1)


@pytest.mark.parametrize(("people", "seed"), [(30, 1), (100, 2)])
def test_hidden_figures_stay_as_wide_as_the_sentence_printed_for_them(people, seed, wording):
    rows = Town(people, PLACES, THEMES, seed).lives(FIRST, 1)
    assert finds(everything_public(rows, [FIRST], AREA, wording), FAMILIES, FEW) == {}


def exact_figures(rows, months):
    """Every figure there is, families too, as it is."""
    counted = analyse(rows)
    for month, place in product(months, (None, *PLACES)):
        counts = counted.get((month, place), Counts())
        figures = dict(counts.figures) | dict(counts.even)
        for kind, family in product(Kind, {*FAMILIES.values()} - {""}):
            members = [("theme", kind.value, code) for code, of in FAMILIES.items() if of == family]
            figures["theme", kind.value, family] = counts.together(members)
        yield (month, place or ALL), {cell: (count, count) for cell, count in figures.items()}


def test_the_same_attacker_finds_hidden_figures_exactly_where_only_small_ones_are_left_out():
    least, unprinted = AREA.thresholds.publish, {"not_new", "talks"}
    naive = {
        scope: {cell: one for cell, one in figures.items() if one[0] >= least and cell[0] not in unprinted}
        for scope, figures in exact_figures(Town(100, PLACES, THEMES, 2).lives(FIRST, 1), [FIRST])
    }
    found = Stranger(naive, FAMILIES, FEW).finds()
    assert [spot for spot, (low, high) in found.items() if low == high]


def test_the_rules_the_attacker_goes_by_are_true_of_the_real_counts():
    months = [FIRST, FIRST.after(1)]
    public = dict(exact_figures(Town(100, PLACES, THEMES, 3).lives(FIRST, 2), months))
    for left, right, equal in Stranger(public, FAMILIES, (0, 0), launched=True).rules:
        less, more = (
            sum(public[month, place].get(cell, (0,))[0] for month, place, cell in side) for side in (left, right)
        )
        assert less == more if equal else less <= more, (left, right)
