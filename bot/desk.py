"""The operator's desk: commands that list what waits for a person, until the console has a page for each."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated

import typer
from rich.console import Console

from bot import logs
from bot.app import utc_now
from bot.core import Core
from bot.draws import new_id
from bot.errors import NotFound
from bot.opening import opened
from bot.settings import load
from bot.storage import audit, complaints, held_words, interests, needs, reporting, stories, supports

out = Console(highlight=False, soft_wrap=True)
desk = typer.Typer()


def say(line: str) -> None:
    """A line to standard output; words of residents are never taken for markup."""
    out.print(line, markup=False)


def at_the_desk(work: Callable[[Core], Awaitable[None]]) -> None:
    """Do `work` with everything opened."""
    logs.set_up("WARNING")

    async def opening() -> None:
        async with opened(load(), utc_now) as core:
            await work(core)

    asyncio.run(opening())


@desk.command()
def held(which: Annotated[str, typer.Argument(metavar="[ID]", help="One of the list, to be shown.")] = "") -> None:
    """List what was written of somebody and is held apart for 30 days; showing one is put on record."""

    async def work(core: Core) -> None:
        await (_show_held(core, which) if which else _list_held(core))

    at_the_desk(work)


async def _list_held(core: Core) -> None:
    async with core.database.read() as conn:
        waiting = await held_words.waiting(conn, core.keys.organisation, core.clock())
    for one in waiting:
        until = one.until.astimezone(core.area.zone).date()
        say(f"{one.id}  {one.reference or 'an edited message'}, wiped on {until}")
    if not waiting:
        say("Nothing is held.")


async def _show_held(core: Core, which: str) -> None:
    async with core.database.write() as conn:
        now = core.clock()
        words = await held_words.look(conn, core.keys, which, now)
        if words is None:
            raise NotFound(f"{which}: nothing of this id is held; `earshot held` lists what is")
        await audit.record(conn, core.keys, new_id(), who="operator", what=f"looked at held words {which}", now=now)
    say(words)


@desk.command(name="complaints")
def complaints_(
    answered: Annotated[str, typer.Option(metavar="ID", help="Note that this one was answered.")] = "",
) -> None:
    """List complaints about this service, those that wait for an answer first."""

    async def work(core: Core) -> None:
        if answered:
            await _answered(core, answered)
        async with core.database.read() as conn:
            listed = await complaints.listed(conn, core.keys)
        for one in listed:
            say(f"{one.id}  {_state(core, one)}\n{one.words}\n")
        if not listed:
            say("Nobody has complained.")

    at_the_desk(work)


async def _answered(core: Core, which: str) -> None:
    async with core.database.write() as conn:
        if not await complaints.answered(conn, core.keys.organisation, which, core.clock()):
            raise NotFound(f"{which}: no complaint of this id waits for an answer")


def _state(core: Core, one: complaints.Complaint) -> str:
    if one.answered_at is not None:
        return f"answered on {one.answered_at.astimezone(core.area.zone).date()}"
    late = core.clock().astimezone(core.area.zone).date() > one.answer_by
    return f"to be answered by {one.answer_by}{', OVERDUE' if late else ''}"


@desk.command(name="needs")
def needs_() -> None:
    """List what help was looked for in vain: theme and place, of nobody."""

    async def work(core: Core) -> None:
        async with core.database.read() as conn:
            found = await needs.counted(conn, core.keys)
        for one in found:
            say(f"{one.times:4}  {one.theme}, {one.neighbourhood} (last on {one.last})")
        if not found:
            say("No need without a service was noted.")

    at_the_desk(work)


@desk.command()
def introductions() -> None:
    """List who wants help to report what is wrong, or to be put in touch with an agency, by their numbers."""

    async def work(core: Core) -> None:
        async with core.database.read() as conn:
            found = await reporting.wanted(conn, core.keys.organisation)
        for one in found:
            what = f"put in touch with {one.agency}" if one.agency else "help to report it"
            say(f"{one.asked_at.astimezone(core.area.zone).date()}  {one.reference}, {one.neighbourhood}: {what}")
        if not found:
            say("Nobody waits for help to report something.")

    at_the_desk(work)


@desk.command(name="interests")
def interests_(
    at_least: Annotated[int, typer.Option(metavar="N", help="Shared by so many people or more.")] = interests.ENOUGH,
) -> None:
    """List what enough grown-ups of a neighbourhood like, offer or would learn, for its mobiliser to bring together."""

    async def work(core: Core) -> None:
        async with core.database.read() as conn:
            found = await interests.shared(conn, core.keys.organisation, at_least)
        for one in found:
            say(f"{one.people:4}  {one.theme}, {one.sort}, {one.neighbourhood}: {', '.join(one.references)}")
        if not found:
            say(f"No interest is shared by {at_least} people or more.")

    at_the_desk(work)


@desk.command()
def holiday() -> None:
    """List the holiday suggestions of the pack: how far each is, how many support it, who planned it."""

    async def work(core: Core) -> None:
        async with core.database.read() as conn:
            people = await supports.counted(conn, core.keys.organisation)
        for one in core.area.suggestions:
            young = ", planned by young people" if one.planned_by_young else ""
            say(f"{people.get(one.id, 0):4}  {one.title} ({one.holiday}): {one.stage}, {one.owner}{young}")
        planned = sum(one.planned_by_young for one in core.area.suggestions)
        say(f"{len(core.area.suggestions)} suggestions, {planned} of them planned by young people.")

    at_the_desk(work)


@desk.command(name="stories")
def stories_(which: Annotated[str, typer.Argument(metavar="[ID]", help="One of the list, to be shown.")] = "") -> None:
    """List stories of change and what each may be used for; showing one is put on record."""

    async def work(core: Core) -> None:
        await (_show_story(core, which) if which else _list_stories(core))

    at_the_desk(work)


async def _list_stories(core: Core) -> None:
    async with core.database.read() as conn:
        found = await stories.usable(conn, core.keys.organisation)
    for one in found:
        told_on = one.told_at.astimezone(core.area.zone).date()
        say(f"{one.id}  {told_on}, {one.neighbourhood}: may be used for {', '.join(one.uses)}")
    if not found:
        say("There is no story that may be used.")


async def _show_story(core: Core, which: str) -> None:
    async with core.database.write() as conn:
        told = await stories.look(conn, core.keys, which)
        if told is None:
            raise NotFound(f"{which}: no story of this id may be used; `earshot stories` lists those that may")
        what = f"looked at story {which}"
        await audit.record(conn, core.keys, new_id(), who="operator", what=what, now=core.clock())
    say(f"Before: {told.before}\nWhat happened: {told.happened}\nNow: {told.now}")
