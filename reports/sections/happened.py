"""You said, and what happened: what was cleared of it, by how far it has come; and how promises were kept."""

from collections.abc import Iterator

from bot.domain.contribution import Progress
from reports.document import Block, Paragraph, Record, Section, Table
from reports.frozen import Told
from reports.page import Page

ORDER = (
    *(Progress.DONE, Progress.UNDER_WAY, Progress.PLANNED, Progress.NOT_POSSIBLE, Progress.NOT_US, Progress.NOT_NOW),
    *(Progress.WAITING, Progress.READ),
)
TENTHS = 10


def section(page: Page) -> Section:
    """You said, and what happened."""
    return Section("happened", page.say("happened.title"), tuple(_blocks(page)), tuple(_records(page)))


def in_order(page: Page) -> list[Told]:
    """What was told back here, what is done first, the newest of each first."""
    return sorted(page.here(page.frozen.told), key=lambda one: (ORDER.index(one.status), -one.on.toordinal(), one.id))


def _blocks(page: Page) -> Iterator[Block]:
    told = in_order(page)
    if told:
        columns = tuple(page.say(f"column.{one}") for one in ("you_said", "happened", "status"))
        rows = tuple((one.asked, one.told, page.say.status(one.status)) for one in told)
        yield Table(page.say("happened.caption"), columns, rows)
    else:
        yield Paragraph(page.say("happened.none"), quiet=True)
    yield from _pace(page)


def _pace(page: Page) -> Iterator[Block]:
    """For the whole service only, and of enough answers: no figure is one worker's target (product.md 34)."""
    pace, least = page.frozen.pace, page.rounding.threshold if page.rounding else 1
    if pace.due >= least:
        yield Paragraph(page.say("happened.kept", tenths=page.say.number(tenths(pace.kept, pace.due))))
    if pace.answered >= least:
        yield Paragraph(page.say("happened.pace", n=pace.median_days))


def tenths(part: int, whole: int) -> int:
    """How many in ten, to the nearest."""
    return (part * TENTHS + whole // 2) // whole


def _records(page: Page) -> Iterator[Record]:
    pace = page.frozen.pace
    if pace.due >= (page.rounding.threshold if page.rounding else 1):
        yield Record("", "", "", "promises_kept_in_ten", page.say.number(tenths(pace.kept, pace.due)))
