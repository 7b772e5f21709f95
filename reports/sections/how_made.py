"""How this was made: what was received and where it went, the rules, and the fingerprint of the rows behind it."""

from collections.abc import Iterator

from reports.analyse import PARTS, RECEIVED, Cell
from reports.document import Block, Paragraph, Points, Record, Section, Table
from reports.hiding import note
from reports.page import Page


def section(page: Page) -> Section:
    """Received = included + joined + held + withdrawn + spam, and what made the report."""
    blocks = (
        Paragraph(page.say("how_made.received")),
        _table(page),
        *note(page.say, [page.findings[cell] for cell in _cells()], page.rounding),
        Paragraph(page.say("how_made.rounded" if page.rounding else "how_made.exact"), quiet=True),
        Points((_rules(page), *_made(page))),
        *_corrections(page),
    )
    return Section("how_made", page.say("how_made.title"), blocks, _records(page))


def _made(page: Page) -> Iterator[str]:
    yield page.say("how_made.fingerprint", fingerprint=page.fingerprint)
    yield page.say("how_made.revision", revision=page.say.number(page.frozen.revision))
    yield page.say("how_made.cleared")


def _corrections(page: Page) -> Iterator[Block]:
    if not page.frozen.corrections:
        yield Paragraph(page.say("how_made.no_corrections"), quiet=True)
        return
    lines = (
        page.say("how_made.correction", revision=page.say.number(one.revision), day=page.say.day(one.on), text=one.text)
        for one in page.frozen.corrections
    )
    yield Points(tuple(lines))


def _cells() -> tuple[Cell, ...]:
    return (*(("received", part) for part in PARTS), RECEIVED)


def _table(page: Page) -> Table:
    rows = [(page.say(f"part.{part}"), page.say.figure(page.findings["received", part])) for part in PARTS]
    rows.append((page.say("part.received"), page.say.figure(page.findings[RECEIVED])))
    columns = (page.say("column.part"), page.say("column.messages"))
    return Table(page.say("how_made.caption"), columns, tuple(rows), frozenset({1}), total=True)


def _rules(page: Page) -> str:
    if page.rounding is None:
        return page.say("how_made.rules", rules=page.rules)
    threshold, step = (page.say.number(figure) for figure in (page.rounding.threshold, page.rounding.step))
    return page.say("how_made.rules_public", rules=page.rules, threshold=threshold, step=step)


def _records(page: Page) -> tuple[Record, ...]:
    parts = [page.record(f"messages_{part}", ("received", part)) for part in PARTS]
    return (*parts, page.record("messages_received", RECEIVED))
