"""Age bands: who is protected, who is turned away, what an age becomes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.participant import AgeBand, Participant


@pytest.mark.parametrize("band", [None, *AgeBand])
def test_everyone_who_did_not_say_18_is_protected_as_a_child(band: AgeBand | None) -> None:
    assert Participant(band=band).protected is (band is not AgeBand.ADULT)


@pytest.mark.parametrize("band", AgeBand)
def test_nobody_under_13_has_a_place_remembered(band: AgeBand) -> None:
    assert band.remembers_place is (band is not AgeBand.UNDER_13)


@pytest.mark.parametrize(
    ("band", "age", "below"),
    [
        (AgeBand.UNDER_13, 13, True),
        (AgeBand.UNDER_13, 0, False),
        (AgeBand.FROM_13, 16, True),
        (AgeBand.FROM_13, 13, False),
        (AgeBand.FROM_16, 16, False),
        (AgeBand.FROM_16, 18, True),
        (AgeBand.ADULT, 18, False),
        (AgeBand.SKIPPED, 18, False),
    ],
)
def test_a_band_is_below_an_age_when_everyone_in_it_is(band: AgeBand, age: int, below: bool) -> None:  # noqa: FBT001
    """Those who did not say are not turned away: they are protected instead."""
    assert band.below(age) is below


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (0, AgeBand.UNDER_13),
        (12, AgeBand.UNDER_13),
        (13, AgeBand.FROM_13),
        (15, AgeBand.FROM_13),
        (16, AgeBand.FROM_16),
        (17, AgeBand.FROM_16),
        (18, AgeBand.ADULT),
        (99, AgeBand.ADULT),
    ],
)
def test_an_age_becomes_its_band(age: int, band: AgeBand) -> None:
    assert AgeBand.of(age) is band


@given(age=st.integers(0, 99), limit=st.integers(0, 18))
def test_a_band_never_turns_away_someone_old_enough(age: int, limit: int) -> None:
    if age >= limit:
        assert not AgeBand.of(age).below(limit)
