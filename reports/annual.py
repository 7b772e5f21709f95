"""The annual evidence pack: a year of released months side by side, for whoever pays for the service (product.md 45).

Every figure is the one its month was published with. No month is added to another: whoever spoke in three months is one
person, and nobody knows who was. Only what counts no people (activities, attendances, promises) is summed up.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.domain.area import Area
from bot.domain.contribution import Progress
from bot.domain.gathering import Crowd, different
from bot.errors import ReportError
from bot.i18n import FALLBACK, Wording
from bot.kept import FOLDER
from reports.analyse import MESSAGES, NEW, PEOPLE
from reports.catalogue import RULES
from reports.document import Block, Document, Facts, Pair, Pairs, Paragraph, Points, Section, Table, Tile, Tiles
from reports.frozen import WHOLE_AREA, Frozen, Told
from reports.hiding import note
from reports.model import Edition, Files, Request
from reports.page import Page
from reports.pipeline import Making, finished
from reports.sections import went_on
from reports.sections.happened import tenths
from reports.sections.tell_us import ANSWERS, answers, figures
from reports.sections.went_on import Came
from reports.tallies import no_less, whole
from reports.wording import Voice

EDITION = "evidence"
MOST_TOLD, MOST_STORIES = 24, 6
CELLS = {"people": PEOPLE, "messages": MESSAGES, "people_new_to_us": NEW}


def make_year(months: Sequence[Frozen], area: Area, locales: Path) -> tuple[Files]:
    """The pack, drawn in a process of its own: everything given and returned can be pickled."""
    return (evidence(months, area, Wording.load(locales, FOLDER)),)


def evidence(months: Sequence[Frozen], area: Area, wording: Wording) -> Files:
    """The pack of these months of one year, of the whole area, in English; the same months give the same bytes.

    ReportError where there is no month.
    """
    document = told(months, area, wording)
    last = max(one.month for one in months)
    stem = f"{document.facts.month}_{WHOLE_AREA}_{EDITION}_{FALLBACK}"
    return finished(document, Voice(wording, FALLBACK), last, stem)


def told(months: Sequence[Frozen], area: Area, wording: Wording) -> Document:
    """The pack before it is drawn; ReportError as `evidence`."""
    if not months:
        raise ReportError("no month of that year has been released yet")
    year = sorted(months, key=lambda one: one.month)
    pages = [Making(one, area, wording).page(Request(one.month, None, Edition.AGENCY)) for one in year]
    last, say = pages[-1], Voice(wording, FALLBACK)
    first = f"{year[0].month}_{year[-1].month}"
    return Document(
        title=say("annual.title"),
        place=area.name,
        organisation=area.organisation_name,
        month=say("annual.span", first=say.month(year[0].month), last=say.month(year[-1].month)),
        edition=say("annual.edition"),
        status=say("annual.status", n=len(year)),
        footer=say("footer.public"),
        contents=say("contents"),
        page_of=say("page_of", page="{page}", pages="{pages}"),
        unchecked=say("pdf.plain"),
        language=say.language,
        rtl=say.rtl,
        internal=False,
        one_side=False,
        sections=tuple(_sections(pages, say)),
        facts=Facts(first, WHOLE_AREA, EDITION, RULES, max(one.revision for one in year), last.fingerprint),
    )


def _sections(pages: Sequence[Page], say: Voice) -> Iterator[Section]:
    yield _heard(pages, say)
    yield _happened(pages, say)
    yield _went_on(pages, say)
    yield _useful(pages, say)
    yield _made(pages, say)


def _heard(pages: Sequence[Page], say: Voice) -> Section:
    columns = (say("annual.month"), *(say(f"annual.{name}") for name in CELLS))
    rows = tuple(
        (say.month(page.month), *(say.figure(page.findings[cell]) for cell in CELLS.values())) for page in pages
    )
    table = Table(say("annual.heard_caption"), columns, rows, frozenset({1, 2, 3}))
    records = tuple(page.record(f"{name}_{page.month}", cell) for page in pages for name, cell in CELLS.items())
    hidden = note(say, [page.findings[cell] for page in pages for cell in CELLS.values()], pages[-1].rounding)
    never_added = Paragraph(say("annual.never_added"), quiet=True)
    return Section("heard", say("annual.heard"), (table, *_missing(pages, say), *hidden, never_added), records)


def _missing(pages: Sequence[Page], say: Voice) -> Iterator[Block]:
    """The months between the first and the last that were never released: nobody is to take them for quiet ones."""
    there = {page.month for page in pages}
    after, out = pages[0].month.after(1), list[str]()
    while after < pages[-1].month:
        out += [] if after in there else [say.month(after)]
        after = after.after(1)
    if out:
        yield Paragraph(say("annual.missing", months=tuple(out)))


def _happened(pages: Sequence[Page], say: Voice) -> Section:
    done, (due, kept) = _came_of_it(pages), _pace(pages)
    rows = tuple((one.asked, one.told, say.status(one.status)) for one in done[:MOST_TOLD])
    columns = tuple(say(f"column.{one}") for one in ("you_said", "happened", "status"))
    blocks: list[Block] = [Table(say("happened.caption"), columns, rows)] if rows else []
    blocks = blocks or [Paragraph(say("annual.nothing_told"), quiet=True)]
    if due >= (pages[-1].rounding.threshold if pages[-1].rounding else 1):
        blocks.append(Paragraph(say("annual.kept", tenths=say.number(tenths(kept, due)))))
    return Section("happened", say("happened.title"), tuple(blocks))


def _came_of_it(pages: Sequence[Page]) -> list[Told]:
    """What was done or is under way, as it was told last: what is done first, and then the newest."""
    newest: dict[str, Told] = {one.id: one for page in pages for one in page.frozen.told}
    done = [one for one in newest.values() if one.status in {Progress.DONE, Progress.UNDER_WAY}]
    return sorted(done, key=lambda one: (one.status, -one.on.toordinal(), one.id))


def _pace(pages: Sequence[Page]) -> tuple[int, int]:
    """How many were due to be read in time, and how many were."""
    return sum(page.frozen.pace.due for page in pages), sum(page.frozen.pace.kept for page in pages)


def _went_on(pages: Sequence[Page], say: Voice) -> Section:
    found = [one for page in pages for one in page.frozen.gatherings]
    records = tuple(went_on.records(say, len(found), _came(pages)))
    tiles = Tiles(tuple(Tile(one.figure, say(f"annual.{one.measure}")) for one in records))
    young = sum(one.by_young_people for one in found)
    blocks: list[Block] = [tiles, Paragraph(f"{say('went_on.counted')} {say('went_on.in_two')}", quiet=True)]
    if young:
        blocks.append(Paragraph(say("went_on.young", n=young)))
    stories = {one.id: one for page in pages for one in page.frozen.stories}
    for one in list(stories.values())[:MOST_STORIES]:
        parts = (("before", one.before), ("happened", one.happened), ("now", one.now))
        blocks.append(Pairs(tuple(Pair(say(f"story.{name}"), text) for name, text in parts)))
    return Section("went_on", say("went_on.title"), tuple(blocks), records)


def _came(pages: Sequence[Page]) -> Came:
    """The months' published attendances, added up; of the different people of a year the least is known."""
    rule = pages[-1].rounding
    months = [went_on.came(page.frozen.gatherings, rule) for page in pages if page.frozen.gatherings]
    attended = whole([one.attended for one in months], rule)
    year = [one for page in pages for one in page.frozen.gatherings]
    who = different(Crowd(one.neighbourhood, one.attended, one.first_timers, one.again_year) for one in year)
    least = max(who.count, *(one.people.count for one in months)) if months else 0
    people = no_less([one.people for one in months], least, rule, attended)
    return Came(attended, people, whole([one.first_timers for one in months], rule, people))


def _useful(pages: Sequence[Page], say: Voice) -> Section:
    pulses = {one.month: one for page in pages if (one := page.frozen.pulse)}
    rule = pages[-1].rounding
    rows = tuple((say.month(month), *answers(say, one, rule).values()) for month, one in sorted(pulses.items()))
    if not rows:
        return Section("useful", say("annual.useful_title"), (Paragraph(say("tell_us.none"), quiet=True),))
    columns = (say("annual.month"), *(say(f"annual.{name}") for name in ANSWERS))
    table = Table(say("annual.useful_caption"), columns, rows, frozenset(range(1, len(columns))))
    shown = [one for pulse in pulses.values() for one in figures(pulse, rule).values()]
    return Section("useful", say("annual.useful_title"), (table, *note(say, shown, rule)))


def _made(pages: Sequence[Page], say: Voice) -> Section:
    lines = tuple(
        say(
            "annual.made",
            month=say.month(page.month),
            revision=say.number(page.frozen.revision),
            fingerprint=page.fingerprint,
        )
        for page in pages
    )
    return Section("how_made", say("how_made.title"), (Points(lines),))
