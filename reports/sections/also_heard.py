"""Also heard: cleared words on what a few people said, with no count, age or date. Thresholds protect counts."""

from collections.abc import Iterator

from bot.domain.contribution import Kind
from reports.document import Block, Paragraph, Quotes, Section
from reports.frozen import Line, LineUse
from reports.page import Page
from reports.sections.by_theme import printed_with
from reports.sections.lines import quoted


def section(page: Page) -> Section:
    """Everything cleared that stands with no theme of its own."""
    return Section("also_heard", page.say("also_heard.title"), tuple(_blocks(page)))


def _blocks(page: Page) -> Iterator[Block]:
    left = [one for one in page.lines if one not in _printed(page)]
    if not left:
        yield Paragraph(page.say("also_heard.none"), quiet=True)
        return
    yield Paragraph(page.say("also_heard.lead"))
    for kind in Kind:
        heading = page.say(f"also_heard.{kind}")
        for use in LineUse:
            mine = [one for one in left if one.kind is kind and one.use is use]
            if mine:
                yield Quotes(quoted(page, mine), heading, spoken=use is LineUse.QUOTE)
                heading = ""


def _printed(page: Page) -> set[Line]:
    return {one for kind in Kind for lines in printed_with(page, kind).values() for one in lines}
