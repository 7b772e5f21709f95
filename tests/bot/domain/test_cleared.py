"""A line for everybody: how it is typed, and when it is somebody's very words."""

import pytest

from bot.domain.cleared import parted, quotes

SAID = "please can we have a ramp for our skateboards behind the shops because there is nowhere"


@pytest.mark.parametrize(
    ("line", "asked", "told"),
    [
        ("a ramp - the council has ordered it", "a ramp", "the council has ordered it"),
        ("a ramp", "a ramp", ""),
        ("a drop-in for teens  -  on  Mondays - from May", "a drop-in for teens", "on Mondays - from May"),
        (" - only why", "", "only why"),
    ],
)
def test_what_was_asked_stands_before_the_first_dash_on_its_own(line: str, asked: str, told: str) -> None:
    assert parted(line) == (asked, told)


@pytest.mark.parametrize(
    ("line", "quoted"),
    [
        (SAID, True),
        ("They said: HAVE A RAMP, for our skateboards: behind the shops!", True),
        ("a ramp for skateboards behind the shops", False),
        ("have a ramp for our skateboards behind the", True),
        ("have a ramp for our skateboards behind", False),
        ("", False),
    ],
)
def test_eight_of_their_words_running_are_a_quote_whatever_the_capitals(line: str, quoted: bool) -> None:  # noqa: FBT001
    assert quotes(line, SAID) is quoted


def test_an_apostrophe_more_or_less_makes_no_other_words() -> None:
    assert quotes("we can't sleep for the noise all night long here", "WE CANT SLEEP FOR THE NOISE ALL NIGHT LONG")


@pytest.mark.parametrize(
    ("line", "words", "quoted"),
    [
        ("a hoop by the shops", "A hoop, by the shops!", True),
        ("Bins", "bins!!", True),
        ("They would like a hoop by the old shops", "a hoop by the shops", True),
        ("bins that are emptied", "bins", False),
        ("Something to play on near the shops", "a hoop by the shops", False),
        ("the shops would like a hoop", "a hoop by the shops", False),
        ("anything", "", False),
        ("", "?!", False),
    ],
)
def test_a_short_message_that_stands_in_a_line_whole_is_a_quote(line: str, words: str, quoted: bool) -> None:  # noqa: FBT001
    assert quotes(line, words) is quoted
