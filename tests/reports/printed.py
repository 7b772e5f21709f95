"""What a stranger reads off a published report: the range behind each printed figure, by the printed rules alone."""

import re
from collections.abc import Iterable, Iterator

from bot.domain.area import Area
from bot.i18n import Wording
from reports.analyse import HELPERS, MESSAGES, NEW, OFFERED, PEOPLE, RECEIVED, SOUGHT, VOICES, Cell
from reports.catalogue import RULES, sections
from reports.document import Record
from reports.figures import Rounding
from reports.findings import Counted, count
from reports.frozen import Frozen
from reports.model import Edition, Heard, Month, Request
from reports.page import Page
from reports.wording import Voice

Range = tuple[int, float]
Table = dict[Cell, Range]
"""The range of each figure of one report that has a line in it."""

Public = dict[tuple[Month, str], Table]
"""Every report by month and place; ALL is the whole area."""

ALL = "all"
NO_END = float("inf")
_ALONE = {
    "people_new_to_us": NEW,
    "people_offering_a_skill": OFFERED,
    "people_seeking_a_skill": SOUGHT,
    "people_offering_help": HELPERS,
    "messages": MESSAGES,
    "messages_received": RECEIVED,
    "voices_in_group_talks": VOICES,
}
_BY_KIND = {"people": "kind", "people_offering_help": "helpers", "voices_in_group_talks": "voices"}


def everything_public(rows: list[Heard], months: list[Month], area: Area, wording: Wording) -> Public:
    """Every public edition of every month and place, read; where two print one figure, what both say together."""
    places, counted = [None, *sorted({one.id for one in area.neighbourhoods})], count(rows, area)
    return {(month, place or ALL): _read(counted, month, place, area, wording) for month in months for place in places}


def _read(counted: Counted, month: Month, place: str | None, area: Area, wording: Wording) -> Table:
    thresholds, read = area.thresholds, {}
    for edition in Edition:
        if edition.public:
            request = Request(month, place, edition)
            page = Page(request, area, counted.find(request), Voice(wording, "en"), "", RULES, Frozen(month))
            lines = (line for section in sections(page) for line in section.records)
            for cell, (low, high) in ranges_of(lines, Rounding(thresholds.publish, thresholds.step)):
                before = read.get(cell, (0, NO_END))
                read[cell] = max(low, before[0]), min(high, before[1])
    return read


def ranges_of(lines: Iterable[Record], rule: Rounding) -> Iterator[tuple[Cell, Range]]:
    """Each line's cell and range."""
    for line in lines:
        said = range_of(line.figure, rule)
        assert (line.low, NO_END if line.high is None else line.high) == said, "the data say more than the page"
        yield cell_of(line), said


def cell_of(line: Record) -> Cell:
    """The figure a line of the table stands for."""
    if line.theme_code:
        return "theme", line.kind, line.theme_code
    if line.kind:
        return _BY_KIND[line.measure], line.kind
    if line.measure.startswith("people_by_door_"):
        return "door", line.measure.removeprefix("people_by_door_")
    if line.measure == "people":
        return PEOPLE
    return _ALONE.get(line.measure) or ("received", line.measure.removeprefix("messages_"))


def range_of(figure: str, rule: Rounding) -> Range:
    """What printing a figure says: "40" that it was rounded, "fewer than 10", "25 or more", "not shown"."""
    if figure == "not shown":
        return 0, NO_END
    number = int(re.sub(r"[^0-9]", "", figure))
    if figure.startswith("fewer than"):
        return 0, number - 1
    if figure.endswith("or more"):
        return number, NO_END
    half = rule.step // 2
    return max(rule.threshold, number - half), number - half + rule.step - 1
