"""The month in five lines: who, by which door, what most, what moved, who offers help."""

from collections.abc import Iterator

from bot.domain.contribution import Kind
from reports.analyse import HELPERS, MESSAGES, NEW, PEOPLE, VOICES
from reports.change import Direction
from reports.disclosure import REST
from reports.document import Points, Record, Section, Tile, Tiles
from reports.page import Page

MOST = 3


def section(page: Page) -> Section:
    """The five lines, with the month's large figures above them."""
    lines = (_who(page), _doors(page), _most(page), _change(page), _help(page))
    return Section("five_lines", page.say("five_lines.title"), (_tiles(page), Points(lines)), tuple(_records(page)))


def _tiles(page: Page) -> Tiles:
    cells = {"people": PEOPLE, "messages": MESSAGES, "new": NEW, "helpers": HELPERS}
    found = page.findings
    return Tiles(tuple(Tile(page.say.figure(found[cell]), page.say(f"tile.{name}")) for name, cell in cells.items()))


def _who(page: Page) -> str:
    found, count = page.findings, page.say.count
    return page.say(
        "five_lines.who",
        people=count("people", found[PEOPLE]),
        messages=count("messages", found[MESSAGES]),
        new=count("people", found[NEW]),
    )


def _doors(page: Page) -> str:
    found, say = page.findings, page.say
    doors = sorted(found.now.doors(), key=lambda door: (-found["door", door].value, door))
    parts = tuple(
        say("five_lines.door", door=say(f"door.{door}"), people=say.count("people", found["door", door]))
        for door in doors
    )
    line = say("five_lines.doors", doors=parts) if parts else say("five_lines.no_door")
    beside = [say("five_lines.voices", voices=say.count("voices", found[VOICES]))] if page.some(found[VOICES]) else []
    return " ".join([line, *_unlisted(page), *beside])


def _unlisted(page: Page) -> Iterator[str]:
    # Said always, used or not: to say it only when needed would tell zero from a few.
    if page.rounding:
        yield page.say("five_lines.unlisted", threshold=page.say.number(page.rounding.threshold))


def _most(page: Page) -> str:
    cells = [cell for cell in _themes(page) if page.findings[cell].low > 0]
    top = sorted(cells, key=lambda cell: -page.findings[cell].value)[:MOST]
    if not top:
        return page.say("five_lines.no_theme")
    parts = tuple(
        page.say(
            "five_lines.theme",
            kind=page.say.kind(cell),
            theme=page.theme(cell[2]),
            people=page.say.count("people", page.findings[cell]),
        )
        for cell in top
    )
    return page.say("five_lines.most", themes=parts)


def _themes(page: Page) -> Iterator[tuple[str, str, str]]:
    for kind in Kind:
        for code in page.findings.ranked(kind, page.theme_order):
            if code != REST:
                yield "theme", kind.value, code


def _change(page: Page) -> str:
    change = page.findings.change(PEOPLE)
    if change.usual is None:
        return page.say("five_lines.no_change")
    moved = tuple(
        f"{page.say.kind(cell)} {page.say.change(page.findings.change(cell))}"
        for cell in (("kind", kind.value) for kind in Kind)
        if page.findings.change(cell).direction in {Direction.MORE, Direction.FEWER}
    )
    line = page.say("five_lines.change", change=page.say.change(change))
    return " ".join([line, page.say("five_lines.moved", kinds=moved)]) if moved else line


def _help(page: Page) -> str:
    return page.say("five_lines.help", people=page.say.count("people", page.findings[HELPERS]))


def _records(page: Page) -> Iterator[Record]:
    yield page.record("people", PEOPLE, compared=True)
    yield page.record("people_new_to_us", NEW)
    yield page.record("people_offering_help", HELPERS)
    yield page.record("messages", MESSAGES)
    yield page.record("voices_in_group_talks", VOICES)
    for door in page.findings.now.doors():
        yield page.record(f"people_by_door_{door}", ("door", door))
