"""A group that is nearly ready to start, as it is read off a line."""

from datetime import date, timedelta

import pytest

from bot.domain.starting import STANDS, Starting, starting

TODAY = date(2026, 11, 26)


def read(line: str, usual: str | None = None) -> Starting:
    return starting(line, TODAY, {"Lakes": "lakes"}.get, usual, lambda _text, today: today + timedelta(days=1))


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (
            "Lakes: a bike workshop; the hub; Saturdays at 10; 1 short, until 12 Dec",
            Starting("lakes", "a bike workshop", 1, TODAY + timedelta(days=1), "the hub", "Saturdays at 10"),
        ),
        ("Lakes: a choir - needs two more adults", Starting("lakes", "a choir", 2, TODAY + STANDS)),
        ("Lakes: a choir, one grown-up short", Starting("lakes", "a choir", 1, TODAY + STANDS)),
        (
            "Lakes: chess until late; 3 people short until 1 May",
            Starting("lakes", "chess until late", 3, TODAY + timedelta(days=1)),
        ),
    ],
)
def test_what_where_when_how_many_and_until_when(line: str, kept: Starting) -> None:
    assert read(line) == kept


@pytest.mark.parametrize(
    "line", ["a choir; 1 short", "Lakes: a choir", "Lakes: 1 short", f"Lakes: {'a' * 121}; 1 short"]
)
def test_half_a_line_says_what_is_missing(line: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read(line)


def test_where_a_worker_has_one_place_the_line_needs_none() -> None:
    assert read("a choir; 1 short", "lakes").neighbourhood == "lakes"
