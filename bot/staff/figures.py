"""The map and the trends: how many people of a neighbourhood told us what, beside its own three months before.

The figures are those of the agency's edition: small ones are hidden from workers, too, since a screen is looked at over
shoulders and a map is photographed. Places are in the pack's order and never ranked (product.md 43).
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec import Struct

from bot.domain.area import Area, Neighbourhood
from bot.domain.contribution import Kind
from bot.domain.worker import Right, Worker
from bot.i18n import FALLBACK, Wording
from bot.staff.printing import released
from bot.storage.database import Database
from bot.storage.keys import Keys
from reports import dataset
from reports.analyse import PEOPLE
from reports.disclosure import REST
from reports.findings import Findings, find
from reports.gather import gather, so_far
from reports.model import Edition, Heard, Month, Request
from reports.stands import Stood
from reports.wording import Voice

MONTHS = 13
"""So many months are offered: this one, and a year back."""
SHADES = (0, 20, 40, 80)
"""From how many people on a tile is a shade darker; the figure stands on it all the same."""


class Trend(Struct, frozen=True):
    """One theme of a kind: its people, and how that stands beside the usual, as arrow and words."""

    kind: Kind
    theme: str
    people: str
    change: str


class Tile(Struct, frozen=True):
    """A neighbourhood on the map. `short` is its people as a number, "" where none is shown; `shade` 0 (none) to 4."""

    place: Neighbourhood
    people: str
    short: str
    shade: int
    change: str
    trends: tuple[Trend, ...]


class Figures(Struct, frozen=True):
    """`clock` gives the time in UTC."""

    database: Database
    keys: Keys
    area: Area
    wording: Wording
    clock: Callable[[], datetime]

    def months(self) -> list[Month]:
        """The months there may be figures of, the newest first."""
        this = Month.on(self.clock().astimezone(self.area.zone).date())
        return [this.after(-back) for back in range(MONTHS)]

    async def of(self, worker: Worker, month: Month) -> list[Tile]:
        """The neighbourhoods within the worker's fence, in the pack's order.

        A month that is released has the figures it was printed with.
        """
        places = [one for one in self.area.neighbourhoods if worker.may(Right.SEE_FIGURES, one.id)]
        asked = [Request(month, one.id, Edition.AGENCY, FALLBACK) for one in places]
        async with self.database.read() as conn:
            out = await released(conn, self.keys, str(month))
        printed = dataset.load(out, month).printed if out else None
        if printed is not None:
            stood, voice = Stood(self.area, printed), Voice(self.wording, FALLBACK)
            return [self._tile(place, stood.find(one), voice) for place, one in zip(places, asked, strict=True)]
        heard = await gather(self.database, self.keys.organisation, asked)
        if self.goes_on(month):
            heard = so_far(heard, month)
        return await asyncio.to_thread(self.tiles, places, asked, heard)

    def goes_on(self, month: Month) -> bool:
        """Whether a month is not over."""
        return month.last >= self.clock().astimezone(self.area.zone).date()

    def tiles(self, places: Sequence[Neighbourhood], asked: Sequence[Request], heard: Sequence[Heard]) -> list[Tile]:
        """The same of rows that are there already; heavy, so off the loop."""
        voice = Voice(self.wording, FALLBACK)
        found = []
        for place, one in zip(places, asked, strict=True):
            here = [row for row in heard if row.neighbourhood == place.id and one.first <= row.said_on <= one.last]
            found.append(self._tile(place, find(one, here, self.area), voice))
        return found

    def _tile(self, place: Neighbourhood, found: Findings, voice: Voice) -> Tile:
        people = found[PEOPLE]
        shade = sum(people.value >= least for least in SHADES) if people.known else 0
        change, trends = voice.change(found.change(PEOPLE)), self._trends(found, voice)
        return Tile(place, voice.figure(people), voice.figure(people) if people.known else "", shade, change, trends)

    def _trends(self, found: Findings, voice: Voice) -> tuple[Trend, ...]:
        """The themes that have a figure of their own, then all others together; never by size alone of two places."""
        order = {one.code: number for number, one in enumerate(self.area.themes)}
        names = {one.code: one.name(FALLBACK) for one in self.area.families}
        names |= {one.code: one.name(FALLBACK) for one in self.area.themes}
        rows = []
        for kind in Kind:
            for code in found.ranked(kind, order):
                cell = ("theme", kind.value, code)
                name = voice("theme.rest") if code == REST else names.get(code, code)
                rows.append(Trend(kind, name, voice.figure(found[cell]), voice.change(found.change(cell))))
        return tuple(rows)
