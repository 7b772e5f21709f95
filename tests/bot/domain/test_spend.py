"""A line on a small spend is understood as it was meant, or says what is missing."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.spend import Spend, pence_of, pounds, spend

TODAY = date(2026, 11, 26)
"""A Thursday."""
PLACES = {"lakes": "lakes-estate"}


def read(line: str, usual: str | None = "quayside") -> Spend:
    return spend(line, TODAY, lambda name: PLACES.get(name.casefold()), usual)


def test_place_amount_what_day_role_and_receipt() -> None:
    line = "Lakes: 12.50 juice for the hoop day, Saturday - to the corner shop, receipt"
    assert read(line) == Spend(
        "juice for the hoop day", "lakes-estate", date(2026, 11, 21), 1250, "the corner shop", receipt=True
    )


@pytest.mark.parametrize(
    ("line", "what", "pence"),
    [
        ("12.50 juice for the hoop day", "juice for the hoop day", 1250),
        ("£7 sun hats", "sun hats", 700),
        ("2 marshmallow bags 3,40", "2 marshmallow bags", 340),
        ("2 cartons of juice £3", "2 cartons of juice", 300),
        ("80p string", "string", 80),
        ("1.5 tea bags", "tea bags", 150),
        ("5 stamps", "stamps", 500),
        ("4 balls for May fair 19.99", "4 balls for May fair", 1999),
    ],
)
def test_an_amount_is_told_from_other_figures(line: str, what: str, pence: int) -> None:
    found = read(line)
    assert (found.what, found.pence, found.on) == (what, pence, TODAY)


@pytest.mark.parametrize(
    ("line", "receipt"), [("2.00 tea, no receipt", False), ("2.00 tea, with a receipt", True), ("2.00 tea", False)]
)
def test_a_receipt_is_kept_where_it_is_said(line: str, receipt: bool) -> None:  # noqa: FBT001 - a parameter
    assert (read(line).receipt, read(line).what) == (receipt, "tea")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("juice", "say how much it was"),
        ("2 cartons of", None),
        ("12.50", "what it was for"),
        ("0.00 juice", "is no small spend"),
        ("£99999 a bus", "is no small spend"),
        ("1.00 tea 2030-01-01", "not a day on which it can have been"),
        ("1.00 tea - to " + "x" * 61, "whom it was paid to"),
    ],
)
def test_what_is_missing_is_said(line: str, why: str | None) -> None:
    if why is None:
        assert read(line).pence == 200, "a figure that opens the line is the amount"
        return
    with pytest.raises(ValueError, match=why):
        read(line)


def test_who_works_in_two_places_names_one() -> None:
    with pytest.raises(ValueError, match="begin the line with a place"):
        read("3.00 tea", usual=None)


def test_amounts_are_read_and_written_alike() -> None:
    assert [pence_of(pounds(one).replace(",", "")) for one in (1, 150, 100_050)] == [1, 150, 100_050]


@given(st.text(max_size=120))
def test_no_line_breaks_it(line: str) -> None:
    with suppress(ValueError):
        found = read(line)
        assert found.what
        assert found.pence > 0
