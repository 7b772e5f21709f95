"""A linear-programming attacker reads every public edition of a made-up town (reliability.md P10)."""

from itertools import product

import pytest

from bot.domain.contribution import Kind
from reports.analyse import Counts, analyse
from reports.change import compare
from reports.figures import Rounding, Shown
from reports.findings import count
from reports.model import Month, Request
from tests.factories_pack import make_area
from tests.reports.one_person import without
from tests.reports.printed import ALL, everything_public
from tests.reports.stranger import Stranger, finds, finds_at_once
from tests.reports.town import Town

FIRST = Month(2026, 1)
AREA = make_area()
FAMILIES = {theme.code: theme.family for theme in AREA.themes}
THEMES = tuple(FAMILIES)
PLACES = tuple(one.id for one in AREA.neighbourhoods)
FEW = (0, AREA.thresholds.publish - 1)


def found(people, seed, months, wording):
    rows = Town(people, PLACES, THEMES, seed).lives(FIRST, months)
    return finds(everything_public(rows, [FIRST.after(n) for n in range(months)], AREA, wording), FAMILIES, FEW)


@pytest.mark.parametrize(("people", "seed"), [(30, 1), (100, 2)])
def test_hidden_figures_stay_as_wide_as_the_sentence_printed_for_them(people, seed, wording):
    assert found(people, seed, 3, wording) == {}


@pytest.mark.long
@pytest.mark.parametrize(("people", "seed"), [(people, seed) for people in (10, 20, 30, 100, 300) for seed in (4, 5)])
def test_so_they_do_over_two_years(people, seed, wording):
    assert found(people, seed, 24, wording) == {}


@pytest.mark.long
@pytest.mark.parametrize(("people", "seed"), [(30, 4), (100, 5)])
def test_so_they_do_in_all_places_and_months_at_once_and_where_one_person_never_spoke(people, seed, wording):
    rows = Town(people, PLACES, THEMES, seed).lives(FIRST, 12)
    months = [FIRST.after(n) for n in range(12)]
    for left in (rows, without(rows, rows[0].person), without(rows, rows[-1].person)):
        assert finds_at_once(everything_public(left, months, AREA, wording), FAMILIES, FEW) == {}


def test_an_arrow_tells_nothing_that_the_printed_figures_do_not():
    """The usual is the average of three months that are all shown, and the arrow follows from it."""
    rows = Town(300, PLACES, THEMES, 6).lives(FIRST, 5)
    counted, rule = count(rows, AREA), Rounding(AREA.thresholds.publish, AREA.thresholds.step)
    compared = 0
    for place, month in product((None, *PLACES), (FIRST.after(3), FIRST.after(4))):
        shown = counted.find(Request(month, place))
        published = [counted.find(Request(one, place)).now for one in month.compared()]
        for cell in shown.now.figures:
            change = shown.change(cell)
            if change.usual is not None:
                compared += 1
                assert all(one[cell].shown is Shown.ROUNDED for one in (shown.now, *published))
                assert change == compare(shown[cell], [one[cell] for one in published], rule)
    assert compared


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
