"""The month in five lines: who, by which door, what most, what moved, who offers help."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from bot.domain.contribution import Kind, Progress
from reports.analyse import HELPERS, MESSAGES, NEW, PEOPLE, VOICES
from reports.change import Direction
from reports.disclosure import REST
from reports.document import Block, Paragraph, Points, Record, Section, Tile, Tiles
from reports.lasting import Subject, lasting
from reports.page import Page
from reports.sections.happened import in_order

MOST = 3
CHANGED = frozenset({Progress.DONE, Progress.UNDER_WAY, Progress.PLANNED})


def section(page: Page) -> Section:
    """The five lines, with the month's large figures above them and the mobiliser's own below."""
    lines = (_who(page), _doors(page), _most(page), _since(page), _ask(page))
    blocks = (_tiles(page), Points(lines, numbered=True), *_own(page), *_lasting(page))
    return Section("five_lines", page.say("five_lines.title"), blocks, tuple(_records(page)))


def _own(page: Page) -> Iterator[Block]:
    review = page.review
    if review.lines:
        yield Paragraph(page.say("five_lines.own", who=review.checked_by or page.mobiliser()))
        yield Points(review.lines)


def _lasting(page: Page) -> Iterator[Block]:
    """What lasts, what is new, what has gone quiet; nothing is said of a month with nothing to set it beside."""
    found = lasting(page.findings)
    sorts = {"lasting": found.lasting, "new": found.new, "quiet": found.quiet}
    lines = tuple(page.say(f"five_lines.{sort}", themes=_named(page, which)) for sort, which in sorts.items() if which)
    if lines:
        yield Points(lines)


def _named(page: Page, subjects: Iterable[Subject]) -> tuple[str, ...]:
    """Each theme once, with the kinds it was heard as."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for kind, code in subjects:
        kinds[code].append(page.say.kind(("kind", kind)))
    return tuple(
        page.say("five_lines.subject", kind=", ".join(named), theme=page.theme(code)) for code, named in kinds.items()
    )


def _since(page: Page) -> str:
    """One thing people told us about that has since changed."""
    told = next((one for one in in_order(page) if one.status in CHANGED), None)
    return page.say("five_lines.since", asked=told.asked, told=told.told) if told else page.say("five_lines.no_since")


def _ask(page: Page) -> str:
    """The one ask: as the mobiliser put it, or else the first question of the month."""
    asked = (one for one in page.here(page.frozen.questions) if one.asked == page.month and not one.register)
    question = next(asked, None)
    if page.review.ask:
        return page.say("five_lines.ask", ask=page.review.ask)
    if question:
        return page.say("five_lines.ask_of", agency=page.agency(question.agency), ask=question.text)
    return page.say("five_lines.no_ask")


def _tiles(page: Page) -> Tiles:
    cells = {"people": PEOPLE, "messages": MESSAGES, "new": NEW, "helpers": HELPERS}
    found = page.findings
    return Tiles(tuple(Tile(page.say.figure(found[cell]), page.say(f"tile.{name}")) for name, cell in cells.items()))


def _who(page: Page) -> str:
    found, count = page.findings, page.say.count
    who = page.say(
        "five_lines.who",
        people=count("people", found[PEOPLE]),
        messages=count("messages", found[MESSAGES]),
        new=count("people", found[NEW]),
    )
    return f"{who} {_change(page)}"


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
        few = page.say("five_lines.few") if page.lines else ""
        return " ".join(filter(None, (page.say("five_lines.no_theme"), few)))
    parts = tuple(
        page.say(
            "five_lines.theme",
            kind=page.say.kind(cell),
            theme=page.theme(cell[2]),
            people=page.say.count("people", page.findings[cell]),
        )
        for cell in top
    )
    return " ".join(filter(None, (page.say("five_lines.most", themes=parts), _moved(page))))


def _themes(page: Page) -> Iterator[tuple[str, str, str]]:
    for kind in Kind:
        for code in page.findings.ranked(kind, page.theme_order):
            # A family is named only where no theme of it can be.
            if code != REST and not page.findings.under(kind, code):
                yield "theme", kind.value, code


def _change(page: Page) -> str:
    change = page.findings.change(PEOPLE)
    key = "no_change" if change.usual is None else "change"
    return page.say(f"five_lines.{key}", change=page.say.change(change))


def _moved(page: Page) -> str:
    moved = tuple(
        f"{page.say.kind(cell)} {page.say.change(page.findings.change(cell))}"
        for cell in (("kind", kind.value) for kind in Kind)
        if page.findings.change(cell).direction in {Direction.MORE, Direction.FEWER}
    )
    return page.say("five_lines.moved", kinds=moved) if moved else ""


def _records(page: Page) -> Iterator[Record]:
    yield page.record("people", PEOPLE, compared=True)
    yield page.record("people_new_to_us", NEW)
    yield page.record("people_offering_help", HELPERS)
    yield page.record("messages", MESSAGES)
    yield page.record("voices_in_group_talks", VOICES)
    for door in page.findings.now.doors():
        yield page.record(f"people_by_door_{door}", ("door", door))
