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


def silent_days(area: Area, item: Item, today: date) -> int:
    """On how many days since its date, today included, somebody could have kept it; 0 for what is not late."""
    place = area.neighbourhood(item.neighbourhood)
    if place is None or not item.late(today) or item.next_date is None:
        return 0
    return _read_days(area, place, item.next_date, today)


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
