"""A stranger who reads the house's own numbers off two years of reports: attendances, gaps, promises, answers, groups.

Read off the documents as they are written, every place's and the whole area's, and the evidence packs of both years.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from random import Random

from msgspec import Struct, field

from bot.domain.area import Area
from bot.domain.gathering import Crowd, different
from bot.i18n import Wording
from reports.annual import told
from reports.document import Document, Paragraph, Points, Record, Section, Table
from reports.figures import Rounding
from reports.frozen import Frozen, Gap, Gathering, Meeting, Pace, Pulse
from reports.model import Month, Request
from reports.pipeline import Making
from reports.sections.tell_us import ANSWERS
from tests.reports.printed import ALL, NO_END, Range, range_of
from tests.reports.solver import Solver

Spot = tuple
"""(what, when, where, and which one of several)."""
Rule = tuple[tuple[Spot, ...], tuple[Spot, ...], bool]

WHO = ("attended", "people", "first")
MEASURES = dict(zip(("attendances", "people_at_activities", "first_timers_at_activities"), WHO, strict=True))
FIGURE = r"(fewer than \d+|[\d,]+ or more|[\d,]+|not shown)"


class Known(Struct):
    """What is printed of each number, and what holds between them."""

    rule: Rounding
    ranges: dict[Spot, Range] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)

    @property
    def few(self) -> Range:
        return 0, self.rule.threshold - 1

    def note(self, spot: Spot, said: Range) -> None:
        low, high = self.ranges.get(spot, (0, NO_END))
        self.ranges[spot] = max(low, said[0]), min(high, said[1])

    def sum(self, total: Spot, parts: Sequence[Spot]) -> None:
        self.rules.append(((total,), tuple(parts), True))

    def at_most(self, left: Sequence[Spot], right: Sequence[Spot]) -> None:
        self.rules.append((tuple(left), tuple(right), False))

    def finds(self) -> dict[Spot, tuple[float, float]]:
        """What can be known of each hidden number of which more can be known than its sentence says."""
        for left, right, _ in self.rules:
            for spot in (*left, *right):
                self.ranges.setdefault(spot, (0, NO_END))
        hidden = [spot for spot, said in self.ranges.items() if said == self.few]
        return Solver(self.ranges, self.rules).finds(hidden, self.few)


def lived(area: Area, first: Month, months: int, seed: int) -> list[Frozen]:
    """Months of a house's own numbers: many small ones, and no word of anybody."""
    random, gaps = Random(seed), defaultdict[tuple[str, str], int](int)  # noqa: S311 - made-up months
    themes = [one.code for one in area.themes][:2]
    found = []
    for number in range(months):
        month = first.after(number)
        for place in area.neighbourhoods:
            gaps[place.id, random.choice(themes)] += random.choice((0, 0, 1, 2, 5))
        due, asked = random.randint(0, 30), random.randint(5, 40)
        answered = random.randint(0, asked)
        found.append(
            Frozen(
                month,
                gatherings=tuple(_went_on(area, month, random)),
                gaps=tuple(Gap(*key, count) for key, count in gaps.items() if count),
                meetings=tuple(Meeting(one.id, month.first, new_faces=random.randint(0, 14)) for one in area.served),
                pace=Pace(due, random.randint(0, due), random.randint(0, 20), 4),
                pulse=Pulse(month.after(-1), asked, answered, *(random.randint(0, answered) for _ in range(3))),
            )
        )
    return found


def _went_on(area: Area, month: Month, random: Random) -> Iterator[Gathering]:
    for place in area.neighbourhoods:
        most, all_new, told = random.choice((9, 14, 60)), random.random() < 0.5, random.random() < 0.7
        for number in range(random.choice((0, 1, 2, 2, 3, 15))):
            attended = random.randint(0, most)
            first = attended if all_new else random.randint(0, attended)
            year = random.randint(0, attended - first)
            again = (random.randint(0, year), year) if told else (None, None)
            yield Gathering(
                place.id,
                f"Event {number}",
                month.first,
                attended,
                first,
                again_month=again[0],
                again_year=again[1],
            )


def read(months: Sequence[Frozen], area: Area, wording: Wording) -> Known:
    """Every number of every report of these months."""
    known = Known(Rounding(area.thresholds.publish, area.thresholds.step))
    for frozen in months:
        making = Making(frozen, area, wording)
        for place in (None, *(one.id for one in area.served)):
            _month(known, making.document(Request(frozen.month, place)), frozen.month, place or ALL, area)
        _adds_up(known, frozen, area)
    for left, right in pairwise(months):
        for place in [ALL, *(one.id for one in area.neighbourhoods)]:
            for theme in area.themes:
                gap = "gap", left.month, place, theme.code
                known.at_most([gap], [("gap", right.month, *gap[2:])])
    for year in sorted({one.month.year for one in months}):
        mine = [one for one in months if one.month.year == year]
        _year(known, told(mine, area, wording), year, [one.month for one in mine])
    return known


def _month(known: Known, document: Document, month: Month, place: str, area: Area) -> None:
    sections = {one.key: one for one in document.sections}
    _attendances(known, sections["went_on"], month, place, area)
    lines = _texts(sections["signposts"])
    for theme in area.themes:
        named = any(line.startswith("Looked for") and theme.name("en") in line for line in lines)
        # That a theme of the whole area is not named says only that it may not be.
        hidden = (0, NO_END) if place == ALL else known.few
        known.note(("gap", month, place, theme.code), (known.rule.threshold, NO_END) if named else hidden)
    faces = [re.search(rf"{FIGURE} new faces?", line) for line in _texts(sections["groups"])]
    if place != ALL:
        found = [range_of(one[1], known.rule) for one in faces if one]
        known.note(("faces", month, place), found[0] if found else known.few)
    _promises(known, [one for line in _texts(sections["happened"]) if (one := _tenths(line)) is not None], month)
    answers = re.search(
        rf"Asked: {FIGURE}\. Answered: {FIGURE}\. Useful: {FIGURE}\. Acted on it: {FIGURE}\. Trust it: {FIGURE}\.",
        " ".join(_texts(sections["tell_us"])),
    )
    assert answers
    for name, said in zip(ANSWERS, answers.groups(), strict=True):
        known.note((name, month.after(-1)), range_of(said, known.rule))


def _attendances(known: Known, section: Section, month: Month, place: str, area: Area) -> None:
    tables = [one for one in section.blocks if isinstance(one, Table)]
    names = {area.name: ALL} | {one.name: one.id for one in area.neighbourhoods}
    for number, row in enumerate(tables[0].rows if tables else ()):
        if place == ALL:
            for what, said in zip(WHO, row[2:], strict=True):
                known.note((what, month, names[row[0]]), range_of(said, known.rule))
        else:
            known.note(("attended", month, place, number), range_of(row[2], known.rule))
    wording = rf"Attendances in all: {FIGURE}\. Different people: {FIGURE}\..*first time: {FIGURE}\."
    said = re.search(wording, " ".join(_texts(section)))
    if said:
        for what, figure in zip(WHO, said.groups(), strict=True):
            known.note((what, month, place), range_of(figure, known.rule))
    _records(known, section.records, month, place)


def _nested(known: Known, when: Month | int, place: str) -> None:
    """Whoever was there for the first time is one of the people, and each of these has come at least once."""
    known.at_most([("first", when, place)], [("people", when, place)])
    known.at_most([("people", when, place)], [("attended", when, place)])


def _records(known: Known, records: Sequence[Record], when: Month | int, place: str) -> None:
    for one in records:
        what = MEASURES.get(one.measure)
        if what:
            known.note((what, when, place), (one.low or 0, NO_END if one.high is None else one.high))


def _promises(known: Known, tenths: Sequence[int], when: Month | int) -> None:
    """To the nearest: kept * 20 lies between (2t - 1) and (2t + 1) times what was due."""
    kept, due = ("kept", when), ("due", when)
    known.note(due, (known.rule.threshold, NO_END) if tenths else known.few)
    known.at_most([kept], [due])
    for one in tenths:
        known.at_most([due] * (2 * one - 1), [kept] * 20)
        known.at_most([kept] * 20, [due] * (2 * one + 1))


def _adds_up(known: Known, frozen: Frozen, area: Area) -> None:
    month, rows = frozen.month, defaultdict[str, int](int)
    for one in frozen.gatherings:
        rows[one.neighbourhood] += 1
    for place, count in rows.items():
        if place in {one.id for one in area.served}:
            lines = [("attended", month, place, number) for number in range(min(count, 13))]
            known.sum(("attended", month, place), lines)
        _nested(known, month, place)
        # Nobody came to more activities than there were people: each line has no more than all of them.
        for number in range(min(count, 12)) if place in {one.id for one in area.served} else ():
            known.at_most([("attended", month, place, number)], [("people", month, place)])
    for what in WHO if rows else ():
        known.sum((what, month, ALL), [(what, month, place) for place in rows])
    for theme in area.themes:
        parts = [("gap", month, one.id, theme.code) for one in area.neighbourhoods]
        known.sum(("gap", month, ALL, theme.code), parts)
    asked, answered, *yes = ((name, month.after(-1)) for name in ANSWERS)
    known.at_most([answered], [asked])
    for one in yes:
        known.at_most([one], [answered])


def _year(known: Known, pack: Document, year: int, months: Sequence[Month]) -> None:
    sections = {one.key: one for one in pack.sections}
    _records(known, sections["went_on"].records, year, ALL)
    for what in ("attended", "first"):
        known.sum((what, year, ALL), [(what, one, ALL) for one in months])
    known.at_most([("people", year, ALL)], [("people", one, ALL) for one in months])
    for one in months:
        known.at_most([("people", one, ALL)], [("people", year, ALL)])
    _nested(known, year, ALL)
    _promises(known, [one for line in _texts(sections["happened"]) if (one := _tenths(line)) is not None], year)
    for what in ("kept", "due"):
        known.sum((what, year), [(what, one) for one in months])
    rows = next(one.rows for one in sections["useful"].blocks if isinstance(one, Table))
    for month, row in zip(months, rows, strict=True):
        for name, said in zip(ANSWERS, row[1:], strict=True):
            known.note((name, month.after(-1)), range_of(said, known.rule))


def _tenths(line: str) -> int | None:
    found = re.search(r"(\d+) in 10", line)
    return int(found[1]) if found else None


def _texts(section: Section) -> list[str]:
    found = []
    for one in section.blocks:
        found += [one.text] if isinstance(one, Paragraph) else one.items if isinstance(one, Points) else []
    return found


def _different(months: Sequence[Frozen]) -> Iterator[tuple[Spot, int]]:
    for year in {one.month.year for one in months}:
        of_year = [each for one in months if one.month.year == year for each in one.gatherings]
        months_of = [_people(one.gatherings, "again_month") for one in months if one.month.year == year]
        yield ("people", year, ALL), max(_people(of_year, "again_year"), *months_of)
    for frozen in months:
        yield ("people", frozen.month, ALL), _people(frozen.gatherings, "again_month")
        for place in {one.neighbourhood for one in frozen.gatherings}:
            here = [one for one in frozen.gatherings if one.neighbourhood == place]
            yield ("people", frozen.month, place), _people(here, "again_month")


def _people(found: Sequence[Gathering], again: str) -> int:
    """As many as there are known to be: where not all is known this may be the truth as well as more may."""
    return different(
        Crowd(one.neighbourhood, one.attended, one.first_timers, getattr(one, again)) for one in found
    ).count


def truth(months: Sequence[Frozen]) -> dict[Spot, int]:
    """The numbers themselves, by the same names; what is unserved has no report of its own."""
    found = defaultdict[Spot, int](int)
    found.update(_different(months))
    for frozen in months:
        month, rows = frozen.month, defaultdict[str, int](int)
        for one in frozen.gatherings:
            number, rows[one.neighbourhood] = min(rows[one.neighbourhood], 12), rows[one.neighbourhood] + 1
            found["attended", month, one.neighbourhood, number] += one.attended
            for where in ((month, one.neighbourhood), (month, ALL), (month.year, ALL)):
                found["attended", *where] += one.attended
                found["first", *where] += one.first_timers
        for gap in frozen.gaps:
            found["gap", month, gap.neighbourhood, gap.theme] += gap.count
            found["gap", month, ALL, gap.theme] += gap.count
        for when in (month, month.year):
            found["kept", when] += frozen.pace.kept
            found["due", when] += frozen.pace.due
        for met in frozen.meetings:
            found["faces", month, met.neighbourhood] = met.new_faces
        for name in ANSWERS:
            found[name, month.after(-1)] = getattr(frozen.pulse, name)
    return found
