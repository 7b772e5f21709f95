"""A line on what took place is understood as it was meant, or says what is missing."""

from contextlib import suppress
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.gathering import Crowd, Different, Gathering, different, gathering

TODAY = date(2026, 11, 26)
"""A Thursday."""
PLACES = {"lakes": "lakes-estate"}


def read(line: str, usual: str | None = "quayside") -> Gathering:
    return gathering(line, TODAY, lambda name: PLACES.get(name.casefold()), usual)


def test_place_day_title_and_who_came() -> None:
    line = "Lakes: football in the park, Saturday - 14 came, 5 new, led by residents"
    assert read(line) == Gathering(
        "football in the park", "lakes-estate", date(2026, 11, 21), 14, 5, led_by_residents=True
    )


@pytest.mark.parametrize(
    ("line", "title", "on", "came"),
    [
        ("coffee morning yesterday 9 came", "coffee morning", date(2026, 11, 25), 9),
        ("litter pick on 2026-11-01 - 7 people", "litter pick", date(2026, 11, 1), 7),
        ("youth club 3 May: 22 kids came", "youth club", date(2026, 5, 3), 22),
        ("Sunday lunch, 31 dec, 40 there", "Sunday lunch", date(2025, 12, 31), 40),
        ("gardening, 6 came", "gardening", TODAY, 6),
        ("chess on Thursday, 2 came", "chess", TODAY, 2),
    ],
)
def test_a_day_is_the_last_such_day(line: str, title: str, on: date, came: int) -> None:
    found = read(line)
    assert (found.title, found.on, found.came) == (title, on, came)


def test_what_young_people_planned_is_counted() -> None:
    found = read("youth club: 22 kids came, 3 first-timers, planned by young people")
    assert (found.planned_by_young, found.led_by_residents, found.new) == (True, True, 3)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("football in the park", "how many came"),
        ("14 came", "what it was"),
        ("football, 3 came, 5 new", "5 cannot be new where 3 came"),
        ("football 2020-01-01, 3 came", "not a day on which it can have been"),
        ("football 2030-01-01, 3 came", "not a day on which it can have been"),
        ("football 31 june, 3 came", "day is out of range"),
    ],
)
def test_what_is_missing_is_said(line: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read(line)


def test_who_works_in_two_places_names_one() -> None:
    with pytest.raises(ValueError, match="begin the line with a place"):
        read("football, 3 came", usual=None)


@given(st.text(max_size=120))
def test_any_line_is_understood_or_refused_in_words(line: str) -> None:
    with suppress(ValueError):
        found = read(line)
        assert found.title
        assert TODAY - timedelta(days=400) <= found.on <= TODAY


@pytest.mark.parametrize(
    ("said", "again"),
    [
        ("14 came, 5 new, 6 again this month, 8 again this year", (6, 8)),
        ("14 came, 6 of them had come before this month", (6, None)),
        ("14 came, 8 again this year", (None, 8)),
        ("14 came, none again this year", (0, 0)),
        ("14 came", (None, None)),
    ],
)
def test_how_many_had_come_before_is_kept_as_a_number(said: str, again: tuple[int | None, int | None]) -> None:
    found = read(f"football in the park, Saturday - {said}, led by residents")
    assert (found.title, found.came, found.again_month, found.again_year) == ("football in the park", 14, *again)


def test_in_january_the_month_is_the_year() -> None:
    assert read("chess, 3 January - 9 came, 4 again this month").again_year == 4


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("14 came, 9 new, 6 again this month", "6 again and 9 new are more than the 14"),
        ("14 came, 8 again this month, 6 again this year", "8 this month cannot be more than 6 this year"),
    ],
)
def test_more_than_came_had_not_come_before(said: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read(f"football, {said}")


@pytest.mark.parametrize(
    ("crowds", "people"),
    [
        ([], Different(0)),
        ([Crowd("a", 14, 5)], Different(14)),
        ([Crowd("a", 14, 5), Crowd("a", 10, 1, again=6)], Different(18)),
        ([Crowd("a", 14, 5), Crowd("a", 10, 1)], Different(15, exact=False)),
        ([Crowd("a", 4, 0), Crowd("a", 40, 1)], Different(40, exact=False)),
        ([Crowd("a", 14, 0), Crowd("b", 10, 0), Crowd("a", 5, 0, again=5)], Different(24)),
    ],
)
def test_different_people_are_so_many_or_at_least_so_many(crowds: list[Crowd], people: Different) -> None:
    assert different(crowds) == people


@given(st.lists(st.sets(st.integers(0, 15)), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_never_more_are_told_than_there_were_and_all_where_all_is_known(came: list[set[int]], random: Random) -> None:
    met, ever, crowds = set[int](), set(range(5)), []
    for crowd in came:
        again = len(crowd & met) if random.random() < 0.5 else None
        crowds.append(Crowd("a", len(crowd), len(crowd - ever), again))
        met, ever = met | crowd, ever | crowd
    found = different(crowds)
    assert found.count == len(met) if found.exact else found.count <= len(met)
