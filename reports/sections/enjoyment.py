"""What people enjoy and offer: interests by theme, and groups that need one more grown-up to start."""

from msgspec.structs import replace

from bot.domain.contribution import Kind
from reports.document import Block, Paragraph, Points, Section
from reports.page import Page
from reports.sections.by_theme import by_theme


def section(page: Page) -> Section:
    """What people enjoy and offer, as the edition may show it, and what is nearly ready to start."""
    whole = by_theme(page, "enjoyment", Kind.INTEREST)
    return replace(whole, blocks=(*whole.blocks, *_starting(page)))


def _starting(page: Page) -> tuple[Block, ...]:
    waiting = tuple(
        " ".join(filter(None, (page.say("enjoyment.short_of", title=one.title, n=one.needs), page.place_of(one))))
        for one in page.here(page.frozen.starting)
    )
    return (Paragraph(page.say("enjoyment.starting")), Points(waiting)) if waiting else ()
