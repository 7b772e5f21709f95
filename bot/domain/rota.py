"""Who reads where on a day, and who stands in for whom: cover while somebody is away, which ends by itself."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from msgspec import Struct

from bot.domain.area import Area
from bot.domain.item import Item
from bot.domain.second_look import SecondLook
from bot.domain.worker import Right, Worker

LONGEST = timedelta(days=366)
"""So long somebody is away at most; then they say it again."""
EVERY_WEEKDAY = (1, 2, 3, 4, 5)


class Away(Struct, frozen=True):
    """A worker is away from `first` to `last`, local days, both included; `cover` (a worker's id) reads instead."""

    id: str
    worker: str
    cover: str
    first: date
    last: date

    def on(self, day: date) -> bool:
        """Whether they are away on this day."""
        return self.first <= day <= self.last

    def meets(self, first: date, last: date) -> bool:
        """Whether they are away on any day from `first` to `last`."""
        return self.first <= last and first <= self.last


class Rota(Struct, frozen=True):
    """All who work here, as they stand without cover, and who is away now or will be."""

    area: Area
    workers: tuple[Worker, ...]
    aways: tuple[Away, ...] = ()

    def worker(self, id_: str) -> Worker | None:
        """Who works here under this id."""
        return next((one for one in self.workers if one.id == id_), None)

    def is_away(self, id_: str, day: date) -> bool:
        """Whether a worker is away on this day."""
        return any(one.worker == id_ and one.on(day) for one in self.aways)

    def cover_of(self, id_: str, day: date) -> Worker | None:
        """Who stands in for a worker on this day; None where nobody has to, or whoever should has gone."""
        away = next((one for one in self.aways if one.worker == id_ and one.on(day)), None)
        return self.worker(away.cover) if away else None

    def readers(self, neighbourhood: str, day: date) -> list[Worker]:
        """Who is told of a neighbourhood: whoever reads there and is here, else their covers, else those over all."""
        near = self._near(neighbourhood)
        here = [one for one in near if not self.is_away(one.id, day)]
        covers = [self.cover_of(one.id, day) for one in near if one not in here]
        found = [*here, *(one for one in covers if one is not None and one not in here)]
        return list(dict.fromkeys(found)) or self.overseers(day)

    def overseers(self, day: date) -> list[Worker]:
        """Who is over the whole area and here; all of them where each is away: somebody has to be told."""
        over = [one for one in self.workers if one.may(Right.OVERSEE)]
        return [one for one in over if not self.is_away(one.id, day)] or over

    def seconds(self, look: SecondLook, day: date) -> list[Worker]:
        """Who may let an answer to a child go: never its writer; all of them where each is away."""
        able = [one for one in self.workers if look.may_be_decided_by(one)]
        return [one for one in able if not self.is_away(one.id, day)] or able

    def owes(self, item: Item, day: date) -> Worker | None:
        """Who owes the next step of it: who has it, whoever stands in for them, else the first who reads there.

        None only where nobody at all works here who could.
        """
        owner = self.worker(item.owner)
        if owner is not None and owner.may(Right.ANSWER, item.neighbourhood):
            return owner if not self.is_away(owner.id, day) else self.cover_of(owner.id, day) or self._first(item, day)
        return self._first(item, day)

    def on_the_day(self, today: date) -> Mapping[tuple[str, date], bool]:
        """By neighbourhood and day whether somebody reads there, for days on which all who do so else are away."""
        days = sorted({day for away in self.aways for day in _days(away, today)})
        found: dict[tuple[str, date], bool] = {}
        for place in self.area.neighbourhoods:
            near = self._near(place.id)
            for day in days:
                if near and all(self.is_away(one.id, day) for one in near):
                    readers = self.readers(place.id, day)
                    found[place.id, day] = any(day.isoweekday() in self._weekdays(one) for one in readers)
        return found

    def _first(self, item: Item, day: date) -> Worker | None:
        return next(iter(self.readers(item.neighbourhood, day)), None)

    def _near(self, neighbourhood: str) -> list[Worker]:
        """Those who read there and are not over the whole area."""
        able = (one for one in self.workers if one.may(Right.READ_WORDS, neighbourhood))
        return [one for one in able if not one.may(Right.OVERSEE)]

    def _weekdays(self, worker: Worker) -> frozenset[int]:
        """On which weekdays a worker reads: those of their neighbourhoods, or the area's staffed days."""
        own = {
            day for place in self.area.neighbourhoods for day in place.working_days if place.id in worker.neighbourhoods
        }
        return frozenset(own or {day for hours in self.area.staffed for day in hours.days} or EVERY_WEEKDAY)


def _days(away: Away, today: date) -> Iterator[date]:
    day = max(away.first, today)
    while day <= away.last:
        yield day
        day += timedelta(days=1)
