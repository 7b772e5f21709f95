"""What is getting in the way: issues, by theme."""

from bot.domain.contribution import Kind
from reports.document import Section
from reports.page import Page
from reports.sections.by_theme import by_theme


def section(page: Page) -> Section:
    """What is getting in the way: issues, by theme, as the edition may show them."""
    return by_theme(page, "obstacles", Kind.ISSUE)
