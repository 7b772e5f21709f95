"""What a stranger works out of printed tables: each way of narrowing down a hidden figure, by itself."""

from collections.abc import Mapping

import pytest

from reports.audit import Report, Whole, narrowed
from reports.figures import HIDDEN, Figure, Rounding

RULE = Rounding(10, 5)
FEW = RULE.few
TOTAL, A, B, C, D = ("total",), ("a",), ("b",), ("c",), ("d",)


def report(figures: Mapping[tuple[str, ...], Figure | int], *wholes: Whole, unprinted: tuple[str, ...] = ()) -> Report:
    """A report that prints these figures; a number stands for how it is rounded."""
    printed = {cell: RULE.figure(one) if isinstance(one, int) else one for cell, one in figures.items()}
    return Report(printed, wholes, FEW, frozenset({unprinted} if unprinted else ()))


def adding(*parts: tuple[str, ...], total: tuple[str, ...] = TOTAL) -> Whole:
    return Whole(total, parts, additive=True)


def overlapping(*parts: tuple[str, ...], total: tuple[str, ...] = TOTAL) -> Whole:
    return Whole(total, parts)


def test_the_only_hidden_part_of_a_sum_is_what_is_left() -> None:
    assert narrowed([report({TOTAL: 35, A: 28, B: FEW}, adding(A, B))]) == {B}


def test_of_two_hidden_parts_one_may_still_be_none() -> None:
    assert narrowed([report({TOTAL: 35, A: 28, B: FEW, C: FEW}, adding(A, B, C))]) == set()


def test_two_hidden_parts_that_can_only_just_make_up_the_rest_are_told() -> None:
    assert narrowed([report({TOTAL: 50, A: 28, B: FEW, C: FEW}, adding(A, B, C))]) == {B, C}


def test_where_the_sum_leaves_no_room_a_hidden_part_is_nearly_none() -> None:
    assert narrowed([report({TOTAL: 30, A: 32, B: FEW}, adding(A, B))]) == {B}


@pytest.mark.parametrize("part", [RULE.at_least(25), HIDDEN])
def test_a_part_said_to_be_so_many_or_more_gives_nothing_away(part: Figure) -> None:
    assert narrowed([report({TOTAL: 35, A: part, B: FEW}, adding(A, B))]) == set()


def test_people_who_may_be_in_several_parts_are_left_only_where_the_parts_are_too_small() -> None:
    assert narrowed([report({TOTAL: 35, A: 28, B: FEW}, overlapping(A, B))]) == {B}
    assert narrowed([report({TOTAL: 30, A: 28, B: FEW}, overlapping(A, B))]) == set()


def test_no_part_is_larger_than_a_hidden_whole_and_a_shown_part_gives_the_whole_away() -> None:
    assert narrowed([report({TOTAL: FEW, A: 12}, overlapping(A))]) == {TOTAL}


def test_where_a_part_counts_more_besides_it_may_be_larger_than_the_whole() -> None:
    beside = Whole(TOTAL, (A, B), within=False)
    assert narrowed([report({TOTAL: FEW, A: 12, B: 12}, beside)]) == set()


def test_a_chain_of_tables_tells_what_none_of_them_tells_alone() -> None:
    """The middle figure is in both: the first table gives its range, the second what is hidden beneath it."""
    figures = {TOTAL: 60, A: 28, B: RULE.at_least(10), C: 14, D: FEW}
    first, second = adding(A, B), adding(C, D, total=B)
    assert narrowed([report(figures, first)]) == narrowed([report(figures, second)]) == set()
    assert narrowed([report(figures, first, second)]) == narrowed([report(figures, second, first)]) == {D}


def test_a_cell_that_is_not_printed_bounds_nothing_and_is_not_found() -> None:
    assert narrowed([report({TOTAL: 35, A: 28}, adding(A, B), unprinted=B)]) == set()
    assert narrowed([report({TOTAL: 35, A: 12, C: FEW}, adding(A, B, C), unprinted=B)]) == set()


def test_a_cell_that_is_nowhere_printed_is_taken_for_a_few() -> None:
    assert narrowed([report({TOTAL: 35, A: 28}, adding(A, B))]) == {B}


@pytest.mark.parametrize(("additive", "told"), [(True, {A}), (False, {A})])
def test_a_place_that_hides_a_figure_is_told_by_the_area_and_the_other_places(
    additive: bool,  # noqa: FBT001 - a row of the table
    told: set[tuple[str, ...]],
) -> None:
    whole, one, other = report({A: 35}), report({A: 28}), report({A: FEW})
    assert narrowed([whole, one, other], [(A, additive)]) == told


def test_people_who_speak_in_two_places_leave_room_for_a_place_that_hides() -> None:
    whole, one, other = report({A: 30}), report({A: 28}), report({A: FEW})
    assert narrowed([whole, one, other], [(A, False)]) == set()
    assert narrowed([whole, report({A: 32}), other], [(A, True)]) == {A}


def test_what_is_shared_matters_only_where_there_are_several_reports() -> None:
    assert narrowed([report({A: FEW})], [(A, True)]) == set()
