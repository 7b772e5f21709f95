"""`earshot answer` and `earshot promises`: what became of it is put on record, and what is owed is not forgotten."""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import typer

from bot.app import read_with
from bot.core import Core
from bot.desk import at_the_desk, say
from bot.domain import reference
from bot.domain.contribution import Progress, Standing
from bot.domain.plain_words import not_to_be_said
from bot.domain.reading import DangerLevel, Reading
from bot.draws import new_id
from bot.errors import NotFound, Refused
from bot.storage import audit, progress
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

    async def work(core: Core) -> None:
        found = reference.tidy(which)
        now, today = core.clock(), core.clock().astimezone(core.area.zone).date()
        next_date = until.date() if until else None
        if not who.strip():
            raise Refused("--as: say who answers")
        if next_date is not None and next_date <= today:
            raise Refused(f"--until {next_date}: the next date must be in the future")
        wrong = [*_wrong(why, read_with(core).read(why, "en"), core.area.safeguarding_lead)] if why.strip() else []
        for one in wrong:
            say(f"warning: {one}")
        if wrong and not anyway:
            raise Refused("nothing is on record: word --why anew, or say it again with --anyway")
        async with core.database.write() as conn:
            answered = await progress.find(conn, core.keys.organisation, found) if found else None
            if answered is None:
                raise NotFound(f"{which}: there is nothing of this number")
            _refuse(which, answered, what.progress)
            became = what.progress
            said = {"who": who.strip(), "now": now, "until": next_date, "why": why.strip()}
            await progress.add(conn, core.keys, answered, became, **said)  # type: ignore[arg-type]
            coded = f"{found} {became}"
            await audit.record(conn, core.keys, new_id(), who=who.strip(), what=coded, now=now)
        say(f"{found}: {what}. Its writer is told {_when(answered)}.")

    at_the_desk(work)


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


def _wrong(why: str, reading: Reading, lead: str) -> Iterator[str]:
    """What must not reach a resident in a worker's words."""
    for span in reading.private:
        yield f"this looks like a {span.type.value.replace('_', ' ')}: {why[span.start : span.end]}"
    for phrase in not_to_be_said(why):
        yield f"this promises an outcome, or talks down: {phrase}"
    if reading.danger.level is not DangerLevel.NONE:
        yield f"this sounds like danger. Don't ask more. Use their own words. Ring {lead}."


def _when(answered: Answered) -> str:
    return "when they next come by" if answered.protected else "by day, with their other news, at most once a week"


def _days(promised: date, today: date) -> str:
    days = (today - promised).days
    return f"{days} day{'s' if days > 1 else ''} ago"
