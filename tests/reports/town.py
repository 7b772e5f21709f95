"""A town that talks for two years: the same people again and again, by several doors, in several places."""

from random import Random
from uuid import UUID

from bot.domain.contribution import HelpRole, Interest, Kind, Standing
from reports.model import Heard, Month
from tests.factories_reports import make_heard

KINDS = (Kind.ISSUE, Kind.IDEA, Kind.INTEREST, Kind.GOOD_NEWS)
STANDINGS = (Standing.HEARD, Standing.HELD, Standing.SAFEGUARDING, Standing.SPAM, Standing.WITHDRAWN)


class Town:
    """Lives month by month: each month `people` speak, more than half of whom spoke before, a few of them much."""

    def __init__(self, people: int, places: tuple[str, ...], themes: tuple[str, ...], seed: int) -> None:
        self.random = Random(f"{people}-{places}-{seed}")  # noqa: S311 -- made-up rows
        self.people, self.places, self.themes = people, places, themes
        self.first: dict[int, Month] = {}
        self.homes: dict[int, str] = {}

    def lives(self, first: Month, months: int) -> list[Heard]:
        """What is heard in so many months from the first, in which nobody has spoken before."""
        return [row for n in range(months) for row in self._month(first.after(n))]

    def _month(self, month: Month) -> list[Heard]:
        count = max(1, round(self.people * self.random.uniform(0.8, 1.2)))
        again = min(len(self.first), round(count * 0.55))
        speakers = self.random.sample(sorted(self.first), again)
        speakers += range(len(self.first), len(self.first) + count - again)
        return [row for person in speakers for row in self._speaks(person, month)]

    def _speaks(self, person: int, month: Month) -> list[Heard]:
        self.first.setdefault(person, month)
        if person not in self.homes:
            self.homes[person] = self._one_of(self.places)
        return [self._says(person, month) for _ in range(self.random.choices((1, 2, 3, 5, 12), (60, 25, 9, 5, 1))[0])]

    def _says(self, person: int, month: Month) -> Heard:
        away = self.random.random() < 0.1
        on = self._day(month)
        talk = self.random.random() < 0.015
        return make_heard(
            id=str(UUID(int=self.random.getrandbits(128))),
            participant=None if talk else f"person-{person}",
            kind=self.random.choices(KINDS, (42, 33, 15, 10))[0],
            themes=(self._one_of(self.themes),),
            neighbourhood=self.random.choice(self.places) if away else self.homes[person],
            said_on=on,
            said_it=self.random.randint(4, 25) if talk else 1,
            standing=self.random.choices(STANDINGS, (93, 2, 1, 2, 2))[0],
            joined=self.random.random() < 0.05,
            on_behalf=self.random.random() < 0.15,
            account=("web", "telegram:1", "web", "import", "pigeon:1")[person % 5],
            interest=(None, *Interest, Interest.OFFER)[person % 5],
            help_role=self.random.choices((None, HelpRole.MAKE_TEA), (4, 1))[0],
            first_said_on=min(self.first[person].first, on),
        )

    def _day(self, month: Month):
        return month.first.replace(day=self.random.randint(1, month.last.day))

    def _one_of(self, choices: tuple[str, ...]) -> str:
        """One of several of which the first is about four times as common as the last."""
        return self.random.choices(choices, [1 / (1 + 3 * n / len(choices)) ** 1.5 for n in range(len(choices))])[0]
