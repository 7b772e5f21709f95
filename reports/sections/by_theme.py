"""What the four sections on ideas, issues, interests and good news share: one kind, theme by theme."""

from collections.abc import Iterator, Sequence

from bot.domain.contribution import Kind
from reports.disclosure import REST
from reports.document import Bar, Block, Chart, Paragraph, Quotes, Record, Section, Table
from reports.figures import Figure, Shown
from reports.frozen import Line, LineUse
from reports.hiding import note
from reports.page import Page
from reports.sections.lines import quoted

MOST_QUOTES = 3
"""Up to three cleared quotes a theme (product.md, the Dialogue Report, 3)."""


def by_theme(page: Page, key: str, kind: Kind) -> Section:
    """The section of one kind: how many people, a chart with its table, offers of help, group talks beside."""
    themes = page.findings.ranked(kind, page.theme_order)
    return Section(key, page.say(f"{key}.title"), tuple(_blocks(page, key, kind, themes)), _records(page, kind, themes))


def _blocks(page: Page, key: str, kind: Kind, themes: tuple[str, ...]) -> Iterator[Block]:
    people = page.findings["kind", kind]
    yield Paragraph(page.say(f"{key}.people", people=page.say.count("people", people)))
    if themes not in {(), (REST,)} and page.some(people):
        yield from _chart(page, kind, themes)
        yield _table(page, kind, themes)
        yield from _hidden(page, kind, themes)
    elif page.rounding:
        why = "no_theme" if page.some(people) else "too_few"
        yield Paragraph(page.say(f"by_theme.{why}", threshold=page.say.number(page.rounding.threshold)), quiet=True)
    yield from _beside(page, kind)
    for code, lines in printed_with(page, kind).items():
        yield Quotes(quoted(page, lines), page.theme(code))


def printed_with(page: Page, kind: Kind) -> dict[str, tuple[Line, ...]]:
    """The quotes that stand with a line that has a figure, at most MOST_QUOTES each: a theme's, else its family's."""
    found = page.findings
    shown = [code for code in found.ranked(kind, page.theme_order) if code != REST]
    open_to = [code for code in shown if page.some(found["theme", kind, code])]
    of: dict[str, list[Line]] = {code: [] for code in open_to}
    for one in page.lines:
        stands_with = _stands_with(page, one, open_to)
        if one.kind is kind and one.use is LineUse.QUOTE and stands_with and len(of[stands_with]) < MOST_QUOTES:
            of[stands_with].append(one)
    return {code: tuple(lines) for code, lines in of.items() if lines}


def _stands_with(page: Page, one: Line, open_to: Sequence[str]) -> str:
    """Its own theme where that is among these, else the first of its families that is; "" for none."""
    about = [code for code in open_to if one.theme in page.findings.about(code)]
    return one.theme if one.theme in about else next(iter(about), "")


def _beside(page: Page, kind: Kind) -> Iterator[Block]:
    helpers, voices = page.findings["helpers", kind], page.findings["voices", kind]
    if kind.invites_help and page.some(helpers):
        yield Paragraph(page.say("by_theme.helpers", people=page.say.count("people", helpers)))
    if page.some(voices):
        yield Paragraph(page.say("by_theme.voices", voices=page.say.count("voices", voices)))


def _chart(page: Page, kind: Kind, themes: tuple[str, ...]) -> Iterator[Chart]:
    bars = tuple(_bar(page, kind, code) for code in themes if _drawable(page.findings["theme", kind, code]))
    if bars:
        listed = tuple(f"{bar.label} {bar.figure}" for bar in bars)
        says = page.say("chart.says", kind=page.say.kind(("kind", kind)), bars=listed)
        usual = any(bar.usual is not None for bar in bars)
        yield Chart(says, page.say("chart.key_usual" if usual else "chart.key"), bars)


def _drawable(figure: Figure) -> bool:
    return figure.value > 0 and (figure.known or figure.shown is Shown.AT_LEAST)


def _bar(page: Page, kind: Kind, code: str) -> Bar:
    cell = ("theme", kind, code)
    figure, usual = page.findings[cell], page.findings.change(cell).usual
    return Bar(page.line(kind, code), figure.value, page.say.figure(figure), usual.value if usual else None)


def _table(page: Page, kind: Kind, themes: tuple[str, ...]) -> Table:
    rows = tuple(
        (
            page.line(kind, code),
            page.say.figure(page.findings["theme", kind, code]),
            page.say.change(page.findings.change(("theme", kind, code))),
        )
        for code in themes
    )
    columns = (page.say("column.theme"), page.say("column.people"), page.say("column.change"))
    return Table(page.say("by_theme.caption", kind=page.say.kind(("kind", kind))), columns, rows, frozenset({1}))


def _hidden(page: Page, kind: Kind, themes: tuple[str, ...]) -> Iterator[Block]:
    found = page.findings
    merged = REST in themes or any(page.is_family(code) for code in themes)
    yield from note(page.say, [found["theme", kind, code] for code in themes], page.rounding, merged=merged)


def _records(page: Page, kind: Kind, themes: tuple[str, ...]) -> tuple[Record, ...]:
    lines = [page.record("people", ("kind", kind), kind=kind, compared=True)]
    lines += [page.record("people", ("theme", kind, code), kind=kind, theme=code, compared=True) for code in themes]
    if kind.invites_help:
        lines.append(page.record("people_offering_help", ("helpers", kind), kind=kind))
    lines.append(page.record("voices_in_group_talks", ("voices", kind), kind=kind))
    return tuple(lines)
