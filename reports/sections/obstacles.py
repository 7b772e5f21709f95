"""What is getting in the way: issues, by theme, and where each stands."""

from collections.abc import Sequence

from msgspec.structs import replace

from bot.domain.contribution import Kind
from reports.disclosure import REST
from reports.document import Section, Table
from reports.lasting import first_heard
from reports.page import Page
from reports.sections.by_theme import by_theme

MOST_BODIES = 2
"""So many of those who answer for a theme are named; all stand in the pack."""


def section(page: Page) -> Section:
    """What is getting in the way; of each theme with a figure since when, who answers for it, how it stands."""
    whole = by_theme(page, "obstacles", Kind.ISSUE)
    shown = [code for code in page.findings.ranked(Kind.ISSUE, page.theme_order) if code != REST]
    open_to = [code for code in shown if page.some(page.findings["theme", Kind.ISSUE, code])]
    rows = tuple(_row(page, code) for code in open_to if not _by_its_themes(page, code, open_to))
    if not rows:
        return whole
    columns = tuple(page.say(f"column.{one}") for one in ("theme", "first_heard", "responsible", "status"))
    return replace(whole, blocks=(*whole.blocks, Table(page.say("obstacles.stand"), columns, rows)))


def _row(page: Page, code: str) -> tuple[str, ...]:
    first = first_heard(page.findings, page.month, (Kind.ISSUE, code))
    oldest = first == page.month.compared()[0]
    month = page.say.month(first) if first else ""
    since = page.say("obstacles.or_before", month=month) if oldest else month
    about = page.findings.about(code)
    bodies = [one.name for one in page.area.agencies if about & set(one.themes)]
    return page.theme(code), since, _named(page, bodies), _status(page, code, oldest=oldest)


def _by_its_themes(page: Page, code: str, open_to: Sequence[str]) -> bool:
    """Whether all of a family's themes that have a figure have a line of their own, which tells more."""
    return page.is_family(code) and not page.findings.about(code).isdisjoint({*open_to} - {code})


def _named(page: Page, bodies: Sequence[str]) -> str:
    """Who answers for it: a few by name, since a family of themes has most of the town's."""
    if not bodies:
        return page.say("obstacles.nobody")
    first = ", ".join(bodies[:MOST_BODIES])
    return page.say("obstacles.more", bodies=first, count=len(bodies) - MOST_BODIES) if bodies[MOST_BODIES:] else first


def _status(page: Page, code: str, *, oldest: bool) -> str:
    """What became of it last, as it was cleared or answered; without that it waits, after three months still."""
    about = page.findings.about(code)
    told = [one for one in page.here(page.frozen.told) if one.kind is Kind.ISSUE and one.theme in about]
    if told:
        return page.say.status(max(told, key=lambda one: (one.on, one.id)).status)
    replies = [one for one in page.here(page.frozen.questions) if one.theme in about and one.status]
    if replies:
        newest = max(replies, key=lambda one: (one.asked, one.id))
        return page.say("obstacles.replied", agency=page.agency(newest.agency))
    return page.say("obstacles.still_waiting" if oldest else "obstacles.waiting")
