"""Activity: something that is on, for residents to come to."""

from datetime import date, timedelta

from msgspec import Struct

WEEK = 7


class Activity(Struct, frozen=True):
    """Something that is on. `neighbourhood` is the id of one, None for the whole area; `owner` runs it.

    It is on on `days`, and from `first` to `last` on these ISO `weekdays` (1 = Monday). `audience` is all, child or
    adult; `cost` is in plain words, such as "free", and so is `ages`, such as "8 to 12".
    """

    id: str
    name: str
    where: str
    owner: str
    days: tuple[date, ...] = ()
    weekdays: tuple[int, ...] = ()
    first: date | None = None
    last: date | None = None
    time: str = ""
    cost: str = ""
    phone: str = ""
    link: str = ""
    neighbourhood: str | None = None
    audience: str = "all"
    ages: str = ""
    planned_by_young: bool = False

    def next_on(self, today: date) -> date | None:
        """The next day it is on, today included; None once it is over."""
        found = [day for day in self.days if day >= today]
        if self.last is not None and self.first is not None:
            start = max(self.first, today)
            week = (start + timedelta(days=ahead) for ahead in range(WEEK))
            found += [day for day in week if day.isoweekday() in self.weekdays and day <= self.last][:1]
        return min(found, default=None)
