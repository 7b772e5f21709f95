"""What's on: what is to come next month, for the one-sided editions."""

from reports.document import Paragraph, Points, Section
from reports.frozen import Coming
from reports.page import Page

MOST = 5


def section(page: Page) -> Section:
    """The next things that are on here, by day."""
    found = sorted(page.here(page.frozen.coming), key=lambda one: (one.on, one.name))[:MOST]
    title = page.say("short.coming_title")
    if not found:
        return Section("coming", title, (Paragraph(page.say("short.no_coming"), quiet=True),))
    return Section("coming", title, (Points(tuple(_line(page, one) for one in found)),))


def _line(page: Page, one: Coming) -> str:
    return ", ".join(filter(None, (f"{page.say.day(one.on)}: {one.name}", page.place_of(one), one.note)))
