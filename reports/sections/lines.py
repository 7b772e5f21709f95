"""What several sections share: the cleared words of residents, each with how it came."""

from collections.abc import Iterable

from reports.document import Quote
from reports.frozen import Line
from reports.page import Page


def quoted(page: Page, lines: Iterable[Line]) -> tuple[Quote, ...]:
    """Lines as they stand in a report: the words, how they came, and from which language they were put."""
    return tuple(Quote(one.text, _note(page, one), one.language) for one in lines)


def _note(page: Page, line: Line) -> str:
    parts = [page.say(f"from.{line.door}")] if line.door else []
    if line.agreed_by:
        parts.append(page.say("from.agreed"))
    if line.translated_from:
        parts.append(page.say("from.translated"))
    return ", ".join(parts)
