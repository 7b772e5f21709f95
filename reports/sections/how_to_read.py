"""How to read this: who spoke, what a figure counts, the small-number rule, what a change means."""

from collections.abc import Iterator

from reports.analyse import MOST_OF_ONE, PEOPLE
from reports.concentration import TENTH
from reports.document import Block, Map, Points, Section, Spot, Table
from reports.hiding import note
from reports.page import Page
from reports.stands import share_of

SHADES = (1, 20, 40, 80)
"""From how many people on a tile is a shade darker; the figure stands on it all the same."""


def section(page: Page) -> Section:
    """The rules behind the figures, in plain words."""
    blocks = (*_who_spoke(page), Points(tuple(_points(page))))
    return Section("how_to_read", page.say("how_to_read.title"), blocks)


def _who_spoke(page: Page) -> Iterator[Block]:
    """Who spoke, by neighbourhood, on the pack's tiles with a table beside: in its order, which ranks nobody."""
    if not page.places:
        return
    spots = tuple(_spots(page))
    listed = tuple(f"{one.name} {one.figure}" for one in spots)
    sort, whose = ("outlines", page.area.attribution) if all(one.outline for one in spots) else ("tiles", "")
    key = f"{page.say(f'map.key_{sort}', shades=page.say('map.shades'))} {whose}".strip()
    yield Map(page.say(f"map.says_{sort}", places=listed), key, spots)
    columns = (page.say("column.place"), page.say("column.people"))
    rows = tuple((page.named(id_), page.say.figure(figure)) for id_, figure in page.places.items())
    yield Table(page.say("map.caption"), columns, rows, frozenset({1}))
    yield from note(page.say, page.places.values(), page.rounding)


def _spots(page: Page) -> Iterator[Spot]:
    """Places without a tile stand in a row on top. Outlines only where each place has one: none is left off the map."""
    known = page.area.boundaries
    whole = all(known.get(id_) for id_ in page.places)
    for number, (id_, figure) in enumerate(page.places.items()):
        place = page.area.neighbourhood(id_)
        row, column = place.tile if place and place.tile else (-1, number)
        shade = sum(figure.value >= least for least in SHADES) if figure.known else 0
        outline = known[id_] if whole else ()
        yield Spot(row, column, page.named(id_), page.say.figure(figure) if figure.known else "", shade, outline)


def _points(page: Page) -> Iterator[str]:
    yield page.say("how_to_read.who", place=page.place)
    share = share_of(page.frozen, page.rounding) if _may_tell_share(page) else None
    if share:
        yield page.say(f"how_to_read.loudest_{share}")
    yield page.say("how_to_read.people")
    yield page.say("how_to_read.themes")
    yield page.say("how_to_read.groups")
    if page.rounding:
        threshold, step = (page.say.number(figure) for figure in (page.rounding.threshold, page.rounding.step))
        yield page.say("how_to_read.small", threshold=threshold)
        yield from _families(page)
        most = page.say.number(min(MOST_OF_ONE, page.rounding.step))
        yield page.say("how_to_read.rounded", step=step, most=most)
    else:
        yield page.say("how_to_read.exact")
    yield page.say("how_to_read.change")
    yield page.say("how_to_read.own_past")


def _may_tell_share(page: Page) -> bool:
    """Where the people as printed are so many: else that it is told at all would tell more of them than is printed."""
    least = TENTH * page.rounding.threshold if page.rounding else TENTH
    return page.request.neighbourhood is None and page.findings[PEOPLE].low >= least


def _families(page: Page) -> Iterator[str]:
    if page.area.families:
        yield page.say("how_to_read.families", family=page.theme(page.area.families[0].code))
