"""Counting what was heard: distinct people before messages, exactly, month by month and place by place. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from msgspec import Struct, field

from bot.domain.contribution import Standing
from reports.model import Heard, Month

Cell = tuple[str, ...]
"""The address of one figure, such as ("theme", "idea", "housing"); the constants and functions below make them."""

PEOPLE: Cell = ("people",)
NEW: Cell = ("new",)
NOT_NEW: Cell = ("not_new",)
MESSAGES: Cell = ("messages",)
HELPERS: Cell = ("helpers",)
VOICES: Cell = ("voices",)
TALKS: Cell = ("talks",)
RECEIVED: Cell = ("received",)

PARTS = ("included", "joined", "held", "withdrawn", "spam")
"""What was received falls into exactly one of these (product.md, the Dialogue Report, 14)."""

DOORS = ("web", "telegram", "terminal", "note", "import")
"""How people reach us; a channel that is not named here counts under OTHER_DOOR until it is."""
OTHER_DOOR = "other"

NO_THEME = "other"

# Safeguarding is inside "held" and never stands alone.
_PART = {
    Standing.HELD: "held",
    Standing.SAFEGUARDING: "held",
    Standing.WITHDRAWN: "withdrawn",
    Standing.SPAM: "spam",
}


class Counts(Struct, frozen=True):
    """The exact figures of one place and month, by cell; a cell that is not there is 0.

    `speakers` are who is behind each theme cell, so that themes can be added together without counting anyone twice.
    """

    figures: Mapping[Cell, int] = field(default_factory=dict)
    speakers: Mapping[Cell, AbstractSet[str]] = field(default_factory=dict)

    def __getitem__(self, cell: Cell) -> int:
        return self.figures.get(cell, 0)

    def together(self, cells: Iterable[Cell]) -> int:
        """How many distinct people stand behind these theme cells."""
        return len(set().union(*(self.speakers.get(cell, ()) for cell in cells)))

    def themes(self, kind: str) -> tuple[str, ...]:
        """The codes of the themes this kind was heard on, sorted."""
        return tuple(sorted(cell[2] for cell in self.figures if cell[:2] == ("theme", kind)))

    def doors(self) -> tuple[str, ...]:
        """The doors anybody came by, sorted."""
        return tuple(sorted(cell[1] for cell in self.figures if cell[0] == "door"))


Scope = tuple[Month, str | None]
"""A month and a neighbourhood, or None for the whole area."""


def analyse(heard: Iterable[Heard]) -> dict[Scope, Counts]:
    """The counts of every month and neighbourhood in `heard`, and of each month over all of them (None).

    People are distinct within each cell: whoever wrote five messages on housing is one person there. A contribution
    counts under its first theme. Group talks count their voices beside the people, never among them. Only what stands
    as heard is counted as said; the rest appears in ("received", ...) alone, in messages.
    """
    tallies: dict[Scope, _Tally] = defaultdict(_Tally)
    for row in heard:
        month, entry = Month.on(row.said_on), _entry(row)
        tallies[month, row.neighbourhood].take(entry)
        tallies[month, None].take(entry)
    return {scope: tally.counts() for scope, tally in tallies.items()}


def theme_of(row: Heard) -> str:
    """The one theme a contribution counts under: its first, which is the one the resident saw and confirmed."""
    return row.themes[0] if row.themes else NO_THEME


def door_of(row: Heard) -> str:
    """How a person came: the channel, "note" for what a worker wrote down, "import" for what came in a file."""
    channel = row.account.partition(":")[0] or "import"
    return "note" if row.on_behalf else channel if channel in DOORS else OTHER_DOOR


class _Tally(Struct):
    people: dict[Cell, set[str]] = field(default_factory=lambda: defaultdict(set))
    sums: dict[Cell, int] = field(default_factory=lambda: defaultdict(int))

    def take(self, entry: "_Entry") -> None:
        for cell in entry.people:
            self.people[cell].add(entry.person)
        for cell, count in entry.sums:
            self.sums[cell] += count

    def counts(self) -> Counts:
        figures = {cell: len(people) for cell, people in self.people.items()} | self.sums
        figures[NOT_NEW] = figures.get(PEOPLE, 0) - figures.get(NEW, 0)
        return Counts(figures, {cell: people for cell, people in self.people.items() if cell[0] == "theme"})


class _Entry(Struct, frozen=True):
    """What one contribution adds: the cells its person is counted in, and what is added to sums."""

    person: str
    people: tuple[Cell, ...]
    sums: tuple[tuple[Cell, int], ...]


def _entry(row: Heard) -> _Entry:
    part = _PART.get(row.standing) or ("joined" if row.joined else "included")
    received: tuple[tuple[Cell, int], ...] = ((RECEIVED, 1), (("received", part), 1))
    if row.standing is not Standing.HEARD:
        return _Entry(row.person, (), received)
    if row.group_talk:
        voices = ((TALKS, 1), (VOICES, row.said_it), (("voices", row.kind.value), row.said_it))
        return _Entry(row.person, (), (*received, *voices))
    return _Entry(row.person, tuple(_cells(row)), (*received, (MESSAGES, 1)))


def _cells(row: Heard) -> Iterator[Cell]:
    kind = row.kind.value
    yield PEOPLE
    yield "kind", kind
    yield "theme", kind, theme_of(row)
    yield "door", door_of(row)
    if row.help_role is not None and row.help_role.helps:
        yield HELPERS
        yield "helpers", kind
    if row.first_said_on is not None and Month.on(row.first_said_on) == Month.on(row.said_on):
        yield NEW
