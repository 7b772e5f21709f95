"""Which sections there are, in their order, and which edition has which."""

from collections.abc import Callable

from msgspec import Struct

from reports.document import Section
from reports.model import Edition
from reports.page import Page
from reports.sections import enjoyment, five_lines, good_news, hopes, how_made, how_to_read, obstacles

RULES = "2026.1"
"""The version of the rules of counting and hiding, printed in every report; raise it when one changes."""

EVERY = frozenset(Edition)


class Entry(Struct, frozen=True):
    """A section's line in the catalogue."""

    write: Callable[[Page], Section]
    editions: frozenset[Edition] = EVERY


CATALOGUE: tuple[Entry, ...] = (
    Entry(five_lines.section),
    Entry(how_to_read.section),
    Entry(hopes.section),
    Entry(obstacles.section),
    Entry(enjoyment.section),
    Entry(good_news.section),
    Entry(how_made.section),
)


def sections(page: Page) -> tuple[Section, ...]:
    """The sections of the page's edition, written."""
    return tuple(entry.write(page) for entry in CATALOGUE if page.request.edition in entry.editions)
