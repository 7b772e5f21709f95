"""What went on: activities with their attendances, and one story of change.

Attendances, and the different people among them, are the organisation's own count at public activities: they are no
people heard, and added to none. Small ones are hidden like everything that leaves (reports.tallies).
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from bot.domain.gathering import Crowd, different
from reports.document import Block, Pair, Pairs, Paragraph, Record, Section, Table
from reports.figures import Figure, Rounding, Shown, exact
from reports.frozen import Gathering, Story
from reports.hiding import note, reason
from reports.page import Page
from reports.tallies import Tally, least, single, whole
from reports.wording import Voice

WHO = ("attended", "people", "first_timers")
MOST = 12
"""Rows of one place's table; the rest are summed up in the last."""


class Came(Struct, frozen=True):
    """Attendances, how many different people they were, and how many of these came for the first time."""

    attended: Tally
    people: Tally
    first_timers: Tally


def section(page: Page) -> Section:
    """What took place this month, and one story."""
    found = page.here(page.frozen.gatherings)
    return Section("went_on", page.say("went_on.title"), tuple(_blocks(page, found)), tuple(_records(page, found)))


def story(page: Page) -> Story | None:
    """The one story of this report: the one the mobiliser chose, or else the newest."""
    found = page.here(page.frozen.stories)
    return next((one for one in found if one.id == page.review.story), found[0] if found else None)


def came(found: Sequence[Gathering], rule: Rounding | None) -> Came:
    """To all of these together: the activities of each place added up, and then the places."""
    places = [_at_one(mine, rule) for mine in _by_neighbourhood(found).values()]
    attended = whole([one.attended for one in places], rule)
    people = whole([one.people for one in places], rule, attended)
    return Came(attended, people, whole([one.first_timers for one in places], rule, people))


def _at_one(found: Sequence[Gathering], rule: Rounding | None) -> Came:
    """First times stand for all activities of a place together: of one activity they are hardly ever ten."""
    attended = whole([single(sum(one.attended for one in row), rule) for row in _rows(found)], rule)
    who = different(Crowd(one.neighbourhood, one.attended, one.first_timers, one.again_month) for one in found)
    # Next to attendances that are many, "fewer than 10 people" would tell how many came to one activity at least.
    tells = rule is None or who.count >= rule.threshold or attended.figure.shown is Shown.FEW
    known = who.exact and tells
    people = whole([single(who.count, rule)], rule, attended) if known else least(who.count, rule, attended)
    return Came(attended, people, whole([single(sum(one.first_timers for one in found), rule)], rule, people))


def _rows(found: Sequence[Gathering]) -> list[Sequence[Gathering]]:
    """What has a line of its own, and all the rest in one."""
    rows: list[Sequence[Gathering]] = [[one] for one in found[:MOST]]
    return [*rows, found[MOST:]] if found[MOST:] else rows


def _by_neighbourhood(found: Sequence[Gathering]) -> dict[str, list[Gathering]]:
    of: dict[str, list[Gathering]] = {}
    for one in found:
        of.setdefault(one.neighbourhood, []).append(one)
    return of


def _blocks(page: Page, found: Sequence[Gathering]) -> Iterator[Block]:
    if found:
        yield _by_place(page, found) if page.request.neighbourhood is None else _each(page, found)
        if page.request.neighbourhood is not None:  # of the whole area the table's last line says it
            yield Paragraph(page.say("went_on.in_all", **_told(page, came(found, page.rounding))))
        yield from note(page.say, _figures(page, found), page.rounding)
        counted = [page.say("went_on.counted")]
        counted += [page.say("went_on.in_two")] if page.request.neighbourhood is None else []
        yield Paragraph(" ".join(counted), quiet=True)
        young = sum(one.by_young_people for one in found)
        if young:
            yield Paragraph(page.say("went_on.young", n=young))
    else:
        yield Paragraph(page.say("went_on.none"), quiet=True)
    yield from _story(page)


def _figures(page: Page, found: Sequence[Gathering]) -> Iterator[Figure]:
    """Every figure of the table and of the sentence below it."""
    places = list(_by_neighbourhood(found).values()) if page.request.neighbourhood is None else []
    for mine in (*places, found):
        of = came(mine, page.rounding)
        yield from (of.attended.figure, of.people.figure, of.first_timers.figure)
    if page.request.neighbourhood is not None:
        yield from (single(sum(one.attended for one in row), page.rounding).figure for row in _rows(found))


def _each(page: Page, found: Sequence[Gathering]) -> Table:
    columns = tuple(page.say(f"column.{one}") for one in ("activity", "day", "attended"))
    rows = [(*_named(page, number, row), _attended(page, row)) for number, row in enumerate(_rows(found))]
    return Table(page.say("went_on.caption"), columns, tuple(rows), frozenset({2}))


def _named(page: Page, number: int, row: Sequence[Gathering]) -> tuple[str, str]:
    if number == MOST:
        return page.say("went_on.more", n=len(row)), ""
    return row[0].title, page.say.day(row[0].on)


def _attended(page: Page, row: Sequence[Gathering]) -> str:
    return page.say.figure(single(sum(one.attended for one in row), page.rounding).figure)


def _by_place(page: Page, found: Sequence[Gathering]) -> Table:
    """In the pack's order, which ranks nobody."""
    columns = tuple(page.say(f"column.{one}") for one in ("place", "activities", "attended", "people", "first_timers"))
    of = _by_neighbourhood(found)
    named = [one.id for one in page.area.neighbourhoods if one.id in of]
    rows = [(page.named(place), *_counts(page, of[place])) for place in named]
    rows.append((page.area.name, *_counts(page, found)))
    return Table(page.say("went_on.caption"), columns, tuple(rows), frozenset(range(1, len(columns))), total=True)


def _counts(page: Page, found: Sequence[Gathering]) -> tuple[str, ...]:
    told = _told(page, came(found, page.rounding))
    return page.say.number(len(found)), *told.values()


def _told(page: Page, of: Came) -> dict[str, str]:
    return {name: page.say.figure(getattr(of, name).figure) for name in WHO}


def _story(page: Page) -> Iterator[Block]:
    one = story(page)
    if one is None:
        yield Paragraph(page.say("went_on.no_story"), quiet=True)
        return
    yield Paragraph(page.say("went_on.story"))
    parts = (("before", one.before), ("happened", one.happened), ("now", one.now))
    yield Pairs(tuple(Pair(page.say(f"story.{name}"), text) for name, text in parts))


def _records(page: Page, found: Sequence[Gathering]) -> Iterator[Record]:
    return records(page.say, len(found), came(found, page.rounding)) if found else iter(())


def records(say: Voice, activities: int, of: Came) -> Iterator[Record]:
    """The lines of the data: how many activities, attendances at them, different people, and first times."""
    figures = {
        "activities": exact(activities),
        "attendances": of.attended.figure,
        "people_at_activities": of.people.figure,
        "first_timers_at_activities": of.first_timers.figure,
    }
    for name, one in figures.items():
        yield Record("", "", "", name, say.figure(one), low=one.low, high=one.high, why=reason(one))
