"""A story from here, on the residents' side: how it was, what happened, how it is now."""

from reports.document import Pair, Pairs, Section
from reports.page import Page
from reports.sections.went_on import story


def section(page: Page) -> Section | None:
    """The story of this place; no section where there is none."""
    one = story(page)
    if one is None:
        return None
    parts = (("before", one.before), ("happened", one.happened), ("now", one.now))
    pairs = tuple(Pair(page.say(f"short.story_{name}"), text) for name, text in parts)
    return Section("one_story", page.say("short.story_title"), (Pairs(pairs),))
