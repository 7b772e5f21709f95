"""What goes into a report and what comes out of it: a request, rows without words, finished files."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from bot.domain.contribution import HelpRole, Interest, Kind, Standing
from bot.errors import ReportError

_WRITTEN = re.compile(r"([0-9]{4})-([0-9]{1,2})")

COMPARED = 3
"""A month is set beside the place's own three months before it (product.md, the Dialogue Report, 3)."""

MONTHS_IN_YEAR = 12
YEARS = range(1900, 2200)
"""Beyond these no month before or after could be named: a calendar ends."""

SCHOOLS = "schools_learning"
"""The theme whose questions go to a head, and whose agencies are sent the school's side as well."""


class Edition(StrEnum):
    """For whom a report is. What is true of the figures of one outside edition is true of all."""

    AGENCY = "agency"
    SCHOOL = "school"
    RESIDENTS = "residents"
    CHILDREN = "children"
    INTERNAL = "internal"

    @property
    def public(self) -> bool:
        """Whether it leaves the house: then small figures are hidden and the rest rounded (reliability.md P9)."""
        return self is not Edition.INTERNAL

    @property
    def one_side(self) -> bool:
        """Whether it is one side of paper: few words, hung up or handed out."""
        return self in {Edition.SCHOOL, Edition.RESIDENTS, Edition.CHILDREN}


class Month(Struct, frozen=True, order=True):
    """A calendar month, local to the area."""

    year: int
    month: int

    @classmethod
    def of(cls, text: str) -> "Month":
        """The month written as 2026-10; ReportError where it is not one."""
        written = _WRITTEN.fullmatch(text.strip())
        year, month = map(int, written.groups()) if written else (0, 0)
        if year not in YEARS or not 1 <= month <= MONTHS_IN_YEAR:
            raise ReportError(f"{text!r} is not a month: write it as 2026-10.")
        return cls(year, month)

    @classmethod
    def on(cls, day: date) -> "Month":
        """The month a day lies in."""
        return cls(day.year, day.month)

    def __str__(self) -> str:
        """As 2026-10: sorts by time."""
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.after(1).first - timedelta(days=1)

    def after(self, months: int) -> "Month":
        """The month so many months later; earlier where `months` is negative."""
        years, month = divmod(self.year * MONTHS_IN_YEAR + self.month - 1 + months, MONTHS_IN_YEAR)
        return Month(years, month + 1)

    def compared(self) -> tuple["Month", ...]:
        """The months before it that it is compared with, oldest first."""
        return tuple(self.after(-back) for back in range(COMPARED, 0, -1))


class Request(Struct, frozen=True):
    """Which report: `neighbourhood` is the id of one, or None for the whole area; `language` a locale code.

    `draft`: it says of itself that nobody has approved it.
    """

    month: Month
    neighbourhood: str | None = None
    edition: Edition = Edition.AGENCY
    language: str = "en"
    draft: bool = False

    @property
    def stem(self) -> str:
        """The name its files share, such as 2026-10_all_agency_en."""
        return f"{self.month}_{self.neighbourhood or 'all'}_{self.edition}_{self.language}"

    @property
    def first(self) -> date:
        """The first day whose contributions it needs: that of the oldest month it compares with."""
        return self.month.compared()[0].first

    @property
    def last(self) -> date:
        """The last day whose contributions it needs."""
        return self.month.last


class Heard(Struct, frozen=True, gc=False):
    """One contribution as a report may know it: no words at all, so that no uncleared word can get into one.

    `id` is the contribution's random id; `participant` an opaque key, or None where nobody is known (paper, a note),
    who is then a person of their own; `themes` best first; `said_it` the voices behind it (1 unless a group talk);
    `on_behalf` that a worker wrote it down; `joined` that it was joined to another; `account` and `door` how it
    came; `first_said_on` the day this participant first told us anything, None where that is not known;
    `interest` what sort of interest it is, where a person confirmed that.
    """

    id: str
    participant: str | None
    kind: Kind
    themes: tuple[str, ...]
    neighbourhood: str
    said_on: date
    standing: Standing = Standing.HEARD
    said_it: int = 1
    on_behalf: bool = False
    joined: bool = False
    account: str = ""
    door: str | None = None
    help_role: HelpRole | None = None
    first_said_on: date | None = None
    interest: Interest | None = None

    @property
    def group_talk(self) -> bool:
        """Whether it tells what a group said; its voices stand beside the people who wrote, never among them."""
        return self.said_it > 1

    @property
    def person(self) -> str:
        """Who is counted: the participant, or the contribution itself where nobody is known."""
        return f"p:{self.participant}" if self.participant is not None else f"c:{self.id}"


class Files(Struct, frozen=True):
    """A finished report. `notes` tell the operator, in plain words, what could not be done as it should."""

    stem: str
    html: bytes
    pdf: bytes
    csv: bytes
    notes: tuple[str, ...] = ()
    xlsx: bytes = b""
    json: bytes = b""

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        """Each file's name and content."""
        yield f"{self.stem}.html", self.html
        yield f"{self.stem}.pdf", self.pdf
        yield f"{self.stem}.csv", self.csv
        if self.xlsx:
            yield f"{self.stem}.xlsx", self.xlsx
        if self.json:
            yield f"{self.stem}.json", self.json

    def write(self, folder: Path) -> tuple[Path, ...]:
        """Write the files into `folder` (made where missing), each whole or not at all; returns their paths.

        Raises ReportError where they cannot be written.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return tuple(_put(folder / name, content) for name, content in self)
        except OSError as fault:
            raise ReportError(f"{folder}: no report can be written there ({fault.strerror})") from fault


def _put(path: Path, content: bytes) -> Path:
    # A reader, or a second run, must never see half a file.
    draft = path.with_name(f".{path.name}.part")
    draft.write_bytes(content)
    return draft.replace(path)
