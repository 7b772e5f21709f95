"""A figure in words: exact, rounded, a few, so many or more, not shown."""

import pytest

from bot.i18n import Wording
from reports.change import Change, Direction
from reports.figures import HIDDEN, Figure, Rounding, exact
from reports.model import Month
from reports.wording import Voice

RULE = Rounding(10, 5)
ABOUT_40, FEW, FROM_25 = RULE.figure(41), RULE.few, RULE.at_least(27)


@pytest.fixture(scope="module")
def english(wording: Wording) -> Voice:
    return Voice(wording, "en")


@pytest.mark.parametrize(
    ("figure", "cell", "sentence"),
    [
        (exact(0), "0", "0 people"),
        (exact(1), "1", "1 person"),
        (exact(1234), "1,234", "1,234 people"),
        (ABOUT_40, "40", "about 40 people"),
        (FEW, "fewer than 10", "fewer than 10 people"),
        (FROM_25, "25 or more", "25 or more people"),
        (HIDDEN, "not shown", "a number of people that is not shown"),
    ],
)
def test_a_figure_is_bare_in_a_table_and_says_what_it_counts_in_a_sentence(
    figure: Figure, cell: str, sentence: str, english: Voice
) -> None:
    assert (english.figure(figure), english.count("people", figure)) == (cell, sentence)


@pytest.mark.parametrize("of", ["people", "messages", "voices"])
@pytest.mark.parametrize("figure", [exact(1), exact(2), ABOUT_40, FEW, FROM_25, HIDDEN])
def test_whatever_is_counted_can_be_said_of_every_figure(of: str, figure: Figure, english: Voice) -> None:
    said = english.count(of, figure)
    assert "{" not in said
    assert "report." not in said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change(Direction.MORE, RULE.figure(25)), "↑ More than usual (usual: 25)"),
        (Change(Direction.FEWER, RULE.figure(25)), "↓ Fewer than usual (usual: 25)"),
        (Change(Direction.SAME, RULE.figure(25)), "↔ No clear change (usual: 25)"),
        (Change(Direction.NOT_ENOUGH), "Not enough to compare"),
        (Change(Direction.NOT_COMPARED), "Not compared"),
    ],
)
def test_a_change_is_an_arrow_and_words(change: Change, said: str, english: Voice) -> None:
    assert english.change(change) == said


@pytest.mark.parametrize(
    ("language", "number", "month"), [("en", "1,234", "October 2026"), ("pl", "1\u00a0234", "październik 2026")]
)
def test_numbers_and_months_are_written_as_the_language_writes_them(
    language: str, number: str, month: str, wording: Wording
) -> None:
    voice = Voice(wording, language)
    assert (voice.number(1234), voice.month(Month(2026, 10))) == (number, month)
    assert not voice.rtl


def test_what_a_language_has_no_words_for_is_said_in_english_with_its_own_numbers(wording: Wording) -> None:
    assert Voice(wording, "fr").count("people", exact(12345)) == "12\u202f345 people"


def test_a_month_is_named_in_its_own_language_whichever_came_before(wording: Wording) -> None:
    named = {one: Voice(wording, one).month(Month(2026, 10)) for one in ("zh", "ro", "ar", "pl", "en")}
    assert (named["zh"], named["ro"], named["en"]) == ("十月 2026", "octombrie 2026", "October 2026")
    assert (named["pl"], named["ar"].split()[0]) == ("październik 2026", "أكتوبر")
