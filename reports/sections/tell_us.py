"""Tell us if this is useful: the three questions, and what was answered to them last."""

from collections.abc import Iterator

from reports.document import Block, Paragraph, Points, Section
from reports.page import Page


def section(page: Page) -> Section:
    """The pulse: three questions, and the last answers."""
    return Section("tell_us", page.say("tell_us.title"), tuple(_blocks(page)))


def _blocks(page: Page) -> Iterator[Block]:
    yield Paragraph(page.say("tell_us.lead"))
    yield Points(tuple(page.say(f"tell_us.{one}") for one in ("useful", "acted", "trusted")), numbered=True)
    pulse = page.frozen.pulse
    if pulse is None:
        yield Paragraph(page.say("tell_us.none"), quiet=True)
        return
    number = page.say.number
    counts = {name: number(getattr(pulse, name)) for name in ("asked", "answered", "useful", "acted", "trusted")}
    yield Paragraph(page.say("tell_us.last", month=page.say.month(pulse.month), **counts))
