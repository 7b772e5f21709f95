"""In people's words: a few cleared lines for the residents' side; children's for the children's."""

from collections.abc import Iterator, Sequence

from reports.document import Block, Paragraph, Quotes, Section
from reports.frozen import Line, LineUse
from reports.model import Edition
from reports.page import Page
from reports.sections.lines import quoted
from reports.sections.young import words_of_children

MOST = 3


def section(page: Page) -> Section:
    """Up to three lines, quotes first, of different themes where there are."""
    children = page.request.edition is Edition.CHILDREN
    found = _children(page) if children else page.lines
    title = page.say("short.words_title_children" if children else "short.words_title")
    return Section("in_their_words", title, tuple(_blocks(page, _chosen(found))))


def _blocks(page: Page, lines: Sequence[Line]) -> Iterator[Block]:
    spoken, told = ([one for one in lines if one.use is use] for use in (LineUse.QUOTE, LineUse.PARAPHRASE))
    if not lines:
        yield Paragraph(page.say("short.no_words"), quiet=True)
    if spoken:
        yield Quotes(quoted(page, spoken))
    if told:
        yield Quotes(quoted(page, told), page.say("short.told"), spoken=False)


def _children(page: Page) -> tuple[Line, ...]:
    return tuple(one for use in LineUse for one in words_of_children(page, use))


def _chosen(lines: Sequence[Line]) -> list[Line]:
    """One of each theme before a second of any; a quote before what was told in other words."""
    order = sorted(lines, key=lambda one: one.use is not LineUse.QUOTE)
    seen: dict[str, int] = {}
    ranked = []
    for one in order:
        seen[one.theme] = seen.get(one.theme, 0) + 1
        ranked.append((seen[one.theme], one))
    return [one for _, one in sorted(ranked, key=lambda pair: pair[0])][:MOST]
