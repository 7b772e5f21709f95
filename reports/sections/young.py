"""Children and young people say: how they were asked and by whom, and their words where these may stand.

Verbatim only for the whole area, or where ten or more agreed the words as a group; otherwise only as told by a worker
(product.md, the Dialogue Report, 7). No place stands beside them, for an age already does.
"""

from collections.abc import Iterator

from reports.document import Block, Paragraph, Points, Quotes, Section
from reports.frozen import Line, LineUse
from reports.page import Page
from reports.sections.lines import quoted

AGREED = 10
"""So many voices of a group that agreed to its words make them nobody's own."""


def section(page: Page) -> Section:
    """What children and young people said, and how they were asked."""
    return Section("young", page.say("young.title"), tuple(_blocks(page)))


def words_of_children(page: Page, use: LineUse) -> tuple[Line, ...]:
    """The children's lines that may stand in this report, quotes or paraphrases."""
    found = (one for one in page.here(page.frozen.lines) if one.child and one.use is use)
    return tuple(one for one in found if _may_stand(page, one))


def _may_stand(page: Page, line: Line) -> bool:
    return line.use is LineUse.PARAPHRASE or page.request.neighbourhood is None or line.agreed_by >= AGREED


def _blocks(page: Page) -> Iterator[Block]:
    spoken, told = (words_of_children(page, use) for use in (LineUse.QUOTE, LineUse.PARAPHRASE))
    if not spoken and not told:
        yield Paragraph(page.say("young.none"), quiet=True)
        return
    yield Points(tuple(_how(page, (*spoken, *told))))
    if spoken:
        yield Quotes(quoted(page, spoken), page.say("young.words"))
    if told:
        yield Quotes(quoted(page, told), page.say("young.told"), spoken=False)


def _how(page: Page, lines: tuple[Line, ...]) -> Iterator[str]:
    if any(one.door == "talk" for one in lines):
        yield page.say("young.in_groups", who=page.mobiliser())
    if any(one.door not in {"talk", ""} for one in lines):
        yield page.say("young.by_themselves")
    yield page.say("young.never_asked")
