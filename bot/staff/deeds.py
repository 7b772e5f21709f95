"""What each deed does to a contribution, within the transaction that puts it on record."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from datetime import date, datetime
from functools import partial

from msgspec import Struct
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.area import Area
from bot.domain.contribution import Progress, Standing
from bot.domain.deed import Deed, Does
from bot.domain.item import CLOSED, Item
from bot.domain.plain_words import not_to_be_said
from bot.domain.reading import DangerLevel, Reading
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.storage import absences, directories, inbox, needs, progress, workers
from bot.storage.inbox import Mark
from bot.storage.keys import Keys
from bot.storage.needs import Typed

NEEDS_WHY = frozenset({Progress.NOT_POSSIBLE, Progress.NOT_US, Progress.NOT_NOW})
"""A no is never left without a reason (product.md 39)."""
NOT_TO_A_CHILD = "a child may read this, and it asks for a name, a number, a photo or to meet, or gives one"


class Doing(Struct, frozen=True):
    """A worker does something with an item, within a transaction.

    `find` gives another item within their fence; `asks` says of words that they may not go out to a child.
    """

    conn: AsyncConnection
    keys: Keys
    area: Area
    worker: Worker
    item: Item
    now: datetime
    find: Callable[[str], Awaitable[Item]]
    asks: Callable[[str], bool]

    @property
    def today(self) -> date:
        """The local day."""
        return self.now.astimezone(self.area.zone).date()

    @property
    def which(self) -> tuple[AsyncConnection, str, str]:
        """What every change in storage is told first."""
        return self.conn, self.keys.organisation, self.item.id


async def do(doing: Doing, deed: Deed) -> None:
    """Do it. Raises Refused in words for the worker, and NotFound."""
    await _spare_children(doing, deed)
    await _HOW[deed.does](doing, deed)


async def _spare_children(doing: Doing, deed: Deed) -> None:
    """Nobody else sees an answer before a child does: what asks who they are is never sent (product.md 25)."""
    if deed.words.strip() and doing.asks(deed.words) and await inbox.reaches_protected(*doing.which):
        raise Refused(NOT_TO_A_CHILD)


def doubts(words: str, reading: Reading, area: Area) -> Iterator[str]:
    """What must not reach a resident in a worker's words."""
    for span in reading.private:
        yield f"this looks like a {span.type.value.replace('_', ' ')}: {words[span.start : span.end]}"
    for phrase in not_to_be_said(words):
        yield f"this promises an outcome, or talks down: {phrase}"
    if reading.danger.level is not DangerLevel.NONE:
        yield f"this sounds like danger. Don't ask more. Use their own words. Ring {area.safeguarding_lead}."


async def _became(doing: Doing, deed: Deed) -> None:
    _check(doing, deed)
    answered = await progress.find(doing.conn, doing.keys.organisation, doing.item.reference)
    if answered is None:
        raise NotFound(doing.item.reference)
    await progress.add(
        doing.conn,
        doing.keys,
        answered,
        deed.became,
        who=doing.worker.id,
        now=doing.now,
        # What has come to its end owes nobody a date.
        until=None if deed.became in CLOSED else deed.until,
        why=deed.words.strip(),
    )


def _check(doing: Doing, deed: Deed) -> None:
    item, has_words = doing.item, bool(deed.words.strip())
    if item.standing is not Standing.HEARD:
        raise Refused(f"{item.reference} is {item.standing}: nothing is said of it until it is not")
    if deed.until is not None and deed.until <= doing.today:
        raise Refused(f"{deed.until}: the next date must be in the future")
    if deed.became in NEEDS_WHY and not has_words:
        raise Refused("say why: a no without a reason is no answer")
    again = deed.became is item.became is Progress.READ
    if again and not has_words and deed.until is None:
        raise Refused(f"{item.reference} is put down as read already")


async def _signpost(doing: Doing, deed: Deed) -> None:
    """A signpost is an answer in the directory's own words."""
    found = (await directories.whole(doing.conn, doing.keys, doing.area)).signpost(deed.other)
    if found is None:
        raise Refused(f"{deed.other}: there is no such signpost")
    told = (deed.words.strip(), found.name, found.phone, found.link)
    await _became(doing, Deed(Does.BECAME, Progress.READ, words=" ".join(one for one in told if one)))


async def _no_service(doing: Doing, _deed: Deed) -> None:
    """A contribution counts once: the need has its id."""
    item = doing.item
    theme = item.themes[0] if item.themes else "other"
    asked = Typed(item.id, theme, item.neighbourhood, doing.today, None, doing.worker.id)
    await needs.add(doing.conn, doing.keys.organisation, asked)


async def _mark(mark: Mark, doing: Doing, _deed: Deed) -> None:
    if mark is Mark.AGENDA and doing.item.standing is not Standing.HEARD:
        raise Refused(f"{doing.item.reference} is {doing.item.standing}: no group talks of it until it is not")
    await inbox.mark(doing.conn, doing.keys.organisation, mark, doing.item.id, who=doing.worker.id, now=doing.now)


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


async def _stand(was: Standing, to: Standing, doing: Doing, _deed: Deed) -> None:
    if not await inbox.stand(*doing.which, was, to):
        raise Refused(f"{doing.item.reference} is {doing.item.standing} by now: look at it again")


_HOW: Mapping[Does, Callable[[Doing, Deed], Awaitable[None]]] = {
    Does.READ: _became,
    Does.BECAME: _became,
    Does.SIGNPOST: _signpost,
    Does.NO_SERVICE: _no_service,
    Does.AGENDA: partial(_mark, Mark.AGENDA),
    Does.TALK_OVER: partial(_mark, Mark.TALK_OVER),
    Does.JOIN: _join,
    Does.PART: _part,
    Does.ASSIGN: _assign,
    Does.HOLD: partial(_stand, Standing.HEARD, Standing.HELD),
    Does.RELEASE: partial(_stand, Standing.HELD, Standing.HEARD),
    Does.SPAM: partial(_stand, Standing.HEARD, Standing.SPAM),
    Does.NOT_SPAM: partial(_stand, Standing.SPAM, Standing.HEARD),
}
