"""Counting what was heard: distinct people before messages, exactly, month by month and place by place. Pure."""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, MutableSequence, Sequence

from msgspec import Struct, field

from bot.domain.contribution import Interest, Kind, Standing
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
SKILL = "skill"
OFFERED: Cell = (SKILL, Interest.OFFER.value)
SOUGHT: Cell = (SKILL, Interest.LEARN.value)
SKILLS = (OFFERED, SOUGHT)
"""Who offers something they can do, and who would like to learn something (product.md 17)."""

PARTS = ("included", "joined", "held", "withdrawn", "spam")
"""What was received falls into exactly one of these (product.md, the Dialogue Report, 14)."""

MOST_OF_ONE = 5
"""So many messages of one person count in what is published: nobody stands out by writing much (reliability.md P11)."""

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

    `speakers` are who is behind PEOPLE and each theme, so that these can be added together without counting anyone
    twice. `even` are the cells that count messages, with a few messages of each person only: what is published of them.
    """

    figures: Mapping[Cell, int] = field(default_factory=dict)
    speakers: Mapping[Cell, Collection[str]] = field(default_factory=dict)
    even: Mapping[Cell, int] = field(default_factory=dict)

    def __getitem__(self, cell: Cell) -> int:
        return self.figures.get(cell, 0)

    def publishable(self, cell: Cell) -> int:
        """The count behind a published figure."""
        return self.even.get(cell, self[cell])

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


def analyse(heard: Iterable[Heard], most: int = MOST_OF_ONE) -> dict[Scope, Counts]:
    """The counts of every month and neighbourhood in `heard`, and of each month over all of them (None).

    People are distinct within each cell: whoever wrote five messages on housing is one person there. A contribution
    counts under its first theme. Group talks count their voices beside the people, never among them. Only what stands
    as heard is counted as said; the rest appears in ("received", ...) alone, in messages. `most` messages of one person
    count in `Counts.even`: what was heard first, then what was held, withdrawn or spam.
    """
    months: dict[tuple[int, int], list[Heard]] = defaultdict(list)
    for row in heard:
        months[row.said_on.year, row.said_on.month].append(row)
    # A month at a time: who spoke in one is forgotten before the next is counted, but for its themes.
    return {scope: counts for when, rows in months.items() for scope, counts in _month(Month(*when), rows, most)}


def _month(month: Month, rows: Iterable[Heard], most: int) -> list[tuple[Scope, Counts]]:
    tallies: dict[Scope, _Tally] = defaultdict(_Tally)
    numbers: dict[str, int] = {}
    for row in rows:
        person = f"c:{row.id}" if row.group_talk else row.person
        entry = _entry(row, numbers.setdefault(person, len(numbers)))
        tallies[month, row.neighbourhood].take(entry)
        tallies[month, None].take(entry)
    people = tuple(numbers)
    return [(scope, tally.counts(people, most)) for scope, tally in tallies.items()]


def theme_of(row: Heard) -> str:
    """The one theme a contribution counts under: its first, which is the one the resident saw and confirmed."""
    return row.themes[0] if row.themes else NO_THEME


def door_of(row: Heard) -> str:
    """How a person came: the channel, "note" for what a worker wrote down, "import" for what came in a file."""
    channel = row.account.partition(":")[0] or "import"
    return "note" if row.on_behalf else channel if channel in DOORS else OTHER_DOOR


class _Tally(Struct):
    """Who is in each cell, by number, as often as they spoke: distinct only once all is in, a cell at a time."""

    people: dict[Cell, MutableSequence[int]] = field(default_factory=lambda: defaultdict(_numbers))
    sums: dict[Cell, int] = field(default_factory=lambda: defaultdict(int))
    written: dict[str, MutableSequence[int]] = field(default_factory=lambda: defaultdict(_numbers))

    def take(self, entry: "_Entry") -> None:
        for cell in entry.people:
            self.people[cell].append(entry.person)
        for cell, count in entry.sums:
            self.sums[cell] += count
        self.written[entry.part].append(entry.person)

    def counts(self, people: Sequence[str], most: int) -> Counts:
        """`people` are the names behind the numbers."""
        talks = self.sums[TALKS]
        received = {part: len(self.written.get(part, ())) for part in PARTS}
        figures = {cell: len(set(spoke)) for cell, spoke in self.people.items()} | self.sums
        figures[NOT_NEW] = figures.get(PEOPLE, 0) - figures.get(NEW, 0)
        known = (cell for cell in self.people if cell[0] == "theme" or cell == PEOPLE)
        return Counts(
            figures | _messages(received, talks),
            {cell: tuple([people[one] for one in set(self.people[cell])]) for cell in known},
            _messages(self._even(len(people), most), talks),
        )

    def _even(self, people: int, most: int) -> dict[str, int]:
        """What was received with `most` of each person at the most, in the order of PARTS."""
        taken, received = bytearray(people), dict.fromkeys(PARTS, 0)
        for part in PARTS:
            for person in self.written.get(part, ()):
                if taken[person] < most:
                    taken[person] += 1
                    received[part] += 1
        return received


def _numbers() -> MutableSequence[int]:
    return array("L")


def _messages(received: Mapping[str, int], talks: int) -> dict[Cell, int]:
    """What was received, in all, and how much of it people wrote: group talks are received, but nobody wrote them."""
    parts: dict[Cell, int] = {("received", part): count for part, count in received.items()}
    wrote = received["included"] + received["joined"] - talks
    return parts | {RECEIVED: sum(received.values()), MESSAGES: wrote}


class _Entry(Struct, frozen=True):
    """What one contribution adds: the cells its person is counted in, what is added to sums, and what became of it."""

    person: int
    part: str
    people: tuple[Cell, ...] = ()
    sums: tuple[tuple[Cell, int], ...] = ()


def _entry(row: Heard, person: int) -> _Entry:
    part = _PART.get(row.standing) or ("joined" if row.joined else "included")
    if row.standing is not Standing.HEARD:
        return _Entry(person, part)
    if row.group_talk:
        voices = ((TALKS, 1), (VOICES, row.said_it), (("voices", row.kind.value), row.said_it))
        return _Entry(person, part, sums=voices)
    return _Entry(person, part, tuple(_cells(row)))


def _cells(row: Heard) -> Iterator[Cell]:
    kind = row.kind.value
    yield PEOPLE
    yield "kind", kind
    yield "theme", kind, theme_of(row)
    yield "door", door_of(row)
    if row.help_role is not None and row.help_role.helps:
        yield HELPERS
        yield "helpers", kind
    if row.kind is Kind.INTEREST and row.interest in {Interest.OFFER, Interest.LEARN}:
        yield SKILL, row.interest.value
    if row.first_said_on is not None and Month.on(row.first_said_on) == Month.on(row.said_on):
        yield NEW
