"""What people enjoy and offer: interests by theme, and groups that need one more grown-up to start."""

from msgspec.structs import replace

from bot.domain.contribution import Kind
from reports.analyse import OFFERED, SKILLS, SOUGHT
from reports.document import Block, Paragraph, Points, Section
from reports.frozen import Starting
from reports.page import Page
from reports.sections.by_theme import by_theme

_MEASURES = {"people_offering_a_skill": OFFERED, "people_seeking_a_skill": SOUGHT}


def section(page: Page) -> Section:
    """What people enjoy and offer, as the edition may show it, and what is nearly ready to start."""
    whole = by_theme(page, "enjoyment", Kind.INTEREST)
    records = tuple(page.record(measure, cell) for measure, cell in _MEASURES.items())
    blocks = (*whole.blocks, *_skills(page), *_starting(page))
    return replace(whole, blocks=blocks, records=(*whole.records, *records))


def _skills(page: Page) -> tuple[Block, ...]:
    """Who offers and who seeks, where that is more than a few."""
    told = ((cell[-1], page.findings[cell]) for cell in SKILLS)
    return tuple(
        Paragraph(page.say(f"enjoyment.skill_{sort}", people=page.say.count("people", figure)))
        for sort, figure in told
        if page.some(figure)
    )


def _starting(page: Page) -> tuple[Block, ...]:
    waiting = tuple(
        " ".join(filter(None, (page.say("enjoyment.short_of", title=_named(one), n=one.needs), page.place_of(one))))
        for one in page.here(page.frozen.starting)
    )
    return (Paragraph(page.say("enjoyment.starting")), Points(waiting)) if waiting else ()


def _named(one: Starting) -> str:
    return ", ".join(filter(None, (one.title, one.where, one.when)))
