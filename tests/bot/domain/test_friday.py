"""The Friday answer is of one Friday a week, and tells how far things came, of nobody."""

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.domain.cleared import Cleared
from bot.domain.contribution import Kind, Progress, Standing
from bot.domain.friday import Step, says, steps, week_of
from bot.domain.item import Item


def item(theme: str, became: Progress | None) -> Item:
    return Item(
        id="c1",
        reference="LK-7Q4MX",
        kind=Kind.IDEA,
        themes=(theme,),
        neighbourhood="quayside",
        received_at=datetime(2026, 10, 7, tzinfo=UTC),
        standing=Standing.HEARD,
        help_role=None,
        protected=False,
        new_voice=False,
        others_since=0,
        became=became,
        became_at=None,
        next_date=None,
        owner="",
        joined_to=None,
        on_agenda=False,
        talked_over=False,
    )


@pytest.mark.parametrize("day", range(7))
def test_every_day_of_a_week_belongs_to_its_friday(day: int) -> None:
    assert week_of(date(2026, 10, 5) + timedelta(days=day)) == date(2026, 10, 9)


def test_what_is_merely_read_is_not_told_and_things_of_one_theme_are_counted() -> None:
    given = [
        item("housing", Progress.READ),
        item("housing", None),
        item("housing", Progress.PLANNED),
        item("housing", Progress.PLANNED),
        item("health", Progress.DONE),
    ]
    assert steps(given, {}) == [Step("health", Progress.DONE), Step("housing", Progress.PLANNED)]


def test_what_was_cleared_is_told_in_its_words_and_the_rest_by_its_theme_alone() -> None:
    """And nothing of what is joined to another thing: that is told there."""
    ramp = replace(item("health", Progress.PLANNED), id="c2", next_date=date(2026, 10, 30))
    joined = replace(item("health", Progress.DONE), id="c3", joined_to="c2")
    lines = {"c2": Cleared("a ramp", "It is on order.", "sam", datetime(2026, 10, 7, tzinfo=UTC))}
    assert steps([item("housing", Progress.DONE), ramp, joined], lines) == [
        Step("health", Progress.PLANNED, date(2026, 10, 30), "a ramp", "It is on order."),
        Step("housing", Progress.DONE),
    ]


def test_a_voice_note_says_the_same_words_whatever_the_spaces() -> None:
    assert says("Hello  Quayside,\nSam here.") == says("Hello Quayside, Sam here. ")
    assert says("Hello Quayside.") != says("Hello Quayside!")
