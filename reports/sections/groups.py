"""Local Action Groups: what they decided, spent and promised; what is done, open, overdue; who is new, what is free."""

from collections.abc import Iterator

from bot.domain.spend import pounds
from reports.document import Block, Pair, Pairs, Paragraph, Points, Section, Table
from reports.frozen import Action, Decision, Meeting, Money
from reports.page import Page
from reports.tallies import single


def section(page: Page) -> Section:
    """What the groups of this place did this month."""
    return Section("groups", page.say("groups.title"), tuple(_blocks(page)))


def _blocks(page: Page) -> Iterator[Block]:
    meetings, money = page.here(page.frozen.meetings), page.here(page.frozen.money)
    if not meetings:
        yield Paragraph(page.say("groups.none"), quiet=True)
    for meeting in meetings:
        yield from _meeting(page, meeting)
    for left in page.here(page.frozen.earlier):
        yield Paragraph(": ".join(filter(None, (page.place_of(left), page.say("groups.earlier")))))
        yield Points(tuple(_action(page, one) for one in left.actions))
    if money:
        yield _money(page, money)


def _meeting(page: Page, meeting: Meeting) -> Iterator[Block]:
    when = page.say("groups.met", day=page.say.day(meeting.on)) if meeting.on else page.say("groups.between")
    yield Paragraph(": ".join(filter(None, (page.place_of(meeting), when))))
    if meeting.decisions:
        yield Pairs(tuple(_decision(page, one) for one in meeting.decisions))
    items = tuple(_items(page, meeting))
    if items:
        yield Points(items)


def _decision(page: Page, decision: Decision) -> Pair:
    why = decision.why[:1].upper() + decision.why[1:]
    return Pair(decision.about, ". ".join(filter(None, (page.say.status(decision.outcome), why))))


def _items(page: Page, meeting: Meeting) -> Iterator[str]:
    yield from (_action(page, one) for one in meeting.actions)
    new = single(meeting.new_faces, page.rounding).figure
    if page.some(new):
        yield page.say("groups.new_faces", n=new.value)
    if meeting.vacancies:
        yield page.say("groups.vacancies", n=meeting.vacancies)


def _action(page: Page, action: Action) -> str:
    due = page.say("groups.by", day=page.say.day(action.due)) if action.due else ""
    stands = "done" if action.done else "overdue" if action.overdue else "open"
    told = ", ".join(filter(None, (action.what, action.owner, due)))
    return page.say(f"groups.{stands}", action=told)


def _money(page: Page, money: tuple[Money, ...]) -> Table:
    """What is left stands in it where a group has a budget of its own."""
    budgets = any(one.left is not None for one in money)
    columns = ("place", "spent", "committed", "left") if budgets else ("place", "spent", "committed")
    rows = tuple(
        (page.named(one.neighbourhood), pounds(one.spent), pounds(one.committed), _left(one.left))[: len(columns)]
        for one in money
    )
    return Table(
        page.say("groups.money"),
        tuple(page.say(f"column.{one}") for one in columns),
        rows,
        frozenset(range(1, len(columns))),
    )


def _left(left: int | None) -> str:
    return "\u2013" if left is None else pounds(left)
