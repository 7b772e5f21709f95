"""What went on: activities with their attendances, and one story of change.

Attendances are the organisation's own count at public activities: they are no people heard, and added to none.
"""

from collections.abc import Iterator, Sequence

from reports.document import Block, Pair, Pairs, Paragraph, Record, Section, Table
from reports.frozen import Gathering, Story
from reports.page import Page

MOST = 12
"""Rows of one place's table; the rest are summed up in the last."""


def section(page: Page) -> Section:
    """What took place this month, and one story."""
    found = page.here(page.frozen.gatherings)
    return Section("went_on", page.say("went_on.title"), tuple(_blocks(page, found)), tuple(_records(found)))


def story(page: Page) -> Story | None:
    """The one story of this report: the one the mobiliser chose, or else the newest."""
    found = page.here(page.frozen.stories)
    return next((one for one in found if one.id == page.review.story), found[0] if found else None)


def _blocks(page: Page, found: Sequence[Gathering]) -> Iterator[Block]:
    if found:
        yield _by_place(page, found) if page.request.neighbourhood is None else _each(page, found)
        yield Paragraph(page.say("went_on.counted"), quiet=True)
        young = sum(one.by_young_people for one in found)
        if young:
            yield Paragraph(page.say("went_on.young", n=young))
    else:
        yield Paragraph(page.say("went_on.none"), quiet=True)
    yield from _story(page)


def _each(page: Page, found: Sequence[Gathering]) -> Table:
    columns = tuple(page.say(f"column.{one}") for one in ("activity", "day", "attended", "first_timers"))
    rows = [(one.title, page.say.day(one.on), *_counts(page, [one])) for one in found[:MOST]]
    if found[MOST:]:
        rows.append((page.say("went_on.more", n=len(found[MOST:])), "", *_counts(page, found[MOST:])))
    return Table(page.say("went_on.caption"), columns, tuple(rows), frozenset({2, 3}))


def _by_place(page: Page, found: Sequence[Gathering]) -> Table:
    """In the pack's order, which ranks nobody."""
    columns = tuple(page.say(f"column.{one}") for one in ("place", "activities", "attended", "first_timers"))
    of = {one.id: [row for row in found if row.neighbourhood == one.id] for one in page.area.neighbourhoods}
    rows = [(page.named(place), page.say.number(len(mine)), *_counts(page, mine)) for place, mine in of.items() if mine]
    rows.append((page.area.name, page.say.number(len(found)), *_counts(page, found)))
    return Table(page.say("went_on.caption"), columns, tuple(rows), frozenset({1, 2, 3}), total=True)


def _counts(page: Page, found: Sequence[Gathering]) -> tuple[str, str]:
    sums = sum(one.attended for one in found), sum(one.first_timers for one in found)
    return page.say.number(sums[0]), page.say.number(sums[1])


def _story(page: Page) -> Iterator[Block]:
    one = story(page)
    if one is None:
        yield Paragraph(page.say("went_on.no_story"), quiet=True)
        return
    yield Paragraph(page.say("went_on.story"))
    parts = (("before", one.before), ("happened", one.happened), ("now", one.now))
    yield Pairs(tuple(Pair(page.say(f"story.{name}"), text) for name, text in parts))


def _records(found: Sequence[Gathering]) -> Iterator[Record]:
    if found:
        yield Record("", "", "", "activities", str(len(found)))
        yield Record("", "", "", "attendances", str(sum(one.attended for one in found)))
        yield Record("", "", "", "first_timers_at_activities", str(sum(one.first_timers for one in found)))
