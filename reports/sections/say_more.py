"""Tell us more: the way back to the chat, and the small print, at the foot of residents' and children's sides."""

from collections.abc import Iterator

from reports.document import Block, Code, Paragraph, Section
from reports.model import Edition
from reports.page import Page


def section(page: Page) -> Section:
    """A square code that opens the chat, and how to read the figures."""
    return Section("say_more", page.say("short.say_title"), tuple(_blocks(page)))


def address_of(page: Page) -> str:
    """Where the chat opens with this place known; "" where the month was frozen without an address."""
    here = page.area.neighbourhood(page.request.neighbourhood or "")
    if not page.frozen.address:
        return ""
    return f"{page.frozen.address}/p/{here.door}" if here else page.frozen.address


def _blocks(page: Page) -> Iterator[Block]:
    address = address_of(page)
    if address:
        yield Code(address, page.say("short.say"), page.say("short.code"))
    else:
        yield Paragraph(page.say("short.say_to", who=page.mobiliser()))
    small = [page.say("short.rules"), page.say("short.made", fingerprint=page.fingerprint[:FEW])]
    if page.rounding and page.request.edition is not Edition.CHILDREN:
        small.insert(1, page.say("short.few", threshold=page.say.number(page.rounding.threshold)))
    yield Paragraph(" ".join(small), quiet=True)


FEW = 16
"""Of the hash so much is printed where there is little room: enough to find the month by."""
