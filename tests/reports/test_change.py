import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.change import Direction, compare
from reports.figures import HIDDEN, Rounding, exact
from reports.findings import find
from reports.model import Edition, Request
from tests.factories_pack import make_area
from tests.factories_reports import OCTOBER, make_people

RULE = Rounding()
counts = st.integers(10, 400)


def rounded(*figures):
    return [RULE.figure(count) for count in figures]


@pytest.mark.parametrize(
    ("now", "before", "direction", "usual"),
    [
        (60, (20, 20, 20), Direction.MORE, 20),
        (10, (40, 45, 40), Direction.FEWER, 40),
        (20, (10, 15, 10), Direction.SAME, 10),
        (30, (20, 25, 20), Direction.SAME, 20),
    ],
)
def test_only_a_difference_larger_than_chance_is_called_a_change(now, before, direction, usual):
    change = compare(RULE.figure(now), rounded(*before), RULE)
    assert (change.direction, change.usual.value) == (direction, usual)


@pytest.mark.parametrize("hidden", [RULE.few, RULE.at_least(30), HIDDEN])
def test_nothing_is_compared_where_a_figure_on_either_side_is_hidden(hidden):
    assert compare(hidden, rounded(60, 60, 60), RULE).direction is Direction.NOT_ENOUGH
    assert compare(RULE.figure(60), [*rounded(20, 20), hidden], RULE).direction is Direction.NOT_ENOUGH
    assert compare(RULE.figure(60), [], RULE).usual is None


@given(counts, st.lists(counts, min_size=3, max_size=3))
def test_a_change_tells_nothing_that_the_printed_figures_do_not(now, before):
    printed = RULE.figure(now), [RULE.figure(count) for count in before]
    others = RULE.figure(printed[0].low), [RULE.figure(figure.high) for figure in printed[1]]
    assert compare(*printed, RULE) == compare(*others, RULE)


@given(st.integers(0, 400), st.integers(0, 400))
def test_more_and_fewer_are_never_confused(now, before):
    direction = compare(exact(now), [exact(before)] * 3, None).direction
    assert direction is not (Direction.FEWER if now >= before else Direction.MORE)


def months(theme, *counts):
    rows = []
    for back, count in enumerate(counts):
        day = OCTOBER.after(-back).first
        rows += make_people(count, 1000 * back, themes=(theme,), said_on=day, neighbourhood="quayside")
    return rows


@pytest.mark.parametrize(
    ("theme", "edition", "direction"),
    [
        ("housing", Edition.AGENCY, Direction.MORE),
        ("housing", Edition.INTERNAL, Direction.MORE),
        ("crime_safety", Edition.AGENCY, Direction.NOT_COMPARED),
        ("crime_safety", Edition.INTERNAL, Direction.NOT_COMPARED),
    ],
)
def test_crime_has_no_arrow_in_any_edition(theme, edition, direction):
    findings = find(Request(OCTOBER, None, edition), months(theme, 90, 20, 20, 20), make_area())
    assert findings.change(("theme", "idea", theme)).direction is direction


@pytest.mark.parametrize("edition", [Edition.AGENCY, Edition.INTERNAL])
def test_a_place_without_three_months_behind_it_is_not_compared(edition):
    findings = find(Request(OCTOBER, None, edition), months("housing", 90, 20, 20), make_area())
    assert findings.change(("theme", "idea", "housing")).direction is Direction.NOT_ENOUGH
