"""The school's side: when the mobiliser is in, questions to the head, a talk each term. Never staff, class or pupil.

A question stands here only after the head saw it: bodies named see theirs two working days early (product.md 42, 44).
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from reports.document import Block, Pair, Pairs, Paragraph, Section
from reports.model import SCHOOLS
from reports.page import Page
from reports.sections.questions import reply
from reports.sections.say_more import FEW

IN_A_ROW = 3
"""So many days in a row are told by the first and the last."""


def when_in(page: Page) -> Section:
    """On which days the mobiliser is here."""
    here = page.area.neighbourhood(page.request.neighbourhood or "")
    who = page.mobiliser()
    told = page.say("school.in", who=who, days=_days(page, here.working_days)) if here else ""
    text = told or page.say("school.in_area", who=who)
    return Section("when_in", page.say("school.in_title"), (Paragraph(text),))


def _days(page: Page, days: Iterable[int]) -> tuple[str, ...]:
    """Weekdays as one says them: three or more in a row by the first and the last."""
    named: list[str] = []
    for _, run in groupby(enumerate(sorted(days)), lambda one: one[1] - one[0]):
        names = page.say.weekdays(day for _, day in run)
        row = len(names) >= IN_A_ROW
        named += [page.say("school.from_to", first=names[0], last=names[-1])] if row else names
    return tuple(named)


def to_head(page: Page) -> Section:
    """What is asked of the head this month, and what was replied to the last."""
    return Section("to_head", page.say("school.head_title"), tuple(_questions(page)))


def meet(page: Page) -> Section:
    """The prompt to meet once a term, and what the figures are."""
    small = page.say("school.rules", fingerprint=page.fingerprint[:FEW])
    blocks = (Paragraph(page.say("school.meet", who=page.mobiliser())), Paragraph(small, quiet=True))
    return Section("meet", page.say("school.meet_title"), blocks)


def _questions(page: Page) -> Iterator[Block]:
    found = [one for one in page.here(page.frozen.questions) if one.theme == SCHOOLS and not one.register]
    asked = [one for one in found if one.asked == page.month]
    before = [one for one in found if one.asked < page.month]
    if not asked:
        yield Paragraph(page.say("school.no_question"), quiet=True)
    for one in asked:
        by = page.say("school.reply_by", day=page.say.day(one.reply_by)) if one.reply_by else ""
        yield Paragraph(" ".join(filter(None, (one.text, by))))
    if before:
        yield Pairs(tuple(Pair(one.text, reply(page, one)) for one in before))
