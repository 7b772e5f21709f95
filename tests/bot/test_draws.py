"""What is drawn is as it should be: growing, unguessable, readable, in the area's own time."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.core import LOCALES
from bot.domain import reference
from bot.draws import RETURN_WORDS, Draws, load_return_words, new_id
from bot.errors import SettingError

SUMMER = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)


@pytest.fixture
def draws() -> Draws:
    return Draws(lambda: SUMMER, ZoneInfo("Europe/London"), {"en": ("plum", "fox"), "pl": ("lis", "dom")})


def test_ids_grow_and_never_repeat() -> None:
    drawn = [new_id() for _ in range(5000)]
    assert drawn == sorted(set(drawn))
    assert all(len(one) == 32 for one in drawn)


def test_a_reference_is_one(draws: Draws) -> None:
    drawn = {draws("reference", "LK") for _ in range(200)}
    assert len(drawn) > 190
    assert all(reference.tidy(one) == one for one in drawn)
    assert all(one.startswith("LK-") for one in drawn)


@pytest.mark.parametrize(("what", "shortest"), [("talk", 8), ("token", 32)])
def test_what_must_not_be_guessed_is_long_and_fits_an_address(draws: Draws, what: str, shortest: int) -> None:
    drawn = {draws(what, "") for _ in range(500)}
    assert len(drawn) == 500
    assert all(len(one) >= shortest and one.replace("-", "").replace("_", "").isalnum() for one in drawn)


def test_return_words_are_of_the_language_or_else_english(draws: Draws) -> None:
    assert set(draws("return_words", "pl").split()) <= {"lis", "dom"}
    assert set(draws("return_words", "ar").split()) <= {"plum", "fox"}
    assert len(draws("return_words", "pl").split()) == RETURN_WORDS


def test_now_is_local(draws: Draws) -> None:
    assert draws("now", "") == "2026-07-01T00:30:00+01:00"


def test_what_nobody_knows_is_not_drawn(draws: Draws) -> None:
    with pytest.raises(ValueError, match="lottery"):
        draws("lottery", "")


def test_english_return_words_are_there_and_enough() -> None:
    """A million ways at least: with them somebody's own words are found again."""
    assert len(set(load_return_words(LOCALES)["en"])) ** RETURN_WORDS >= 10**6


def test_without_english_return_words_nothing_starts(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"return_words\.txt"):
        load_return_words(tmp_path)
