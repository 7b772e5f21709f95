"""What we heard, in short: how many people, and what they spoke of most. For residents, and for a school's families."""

from collections.abc import Iterator

from bot.domain.contribution import Kind
from reports.analyse import PEOPLE
from reports.disclosure import REST
from reports.document import Block, Paragraph, Points, Record, Section
from reports.page import Page

MOST = 3


def section(page: Page) -> Section:
    """Three things people spoke of most, with their people."""
    return Section(
        "in_short", page.say(f"short.heard_title_{page.request.edition}"), tuple(_blocks(page)), tuple(_records(page))
    )


def _blocks(page: Page) -> Iterator[Block]:
    yield Paragraph(page.say("short.heard", people=page.say.count("people", page.findings[PEOPLE])))
    top = tuple(f"{page.theme(code)}: {page.say.count('people', page.findings[cell])}" for cell, code in _most(page))
    if top:
        yield Paragraph(page.say("short.most"))
        yield Points(top)
        if page.rounding:
            yield Paragraph(page.say("short.hidden"), quiet=True)
    else:
        yield Paragraph(page.say("short.no_theme"), quiet=True)


def _records(page: Page) -> Iterator[Record]:
    yield page.record("people", PEOPLE)
    for cell, code in _most(page):
        yield page.record("people", cell, kind=cell[1], theme=code)


def _most(page: Page) -> list[tuple[tuple[str, str, str], str]]:
    """Each theme once, under the kind that most spoke of it in."""
    cells = [
        (("theme", kind.value, code), code)
        for kind in Kind
        for code in page.findings.ranked(kind, page.theme_order)
        # A family is named only where no theme of it can be.
        if code != REST and not page.findings.under(kind, code) and page.some(page.findings["theme", kind, code])
    ]
    best: dict[str, tuple[tuple[str, str, str], str]] = {}
    for cell, code in sorted(cells, key=lambda one: -page.findings[one[0]].value):
        best.setdefault(code, (cell, code))
    return list(best.values())[:MOST]
