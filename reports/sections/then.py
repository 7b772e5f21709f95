"""You said, and then: what became of what was said, in few words, for residents and children."""

from reports.document import Pair, Pairs, Paragraph, Section
from reports.model import Edition
from reports.page import Page
from reports.sections.happened import in_order

MOST = 3


def section(page: Page) -> Section:
    """What was cleared to be told back, what is done first; to children what came of children's own."""
    young = page.request.edition is Edition.CHILDREN
    found = [one for one in in_order(page) if one.child or not young][:MOST]
    title = page.say("short.then_title")
    if not found:
        return Section("then", title, (Paragraph(page.say("short.no_then"), quiet=True),))
    return Section("then", title, (Pairs(tuple(Pair(one.asked, one.told) for one in found)),))
