"""The silence alarm: a promise whose day has passed is told to whoever owes it, later to whoever is over all."""

from datetime import date, timedelta

from bot.domain.area import Area
from bot.domain.item import Item

SILENT_AFTER = 3
"""Days on which somebody reads there, after which the manager is told too."""


def silent_days(area: Area, item: Item, today: date) -> int:
    """On how many days since its date, today included, somebody could have kept it; 0 for what is not late."""
    place = area.neighbourhood(item.neighbourhood)
    if place is None or not item.late(today) or item.next_date is None:
        return 0
    passed = (today - item.next_date).days
    # What is long past is past: nobody counts the days of a year.
    days = range(1, min(passed, 60) + 1)
    return sum(area.reads_on(place, item.next_date + timedelta(days=n)) for n in days)
