"""Signposts and gaps: where help is and how fresh that is, what was looked for in vain, places with no mobiliser."""

from collections import defaultdict
from collections.abc import Iterator

from bot.domain.directory import FRESH
from reports.document import Block, Paragraph, Points, Section
from reports.page import Page
from reports.tallies import single, whole


def section(page: Page) -> Section:
    """Where help is, and where none is."""
    return Section("signposts", page.say("signposts.title"), tuple(_blocks(page)))


def _blocks(page: Page) -> Iterator[Block]:
    yield Points(tuple(_lines(page)))
    yield from _unserved(page)


def _lines(page: Page) -> Iterator[str]:
    found = page.frozen.signposts
    if not found:
        yield page.say("signposts.none")
    else:
        fresh = sum(page.month.last - one.checked_on <= FRESH for one in found)
        yield page.say("signposts.listed", n=len(found), fresh=page.say.number(fresh))
        covered = {theme for one in found for theme in one.themes}
        bare = tuple(one.name(page.say.language) for one in page.area.themes if one.code not in covered | {"other"})
        if bare:
            yield page.say("signposts.bare", themes=bare)
    yield from _gaps(page)


def _gaps(page: Page) -> Iterator[str]:
    """In public only which themes, where enough looked for them: counts of places could be set against each other.

    The whole area names none that would tell what a place of it hides.
    """
    of: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in page.here(page.frozen.gaps):
        of[one.theme][one.neighbourhood] += one.count
    times = {
        theme: whole([single(count, page.rounding) for count in places.values()], page.rounding)
        for theme, places in of.items()
    }
    themes = sorted((theme for theme, tally in times.items() if tally.figure.low > 0), key=page.theme)
    if not themes:
        yield page.say("signposts.no_gaps")
    elif page.rounding:
        names = tuple(page.theme(code) for code in themes)
        yield page.say("signposts.gaps", themes=names, threshold=page.say.number(page.rounding.threshold))
    else:
        told = tuple(f"{page.theme(code)} ({page.say.figure(times[code].figure)})" for code in themes)
        yield page.say("signposts.gaps_inside", themes=told)


def _unserved(page: Page) -> Iterator[Block]:
    if page.request.neighbourhood is not None:
        return
    names = tuple(one.name for one in page.area.neighbourhoods if not one.served)
    if names:
        yield Paragraph(page.say("signposts.unserved", places=names))
