"""How to read this: who spoke, what a figure counts, the small-number rule, what a change means."""

from collections.abc import Iterator

from reports.document import Points, Section
from reports.page import Page


def section(page: Page) -> Section:
    """The rules behind the figures, in plain words."""
    return Section("how_to_read", page.say("how_to_read.title"), (Points(tuple(_points(page))),))


def _points(page: Page) -> Iterator[str]:
    yield page.say("how_to_read.who", place=page.place)
    yield page.say("how_to_read.people")
    yield page.say("how_to_read.themes")
    yield page.say("how_to_read.groups")
    if page.rounding:
        threshold, step = (page.say.number(figure) for figure in (page.rounding.threshold, page.rounding.step))
        yield page.say("how_to_read.small", threshold=threshold)
        yield page.say("how_to_read.rounded", step=step)
    else:
        yield page.say("how_to_read.exact")
    yield page.say("how_to_read.change")
    yield page.say("how_to_read.own_past")
