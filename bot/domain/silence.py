"""The silence alarm: a promise whose day has passed is told to whoever owes it, later to whoever is over all."""

from collections.abc import Iterable
from datetime import date, timedelta

from bot.domain.area import Area, Neighbourhood
from bot.domain.item import Item
from bot.domain.second_look import SecondLook

SILENT_AFTER = 3
"""Days on which somebody reads there, after which the manager is told too."""
UNSEEN_AFTER = 1
"""Days on which somebody reads there, after which an answer that no second worker has looked at is told of again."""


def silent(area: Area, items: Iterable[Item], today: date) -> list[Item]:
    """Of what is late that of which nobody was told on days on which somebody could have."""
    # Many are due on the same day: whether somebody read there since is asked once a day and place.
    found: dict[tuple[str, date], bool] = {}

    def is_silent(one: Item, due: date) -> bool:
        key = one.neighbourhood, due
        if key not in found:
            place = area.neighbourhood(one.neighbourhood)
            found[key] = place is not None and _read_days(area, place, due, today) >= SILENT_AFTER
        return found[key]

    return [one for one in items if one.next_date is not None and one.late(today) and is_silent(one, one.next_date)]


def unseen(area: Area, looks: Iterable[SecondLook], today: date) -> list[SecondLook]:
    """Of answers that wait for a second worker those that have for a day on which somebody reads there."""

    def days(one: SecondLook) -> int:
        place = area.neighbourhood(one.neighbourhood) or area.elsewhere
        return _read_days(area, place, one.asked_at.astimezone(area.zone).date(), today)

    return [one for one in looks if days(one) >= UNSEEN_AFTER]


def _read_days(area: Area, place: Neighbourhood, since: date, today: date) -> int:
    """On how many days after `since`, today included, somebody reads there."""
    # What is long past is past: nobody counts the days of a year.
    days = range(1, min((today - since).days, 60) + 1)
    return sum(area.reads_on(place, since + timedelta(days=n)) for n in days)
