"""Questions to each agency, reply by when, and what was replied to those before."""

from collections.abc import Iterator, Sequence

from reports.document import Block, Pair, Pairs, Paragraph, Section, Table
from reports.frozen import Question
from reports.page import Page


def section(page: Page) -> Section:
    """What is asked of whom, and what came back."""
    return Section("questions", page.say("questions.title"), tuple(_blocks(page)))


def _blocks(page: Page) -> Iterator[Block]:
    found = page.here(page.frozen.questions)
    printed = [one for one in found if not one.register]
    yield _asked(page, [one for one in printed if one.asked == page.month])
    yield from _before(page, [one for one in printed if one.asked < page.month])
    yield from _register(page, [one for one in found if one.register])


def _asked(page: Page, asked: Sequence[Question]) -> Block:
    if not asked:
        return Paragraph(page.say("questions.none"), quiet=True)
    columns = tuple(page.say(f"column.{one}") for one in ("agency", "question", "reply_by"))
    return Table(page.say("questions.caption"), columns, tuple(_row(page, one) for one in asked))


def _before(page: Page, before: Sequence[Question]) -> Iterator[Block]:
    if before:
        yield Paragraph(page.say("questions.before"))
        yield Pairs(tuple(Pair(_about(page, one), reply(page, one)) for one in before))


def _register(page: Page, register: Sequence[Question]) -> Iterator[Block]:
    if register:
        yield Paragraph(page.say("questions.register"))
        yield Pairs(tuple(Pair(page.agency(one.agency), one.text) for one in register))


def _row(page: Page, question: Question) -> tuple[str, ...]:
    by = page.say.day(question.reply_by) if question.reply_by else ""
    place = page.place_of(question)
    return page.agency(question.agency), f"{question.text} ({place})" if place else question.text, by


def _about(page: Page, question: Question) -> str:
    return page.say("questions.asked", agency=page.agency(question.agency), question=question.text)


def reply(page: Page, question: Question) -> str:
    """What was replied; "no reply" only where the question was proved to have come and its day has passed."""
    if question.status is not None or question.answer:
        status = page.say.status(question.status) if question.status else ""
        told = ". ".join(filter(None, (status, question.answer)))
        day = page.say.day(question.answered_on) if question.answered_on else ""
        return page.say("questions.replied", reply=told, day=day) if day else told
    over = question.delivered and question.reply_by is not None and question.reply_by <= page.month.last
    return page.say("questions.no_reply" if over else "questions.no_reply_yet")
