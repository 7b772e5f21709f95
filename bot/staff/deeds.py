"""What each deed does to a contribution, within the transaction that puts it on record."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from functools import partial

from bot.domain.agenda import BECAME, GOES_ON, Outcome, Owner
from bot.domain.area import Area
from bot.domain.cleared import quotes
from bot.domain.contribution import Standing
from bot.domain.deed import Deed, Does
from bot.domain.hold import LASTS, Why
from bot.domain.item import CLOSED, Item
from bot.domain.plain_words import not_to_be_said
from bot.domain.reading import DangerLevel, Reading
from bot.domain.worker import Right
from bot.errors import NotFound, Refused
from bot.staff.answering import became, signpost
from bot.staff.clearing import clear
from bot.staff.doing import Doing
from bot.storage import absences, agendas, heard, holds, inbox, marks, needs, workers
from bot.storage.agendas import Decided
from bot.storage.marks import Mark
from bot.storage.needs import Typed

LONGEST_WHY = 400
"""Signs of the reason with which something leaves an agenda."""
NOT_TO_A_CHILD = "a child may read this, and it asks for a name, a number, a photo or to meet, or gives one"


async def do(doing: Doing, deed: Deed) -> None:
    """Do it. Raises Refused in words for the worker, and NotFound."""
    if deed.does not in _HOW:
        raise Refused("there is no such thing to do")
    await _spare_children(doing, deed)
    await _HOW[deed.does](doing, deed)


async def _spare_children(doing: Doing, deed: Deed) -> None:
    """Nobody else sees an answer before a child does: what asks who they are is never sent (product.md 25)."""
    if deed.words.strip() and doing.asks(deed.words) and await inbox.reaches_protected(*doing.which):
        raise Refused(NOT_TO_A_CHILD)


def doubts(words: str, reading: Reading, area: Area) -> Iterator[str]:
    """What must not reach a resident in a worker's words."""
    for span in reading.surely_private:
        yield f"this looks like a {span.type.value.replace('_', ' ')}: {words[span.start : span.end]}"
    for phrase in not_to_be_said(words):
        yield f"this promises an outcome, or talks down: {phrase}"
    if reading.danger.level is not DangerLevel.NONE:
        yield f"this sounds like danger. Don't ask more. Use their own words. Ring {area.safeguarding_lead}."


async def _agenda(doing: Doing, deed: Deed) -> None:
    """Put it on the group's agenda, with what the group reads of it: a worker's words, never the neighbour's (38)."""
    if doing.item.standing is not Standing.HEARD:
        raise Refused(f"{doing.item.reference} is {doing.item.standing}: no group talks of it until it is not")
    await _never_quoted(doing, deed.words)
    await _mark(Mark.AGENDA, doing, deed)
    await agendas.talk_of_again(doing.conn, doing.keys.organisation, doing.item.id)
    if deed.words.strip():
        await agendas.sum_up(doing.conn, doing.keys, doing.item.id, deed.words.strip())


async def _never_quoted(doing: Doing, summary: str) -> None:
    """The group reads a worker's summary: nobody's very words, whoever said yes to being quoted in a report (38)."""
    said = await heard.by_reference(doing.conn, doing.keys, doing.item.reference)
    if said is not None and quotes(summary, said.words):
        raise Refused("these are their very words: the group reads what it is about, in your own")


async def _decided(doing: Doing, deed: Deed) -> None:
    """It leaves the agenda with what was decided and why; whoever said it is told so as of any answer (39)."""
    outcome = next((one for one in Outcome if one == deed.other), None)
    if outcome is None or not doing.item.on_agenda:
        raise Refused("say what was decided of something that is on the agenda")
    why = deed.words.strip()
    if not why:
        raise Refused("say why: nothing leaves the agenda without a reason")
    if len(why) > LONGEST_WHY:
        raise Refused(f"say why in {LONGEST_WHY} signs at most")
    owner = next((one for one in Owner if one == deed.owner), None)
    if outcome in GOES_ON:
        _owned(owner, deed)
    await _never_quoted(doing, why)
    decided = Decided(outcome, why, owner, deed.until)
    await agendas.decide(doing.conn, doing.keys, doing.item.id, decided, doing.now)
    await became(doing, Deed(Does.BECAME, BECAME[outcome], deed.until, why, anyway=deed.anyway))


def _owned(owner: Owner | None, deed: Deed) -> None:
    """What goes on has somebody who does it, and a day."""
    if deed.until is None:
        raise Refused("say by when they hear of it again")
    if owner is None:
        raise Refused("say who does it, by role")


async def _no_service(doing: Doing, _deed: Deed) -> None:
    """A contribution counts once: the need has its id."""
    item = doing.item
    theme = item.themes[0] if item.themes else "other"
    asked = Typed(item.id, theme, item.neighbourhood, doing.today, None, doing.worker.id)
    await needs.add(doing.conn, doing.keys, asked)


async def _mark(mark: Mark, doing: Doing, _deed: Deed) -> None:
    await marks.mark(doing.conn, doing.keys.organisation, mark, doing.item.id, who=doing.worker.id, now=doing.now)


async def _unmark(mark: Mark, doing: Doing, _deed: Deed) -> None:
    await marks.unmark(doing.conn, doing.keys.organisation, mark, [doing.item.id], doing.now)


async def _join(doing: Doing, deed: Deed) -> None:
    item, other = doing.item, await _other(doing, deed.other)
    if item.id in {other.id, other.joined_to}:
        raise Refused("a contribution is not joined to itself, nor to one that is joined to it")
    if other.joined_to is not None:
        raise Refused(f"{other.reference} is joined to another one: join to that")
    if other.standing is not Standing.HEARD:
        raise Refused(f"{other.reference} is {other.standing}: nothing is joined to it until it is not")
    if other.became in CLOSED:
        raise Refused(f"{other.reference} has come to its end: whoever said this would never hear")
    if other.neighbourhood != item.neighbourhood:
        raise Refused("only what was said of the same neighbourhood can be joined")
    await inbox.join(*doing.which, other.id)


async def _other(doing: Doing, reference: str) -> Item:
    try:
        return await doing.find(reference)
    except NotFound:
        raise Refused(f"{reference}: there is no such contribution") from None


async def _part(doing: Doing, _deed: Deed) -> None:
    await inbox.join(*doing.which, None)


async def _assign(doing: Doing, deed: Deed) -> None:
    named = await workers.find(doing.conn, doing.keys, deed.other)
    standing = await absences.standing_in(doing.conn, doing.keys.organisation, [named] if named else [], doing.now)
    found = next(iter(standing), None)
    if found is None or not found.may(Right.ANSWER, doing.item.neighbourhood):
        raise Refused(f"{deed.other}: nobody of this id may answer there")
    await inbox.assign(*doing.which, found.id)


async def _hold(doing: Doing, deed: Deed) -> None:
    """Hold it for a person to look at; why, by whom and until when stays beside it (product.md 33)."""
    if deed.other and deed.other not in set(Why):
        raise Refused(f"{deed.other}: that is no reason to hold anything")
    await _stand(Standing.HEARD, Standing.HELD, doing, deed)
    why, until = Why(deed.other or Why.UNSURE), doing.today + LASTS
    await holds.put(*doing.which, who=doing.worker.id, why=why, until=until)


async def _stand(was: Standing, to: Standing, doing: Doing, _deed: Deed) -> None:
    if not await inbox.stand(*doing.which, was, to):
        raise Refused(f"{doing.item.reference} is {doing.item.standing} by now: look at it again")


_HOW: Mapping[Does, Callable[[Doing, Deed], Awaitable[None]]] = {
    Does.READ: became,
    Does.BECAME: became,
    Does.SIGNPOST: signpost,
    Does.CLEAR: clear,
    Does.NO_SERVICE: _no_service,
    Does.AGENDA: _agenda,
    Does.DECIDED: _decided,
    Does.OFF_AGENDA: partial(_unmark, Mark.AGENDA),
    Does.TALK_OVER: partial(_mark, Mark.TALK_OVER),
    Does.TALKED_OVER: partial(_unmark, Mark.TALK_OVER),
    Does.JOIN: _join,
    Does.PART: _part,
    Does.ASSIGN: _assign,
    Does.HOLD: _hold,
    Does.RELEASE: partial(_stand, Standing.HELD, Standing.HEARD),
    Does.SPAM: partial(_stand, Standing.HEARD, Standing.SPAM),
    Does.NOT_SPAM: partial(_stand, Standing.SPAM, Standing.HEARD),
}
