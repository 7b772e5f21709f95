"""Good news people noticed, by theme."""

from bot.domain.contribution import Kind
from reports.document import Section
from reports.page import Page
from reports.sections.by_theme import by_theme


def section(page: Page) -> Section:
    """Good news people noticed, by theme, as the edition may show them."""
    return by_theme(page, "good_news", Kind.GOOD_NEWS)
