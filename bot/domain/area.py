"""Area: all that one pack serves. Nothing but data may say which town this is."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from bot.domain.activity import Activity
from bot.domain.closing import Closing
from bot.domain.doors import leads_to
from bot.domain.outline import Outline
from bot.domain.paging import Paging
from bot.domain.placeholder import Placeholder
from bot.domain.school import School
from bot.domain.suggestion import Suggestion
from bot.domain.theme import Family, Theme
from bot.domain.thresholds import ReportDays, Thresholds

ELSEWHERE = "elsewhere"
"""The id, in every pack, of the unserved neighbourhood that stands for every place no other one covers."""


class Place(Struct, frozen=True):
    """A place of the gazetteer. `neighbourhood` is the id of the one that covers it, ELSEWHERE where none is named."""

    id: str
    name: str
    kind: str
    parish: str
    aliases: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    neighbourhood: str = ELSEWHERE


class Neighbourhood(Struct, frozen=True):
    """Where a mobiliser works.

    `prefix` opens its references, `door` is the opaque code of its landing page and posters;
    `tile` is (row, column) on the area's tile grid; `digest_hour` and `friday_hour` are local; `working_days` are the
    ISO weekdays (1 = Monday) on which its mobiliser reads; `answer_days` is within how many of them it is read;
    `spend_limit` is what small spends may come to in a month, in pounds, None for the area's own; `group_budget` what
    its Local Action Group has for a calendar year, in pounds, None where it has no budget of its own. `themes` and
    `languages` come first there, `prompt` is the question it asks, in pairs of language and words (its_own.py).
    """

    id: str
    name: str
    served: bool
    prefix: str
    door: str
    mobiliser: str
    places: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    tile: tuple[int, int] | None = None
    digest_hour: int = 16
    friday_hour: int = 9
    working_days: tuple[int, ...] = (1, 2, 3, 4, 5)
    answer_days: int = 2
    spend_limit: int | None = None
    group_budget: int | None = None
    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    prompt: tuple[tuple[str, str], ...] = ()


class Duty(Struct, frozen=True):
    """What the law says of one thing that a body answers for; `words` are those by which somebody speaks of it."""

    says: str
    words: tuple[str, ...]


class Agency(Struct, frozen=True):
    """A body that reads the report. `themes` are those it is responsible for; `tenures` narrow housing duties.

    `duty` is what the law says of all that it answers for, `duties` what it says of some of it: no law on roads is
    quoted to whoever speaks of bins.
    `route` says in plain words how a resident has a say in what it decides; `meetings` are the days it meets in public.
    """

    id: str
    name: str
    themes: tuple[str, ...]
    phone: str = ""
    link: str = ""
    duty: str = ""
    duty_checked: date | None = None
    tenures: tuple[str, ...] = ()
    route: str = ""
    meetings: tuple[date, ...] = ()
    duties: tuple[Duty, ...] = ()

    def next_meeting(self, today: date) -> date | None:
        """The next day it meets in public, today included; None where the pack knows of none."""
        return min((day for day in self.meetings if day >= today), default=None)


class Signpost(Struct, frozen=True):
    """Where help is, by theme, with who keeps the entry and when it was last checked."""

    id: str
    name: str
    themes: tuple[str, ...]
    phone: str
    link: str
    owner: str
    last_checked: date


class CrisisContact(Struct, frozen=True):
    """Who to call in danger; `how` is what to do, such as "call 999".

    `audience` is child, adult or all, or staff: those a worker rings, never shown to residents.
    """

    id: str
    name: str
    number: str
    how: str
    audience: str
    last_checked: date


class Holiday(Struct, frozen=True):
    """A school holiday or bank holiday; both days included."""

    name: str
    first: date
    last: date
    school: bool

    @property
    def id(self) -> str:
        """Which one it is, among all years': "summer-holidays-2026"."""
        return "-".join((*self.name.casefold().split(), str(self.first.year)))


class Hours(Struct, frozen=True):
    """Open from `first` to `last` local time on these ISO weekdays."""

    days: tuple[int, ...]
    first: time
    last: time


class Language(Struct, frozen=True):
    """A language is on only with a named reader and a turnaround in working days (product.md 30).

    `voice_first`: many who speak it would rather say it than write it, so a voice note is offered first.
    """

    code: str
    name: str
    on: bool
    reader: str = ""
    turnaround_days: int = 0
    voice_first: bool = False


class Area(Struct, frozen=True, dict=True):
    """A whole pack, checked. Neighbourhoods in the pack's order; places by id.

    `boundaries` (outlines by neighbourhood) and `postcodes` (a CSV) are what an operator may have dropped in, empty and
    None without; `attribution` is printed where the outlines are drawn; `placeholders` are the people who are made up.
    No part of the pack are `closing`, and `on_the_day`: whether a cover reads on days on which a worker is away.
    """

    id: str
    name: str
    organisation: str
    organisation_name: str
    timezone: str
    places: Mapping[str, Place]
    neighbourhoods: tuple[Neighbourhood, ...]
    themes: tuple[Theme, ...]
    agencies: tuple[Agency, ...]
    signposts: tuple[Signpost, ...]
    crisis_contacts: tuple[CrisisContact, ...]
    holidays: tuple[Holiday, ...]
    languages: tuple[Language, ...]
    staffed: tuple[Hours, ...]
    quiet: Hours
    thresholds: Thresholds
    minimum_age: Mapping[str, int]
    safeguarding_lead: str
    safeguarding_deputy: str
    families: tuple[Family, ...] = ()
    activities: tuple[Activity, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    schools: tuple[School, ...] = ()
    safeguarding_manager: str = ""
    paging: Paging = field(default_factory=Paging)
    team: str = "the team"
    report_days: ReportDays = field(default_factory=ReportDays)
    spend_limit: int = 50
    attribution: str = ""
    placeholders: tuple[Placeholder, ...] = ()
    boundaries: Mapping[str, Outline] = field(default_factory=dict)
    postcodes: Path | None = None
    on_the_day: Mapping[tuple[str, date], bool] = field(default_factory=dict)
    closing: Closing | None = None

    @cached_property
    def zone(self) -> ZoneInfo:
        """The area's time zone."""
        return ZoneInfo(self.timezone)

    @cached_property
    def _neighbourhoods(self) -> dict[str, Neighbourhood]:
        return {one.id: one for one in self.neighbourhoods}

    @cached_property
    def _doors(self) -> dict[str, Neighbourhood]:
        return {one.door: one for one in self.neighbourhoods}

    @cached_property
    def _themes(self) -> dict[str, Theme]:
        return {one.code: one for one in self.themes}

    @cached_property
    def _closed(self) -> frozenset[date]:
        """The bank holidays, day by day."""
        bank = [one for one in self.holidays if not one.school]
        return frozenset(one.first + timedelta(days=n) for one in bank for n in range((one.last - one.first).days + 1))

    def neighbourhood(self, id_: str) -> Neighbourhood | None:
        """The neighbourhood of this id."""
        return self._neighbourhoods.get(id_)

    def behind_door(self, door: str | None) -> Neighbourhood | None:
        """The neighbourhood whose poster carries this code; None where there is none, or no door."""
        return next((self._doors[one] for one in leads_to(door or "") if one in self._doors), None)

    def of_place(self, place_id: str) -> Neighbourhood:
        """The neighbourhood that covers a place; KeyError where the gazetteer has none of this id."""
        return self._neighbourhoods[self.places[place_id].neighbourhood]

    def theme(self, code: str) -> Theme:
        """The theme of this code; KeyError where the pack has none."""
        return self._themes[code]

    @property
    def elsewhere(self) -> Neighbourhood:
        """The unserved neighbourhood that stands for every place no other one covers."""
        return self._neighbourhoods[ELSEWHERE]

    @property
    def served(self) -> tuple[Neighbourhood, ...]:
        """The neighbourhoods that have a mobiliser."""
        return tuple(one for one in self.neighbourhoods if one.served)

    @property
    def languages_on(self) -> tuple[Language, ...]:
        """The languages a resident may choose."""
        return tuple(one for one in self.languages if one.on)

    def voice_first(self, language: str) -> bool:
        """Whether many who speak this language would rather say it than write it."""
        return any(one.code == language and one.voice_first for one in self.languages)

    def languages_beside(self, spoken: str) -> tuple[Language, ...]:
        """The languages a resident may change to from the one of this code."""
        return tuple(one for one in self.languages_on if one.code != spoken)

    def responsible(self, theme: str) -> tuple[Agency, ...]:
        """The agencies that answer for a theme, in the pack's order."""
        return tuple(one for one in self.agencies if theme in one.themes)

    @property
    def missing_safeguards(self) -> tuple[str, ...]:
        """What the pack lacks before a channel may face the public; empty where it may (product.md, danger)."""
        needed = {
            "a safeguarding lead": self.safeguarding_lead.strip(),
            "a safeguarding deputy": self.safeguarding_deputy.strip(),
            "staffed hours": self.staffed,
        }
        return tuple(what for what, given in needed.items() if not given)

    def closed_on(self, day: date) -> bool:
        """Whether nobody reads on this day, whatever the hours say: a bank holiday."""
        return day in self._closed

    def reads_on(self, neighbourhood: Neighbourhood, day: date) -> bool:
        """Whether somebody reads there on this day: its own pattern, or that of whoever covers while it is away."""
        usual = day.isoweekday() in neighbourhood.working_days
        return self.on_the_day.get((neighbourhood.id, day), usual) and not self.closed_on(day)

    def read_by(self, neighbourhood: Neighbourhood, today: date) -> date:
        """The day by which `today`'s words will have been read: on days when somebody reads there, no bank holidays."""
        day, left = today, neighbourhood.answer_days
        while left:
            day += timedelta(days=1)
            left -= self.reads_on(neighbourhood, day)
        return day
