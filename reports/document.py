"""A report as a document: a title block and sections made of a few plain blocks, which every renderer knows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of plain text; `quiet` for what matters less."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A list of sentences; `numbered` where there is an order to speak of."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """One large figure and what it counts."""

    figure: str
    label: str


@dataclass(frozen=True, slots=True)
class Tiles:
    """The month's large figures, side by side."""

    items: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; each row begins with its heading.

    `figures` are the columns (from 0) set as figures; `total` says that the last row is the sum of the others.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int] = frozenset()
    total: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its length, the figure as printed, and the usual length where there is one."""

    label: str
    length: int
    figure: str
    usual: int | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart. `says` is its description in words; `key` explains its marks. Its table stands beside it."""

    says: str
    key: str
    bars: tuple[Bar, ...]


Block = Paragraph | Points | Tiles | Table | Chart


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the tidy table: a figure, what it counts and where it stands."""

    kind: str
    theme_code: str
    theme: str
    measure: str
    figure: str
    change: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its key (an anchor too), title, blocks, and its lines for the tidy table."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    records: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report, in one language, before it is drawn.

    `page_of` has {page} and {pages} for the paper to fill in; `unchecked` is what a PDF says of itself that could not
    be made as PDF/UA-1.
    """

    title: str
    place: str
    organisation: str
    month: str
    edition: str
    status: str
    footer: str
    contents: str
    page_of: str
    unchecked: str
    language: str
    rtl: bool
    internal: bool
    sections: tuple[Section, ...]
