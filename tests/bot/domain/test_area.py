"""What an area answers about itself."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.area import ELSEWHERE, Holiday
from tests.factories_pack import make_agency, make_area, make_neighbourhood

AREA = make_area()
QUAYSIDE = make_neighbourhood()
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("today", "read_by", "why"),
    [
        (date(2026, 6, 1), date(2026, 6, 3), "said on a Monday, read within two working days"),
        (date(2026, 6, 4), date(2026, 6, 8), "a Thursday: Friday counts, the weekend does not"),
        (date(2026, 6, 5), date(2026, 6, 9), "a Friday"),
        (date(2026, 6, 6), date(2026, 6, 9), "a Saturday"),
        (date(2026, 6, 7), date(2026, 6, 9), "a Sunday"),
        (date(2026, 8, 27), date(2026, 9, 1), "the bank holiday on Monday 31 August is stepped over"),
        (date(2026, 8, 28), date(2026, 9, 2), "so is it with the weekend before it"),
        (date(2026, 8, 31), date(2026, 9, 2), "said on the bank holiday itself"),
        (date(2026, 8, 3), date(2026, 8, 5), "school holidays are working days"),
    ],
)
def test_read_by_counts_working_days_only(today: date, read_by: date, why: str) -> None:
    assert AREA.read_by(QUAYSIDE, today) == read_by, why


def test_read_by_follows_the_pattern_of_the_neighbourhood() -> None:
    """A mobiliser who works on Tuesdays only and reads within one of them."""
    tuesdays = make_neighbourhood(working_days=(2,), answer_days=1)
    assert AREA.read_by(tuesdays, date(2026, 6, 2)) == date(2026, 6, 9)


def test_read_by_steps_over_a_long_closure() -> None:
    area = make_area(holidays=(Holiday("Closed", date(2026, 12, 24), date(2027, 1, 3), school=False),))
    assert area.read_by(QUAYSIDE, date(2026, 12, 23)) == date(2027, 1, 5)


@given(
    today=DAYS,
    working=st.sets(st.integers(1, 7), min_size=1),
    answer_days=st.integers(1, 20),
    closed=st.lists(DAYS, max_size=30),
)
def test_exactly_so_many_open_days_pass_until_read_by(
    today: date, working: set[int], answer_days: int, closed: list[date]
) -> None:
    area = make_area(holidays=tuple(Holiday("Closed", day, day, school=False) for day in closed))
    read_by = area.read_by(make_neighbourhood(working_days=tuple(working), answer_days=answer_days), today)
    passed = [today + timedelta(days=number) for number in range(1, (read_by - today).days + 1)]
    opened = [day for day in passed if day.isoweekday() in working and day not in closed]
    assert len(opened) == answer_days
    assert opened[-1] == read_by


def test_a_door_leads_to_its_neighbourhood_and_a_made_up_one_nowhere() -> None:
    assert AREA.behind_door("q7ays1") == QUAYSIDE
    assert AREA.behind_door("quayside") is None


def test_a_place_no_neighbourhood_covers_is_elsewhere() -> None:
    assert AREA.of_place("marsh").id == ELSEWHERE
    with pytest.raises(KeyError):
        AREA.of_place("atlantis")


def test_those_responsible_stand_in_the_pack_s_order() -> None:
    first = make_agency(id="first", themes=("health",))
    second = make_agency(id="second", themes=("health", "housing"))
    area = make_area(agencies=(first, second))
    assert area.responsible("health") == (first, second)
    assert area.responsible("other") == ()


def test_only_languages_that_are_on_may_be_chosen() -> None:
    assert [one.code for one in AREA.languages_on] == ["en"]


def test_a_theme_without_a_name_in_a_language_is_named_in_english() -> None:
    assert AREA.theme("housing").name("pl") == "Housing"


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({}, ()),
        ({"safeguarding_lead": " "}, ("a safeguarding lead",)),
        ({"staffed": (), "safeguarding_deputy": ""}, ("a safeguarding deputy", "staffed hours")),
    ],
)
def test_an_area_says_what_keeps_it_from_the_public(changes: dict[str, object], missing: tuple[str, ...]) -> None:
    assert make_area(**changes).missing_safeguards == missing


def test_a_poster_s_own_code_leads_to_its_neighbourhood_and_no_other_code_does() -> None:
    area = make_area()
    quayside = area.neighbourhood("quayside")
    assert area.behind_door("q7ays1x4kq") == quayside
    for code in ("q7ays1x4k", "q7ays1x4kqq", "q7ays", "x4kq", "", None):
        assert area.behind_door(code) is None, code
