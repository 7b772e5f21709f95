"""A report as a document: a title block and sections made of a few plain blocks, which every renderer knows."""

from msgspec import Struct

from bot.domain.outline import Outline


class Paragraph(Struct, frozen=True):
    """A paragraph of plain text; `quiet` for what matters less."""

    text: str
    quiet: bool = False


class Points(Struct, frozen=True):
    """A list of sentences; `numbered` where there is an order to speak of."""

    items: tuple[str, ...]
    numbered: bool = False


class Quote(Struct, frozen=True):
    """What somebody said: quoted, or told in a worker's words. `note` says how it came, `language` what it is in."""

    text: str
    note: str = ""
    language: str = ""


class Quotes(Struct, frozen=True):
    """Words of residents, each apart; `spoken` where they are their own."""

    items: tuple[Quote, ...]
    heading: str = ""
    spoken: bool = True


class Pair(Struct, frozen=True):
    """Two things said one after the other, such as what was asked and what became of it."""

    first: str
    second: str


class Pairs(Struct, frozen=True):
    """A list of pairs."""

    items: tuple[Pair, ...]


class Code(Struct, frozen=True):
    """A square code that leads to `address`; `says` stands beside it, `alt` is what it is to whoever hears the page."""

    address: str
    says: str
    alt: str


class Spot(Struct, frozen=True):
    """A place on the map: row and column, its name, its figure as printed, and how dark it is (0 to 4).

    `outline` is where it really lies, where the pack knows of each place of the map: then that is drawn, and no tile.
    """

    row: int
    column: int
    name: str
    figure: str
    shade: int
    outline: Outline = ()


class Map(Struct, frozen=True):
    """The places as tiles. `says` is its description in words; `key` explains it. Its table stands beside it."""

    says: str
    key: str
    spots: tuple[Spot, ...]


class Tile(Struct, frozen=True):
    """One large figure and what it counts."""

    figure: str
    label: str


class Tiles(Struct, frozen=True):
    """The month's large figures, side by side."""

    items: tuple[Tile, ...]


class Table(Struct, frozen=True):
    """A table with a caption; each row begins with its heading.

    `figures` are the columns (from 0) set as figures; `total` says that the last row is the sum of the others.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int] = frozenset()
    total: bool = False


class Bar(Struct, frozen=True):
    """One bar: its label, its length, the figure as printed, and the usual length where there is one."""

    label: str
    length: int
    figure: str
    usual: int | None = None


class Chart(Struct, frozen=True):
    """A bar chart. `says` is its description in words; `key` explains its marks. Its table stands beside it."""

    says: str
    key: str
    bars: tuple[Bar, ...]


Block = Paragraph | Points | Tiles | Table | Chart | Map | Quotes | Pairs | Code


class Record(Struct, frozen=True):
    """One line of the data: a figure as printed, what it counts and where it stands.

    `low` to `high` is all that is said of the number behind it; None where there is no end. `why` is why it is not
    the number itself (reports.hiding.REASONS); "" where it is.
    """

    kind: str
    theme_code: str
    theme: str
    measure: str
    figure: str
    change: str = ""
    low: int | None = None
    high: int | None = None
    why: str = ""


class Section(Struct, frozen=True):
    """A section: its key (an anchor too), title, blocks, and its lines for the tidy table."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    records: tuple[Record, ...] = ()


class Facts(Struct, frozen=True):
    """What a program reads of a report: month ("2026-10"), scope (a neighbourhood's id or "all"), edition, how made."""

    month: str
    scope: str
    edition: str
    rules: str
    revision: int
    fingerprint: str


class Document(Struct, frozen=True):
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
    one_side: bool
    sections: tuple[Section, ...]
    facts: Facts
