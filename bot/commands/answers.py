"""`earshot answer` and `earshot promises`: what became of it is put on record, and what is owed is not forgotten."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import typer
from msgspec import Struct
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.desk import at_the_desk, say
from bot.domain import reference
from bot.domain.contribution import Progress, Standing
from bot.domain.deed import Deed, Does
from bot.domain.worker import Worker
from bot.draws import new_id
from bot.errors import NotFound, Refused
from bot.reader_parts import read_with
from bot.staff.answering import NEEDS_DATE
from bot.staff.deeds import NOT_TO_A_CHILD, doubts
from bot.staff_parts import second_looks
from bot.storage import audit, inbox, progress
from bot.storage.progress import Answered


class What(StrEnum):
    """Progress as it is typed."""

    READ = "read"
    PLANNED = "planned"
    UNDER_WAY = "under-way"
    DONE = "done"
    NOT_POSSIBLE = "not-possible"
    NOT_US = "not-us"
    NOT_NOW = "not-now"
    WAITING = "waiting"

    @property
    def progress(self) -> Progress:
        """The same as it is kept."""
        return Progress(self.value.replace("-", "_"))


REFUSED = {
    Standing.SAFEGUARDING: "it is in the safeguarding lead's hands: nothing is said of it here",
    Standing.WITHDRAWN: "its writer has taken it back: nothing more is said of it",
    Standing.HELD: "a person has to look at it first (`earshot held`): no news is promised of it",
    Standing.SPAM: "it is put down as spam",
}


def answer(
    which: Annotated[str, typer.Argument(metavar="REFERENCE", help="Such as LK-7Q4MX.")],
    what: Annotated[What, typer.Argument(help="What became of it.")],
    who: Annotated[str, typer.Option("--as", help="Who says so.")],
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The next date we owe them.")] = None,
    why: Annotated[str, typer.Option(help="Why, in a sentence they will read.")] = "",
    *,
    anyway: Annotated[bool, typer.Option("--anyway", help="Say it although something was found in --why.")] = False,
) -> None:
    """Put on record what became of something; whoever said it is told, by day and at most once a week."""
    said = _Said(which, what.progress, who.strip(), until.date() if until else None, why.strip())
    at_the_desk(lambda core: _answer(core, said, anyway=anyway))


class _Said(Struct, frozen=True):
    """What is to be put on record, as it was typed."""

    which: str
    became: Progress
    who: str
    until: date | None
    why: str


async def _answer(core: Core, said: _Said, *, anyway: bool) -> None:
    found = reference.tidy(said.which)
    now = core.clock()
    _check(said, now.astimezone(core.area.zone).date())
    _doubt(core, said.why, anyway=anyway)
    async with core.database.write() as conn:
        answered = await progress.find(conn, core.keys.organisation, found) if found else None
        if answered is None:
            raise NotFound(f"{said.which}: there is nothing of this number")
        _refuse(said.which, answered, said.became)
        child = await inbox.reaches_protected(conn, core.keys.organisation, answered.id)
        if child and said.why:
            await _ask(core, conn, said, found or "")
            say(f"{found}: whoever reads it may be a child, so a second worker sees it first, in staffed hours.")
            return
        await progress.add(
            conn, core.keys, answered, said.became, who=said.who, now=now, until=said.until, why=said.why
        )
        coded = f"{found} {said.became}"
        await audit.record(conn, core.keys, new_id(), who=said.who, what=coded, now=now)
    say(f"{found}: {said.became.replace('_', ' ')}. Its writer is told {_when(answered)}.")


async def _ask(core: Core, conn: AsyncConnection, said: _Said, reference: str) -> None:
    """Put it down for a second worker: no unwatched word goes to a child, from here neither (product.md 25)."""
    if read_with(core).asks_for_contact(said.why):
        raise Refused(NOT_TO_A_CHILD)
    item = await inbox.find(conn, core.keys.organisation, reference)
    if item is None:
        raise Refused(f"{reference}: {REFUSED[Standing.SAFEGUARDING]}")
    deed = Deed(Does.BECAME, said.became, said.until, said.why)
    await second_looks(core).ask(conn, Worker(said.who, said.who, ()), reference, item.neighbourhood, deed)
    what = f"{reference} asked for a second look"
    await audit.record(conn, core.keys, new_id(), who=said.who, what=what, now=core.clock())


def _check(said: _Said, today: date) -> None:
    if not said.who:
        raise Refused("--as: say who answers")
    if said.until is not None and said.until <= today:
        raise Refused(f"--until {said.until}: the next date must be in the future")
    if said.became in NEEDS_DATE and said.until is None:
        raise Refused("--until: what is planned needs a date, by when they hear of it again")


def _doubt(core: Core, why: str, *, anyway: bool) -> None:
    """Warn of what must not reach a resident; Refused unless it is said `anyway`."""
    wrong = [*doubts(why, read_with(core).read(why, "en"), core.area)] if why else []
    for one in wrong:
        say(f"warning: {one}")
    if wrong and not anyway:
        raise Refused("nothing is on record: word --why anew, or say it again with --anyway")


def promises() -> None:
    """List what was promised by a day that has passed: nobody has read or answered it since."""

    async def work(core: Core) -> None:
        today = core.clock().astimezone(core.area.zone).date()
        async with core.database.read() as conn:
            owed = await progress.late(conn, core.keys.organisation, today)
        for one in owed:
            so_far = f"so far {one.last.replace('_', ' ')}" if one.last else "nobody has answered"
            known = (
                one.reference,
                f"promised by {one.promised}",
                _days(one.promised, today),
                one.neighbourhood,
                so_far,
            )
            say("  ".join(known))
        if not owed:
            say("Nothing is overdue.")

    at_the_desk(work)


def _refuse(which: str, answered: Answered, became: Progress) -> None:
    if answered.standing in REFUSED:
        raise Refused(f"{which}: {REFUSED[answered.standing]}")
    if answered.last is became and became is Progress.READ:
        raise Refused(f"{which}: it is put down as read already")


def _when(answered: Answered) -> str:
    return "when they next come by" if answered.protected else "by day, with their other news, at most once a week"


def _days(promised: date, today: date) -> str:
    days = (today - promised).days
    return f"{days} day{'s' if days > 1 else ''} ago"
