"""The Friday answer is of one Friday a week, and tells how far things came, of nobody."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.contribution import Kind, Progress, Standing
from bot.domain.friday import Step, steps, week_of
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
