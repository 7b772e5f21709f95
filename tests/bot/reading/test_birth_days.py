"""Days of birth told from other days by what stands around them, as was learned: no rule announces these."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reading import PrivateType
from bot.reading.birth_days import days
from bot.reading.normalise import plain
from tests.bot.reading.blind_sets import marked
from tests.bot.reading.test_likely import by_rules, hidden, town
from tests.bot.reading.test_milton_keynes import readers


@pytest.mark.parametrize(
    "line",
    [
        "wasnt sure you had it, [date_of_birth:04-11-72]?",
        "joining the walkers, me [date_of_birth:3/9/61] and my wife [date_of_birth:28/1/63]",
        "i make seventy on [date_of_birth:new year's eve] and want a dance",
        "for the over tens list: Ade [date_of_birth:110514], Remi [date_of_birth:020316]",
    ],
)
def test_a_day_that_nothing_announces_is_heard_where_somebody_is_spoken_of(line: str) -> None:
    one = marked(line)
    due = {at for mark in one.marks for at in range(mark.start, mark.end) if one.text[at].isalnum()}
    assert due <= hidden(one.text)
    assert not due <= by_rules(one.text)


@pytest.mark.parametrize(
    "line",
    [
        "my mum was born in the [date_of_birth:winter of 1951]",
        "born [date_of_birth:October of 1958] in Wolverton",
        "my dob is [date_of_birth:09/1957]",
        "dob [date_of_birth:twelve of august 1967] in my passport",
        "came to us [date_of_birth:three days before christmas 2019], born in the lift",
        "my birthday is [date_of_birth:the ides of march]",
        "born [date_of_birth:4 Muharram 1390] as we count",
        "my dob is [date_of_birth:thirteenth of the fifth eighty one]",
        "her birthday is [date_of_birth:the 30th of this may]",
        "his date of birth is [date_of_birth:twelve twelve two thousand and four]",
    ],
)
def test_a_day_is_hidden_with_all_that_is_of_it(line: str) -> None:
    one = marked(line)
    due = {at for mark in one.marks for at in range(mark.start, mark.end) if one.text[at].isalnum()}
    assert due <= hidden(one.text)


@pytest.mark.parametrize(
    "text",
    [
        "the fair is on Saturday 12 June",
        "bins were missed on the 4th and again on the 11th",
        "built in 1974 and never painted since",
        "they promised it by Friday 5 December",
        "our team won 4/5 games",
        "the 09:15 bus is late",
        "Hello Fishermead, Robin here with this week's answer.",
        "The address may be old.",
        "The report of November 2026 as it would go out now",
        "a lift costs 0.5 million",
    ],
)
def test_a_day_on_which_something_happens_is_nobody_s(text: str) -> None:
    assert PrivateType.DATE_OF_BIRTH not in {one.type for one in readers().read(text).private}


@pytest.mark.parametrize("text", ["sort code 23-69-72", "my ref is 99887766"])
def test_numbers_that_can_be_no_day_are_none(text: str) -> None:
    assert days(plain(text), town().private.hints) == []


@given(st.text(max_size=120))
def test_days_lie_in_their_text_in_order_and_none_over_another(text: str) -> None:
    told = plain(text)
    found = days(told, town().private.hints)
    upto = 0
    for start, end in found:
        assert upto <= start < end <= len(told.text)
        upto = end
