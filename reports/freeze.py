"""From the store to a frozen month: what was heard, and what has been cleared or noted since, read in one go."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from bot.domain.activity import Activity
from bot.domain.agenda import BECAME
from bot.domain.area import Area
from bot.domain.spend import COUNTED, State
from bot.domain.story import Use
from bot.storage import (
    agency_questions,
    agendas,
    directories,
    gatherings,
    meetings,
    needs,
    pulses,
    spends,
    startings,
    told_back,
    told_stories,
)
from bot.storage.agendas import Point
from bot.storage.database import Database
from bot.storage.heard import Span
from bot.storage.keys import Keys
from bot.storage.meetings import Noted as Met
from bot.storage.spends import Noted
from bot.storage.told_back import ToldBack
from bot.storage.wordless import counted
from reports.asked import asked, periods, pulse
from reports.frozen import (
    Action,
    Coming,
    Decision,
    Frozen,
    Gap,
    Gathering,
    Meeting,
    Money,
    Pace,
    Signpost,
    Starting,
    Story,
    Told,
)
from reports.gather import heard
from reports.model import Month

NO_THEME = "other"


async def freeze(database: Database, keys: Keys, area: Area, month: Month, address: str = "") -> Frozen:
    """A month of the whole area as the store has it now. `address` is where residents reach the chat.

    Raises as `Database.read`, and KeyFileError.
    """
    organisation, places = keys.organisation, [one.id for one in area.neighbourhoods]
    begins, ends = _bounds(area, month)
    new_year = month.first.replace(month=1)
    span = Span(first=month.compared()[0].first, last=month.last)
    async with database.read() as conn:
        directory = await directories.whole(conn, keys, area)
        kept = await told_back.kept(conn, organisation, month.first, month.last, area.zone)
        noted = await gatherings.between(conn, organisation, places, month.first, month.last)
        return Frozen(
            month,
            heard=tuple([heard(row) async for row in counted(conn, organisation, span)]),
            told=tuple(_told(area, one) for one in await told_back.between(conn, keys, begins, ends)),
            pace=Pace(kept.due, kept.kept, kept.answered, kept.median_days),
            meetings=_meetings(
                area,
                await agendas.listed(conn, keys, places, begins),
                ends,
                await meetings.between(conn, keys, places, month.first, month.last),
            ),
            money=tuple(_money(area, month, await spends.between(conn, organisation, places, new_year, month.last))),
            gatherings=tuple(_gathering(one) for one in reversed(noted)),
            coming=tuple(_coming(directory.activities, month.after(1))),
            stories=tuple(
                Story(one.id, one.neighbourhood, words.before, words.happened, words.now)
                for one, words in await told_stories.cleared(conn, keys, Use.REPORT)
            ),
            signposts=tuple(Signpost(one.themes, one.name, one.last_checked, one.phone) for one in directory.signposts),
            gaps=tuple(Gap(one.neighbourhood, one.theme, one.times) for one in await needs.counted(conn, keys)),
            starting=tuple(
                Starting(one.what.neighbourhood, one.what.title, one.what.needs, one.what.where, one.what.when)
                for one in await startings.standing(conn, keys, places, month.last, ends)
            ),
            questions=asked(area, await agency_questions.printed(conn, keys, periods(month))),
            pulse=pulse(month.after(-1), *await pulses.all_of(conn, organisation, str(month.after(-1)))),
            address=address,
        )


def _bounds(area: Area, month: Month) -> tuple[datetime, datetime]:
    """When the month begins and ends where it is local."""
    first, after = (datetime.combine(one.first, time(), area.zone) for one in (month, month.after(1)))
    return first, after


def _told(area: Area, one: ToldBack) -> Told:
    theme, on = one.themes[0] if one.themes else NO_THEME, one.at.astimezone(area.zone).date()
    asked, told = one.line.asked, one.line.told
    return Told(one.id, one.neighbourhood, one.kind, theme, asked, told, one.became, on, one.protected)


def _meetings(area: Area, points: Sequence[Point], ends: datetime, held: Sequence[Met]) -> tuple[Meeting, ...]:
    """The meetings noted in the month, and what came off the groups' agendas, as a worker summed it up.

    What was decided stands with the last meeting on or before its day; what was decided before any, by itself.
    """
    over = [one for one in points if one.over_at and one.over_at < ends and one.summary and one.became]
    found = list[Meeting]()
    for place in area.neighbourhoods:
        mine = [one.what for one in held if one.what.neighbourhood == place.id]
        decided: dict[date | None, list[Decision]] = {None: [], **{one.on: [] for one in mine}}
        for point in over:
            if point.neighbourhood == place.id and point.over_at and point.became:
                day = point.over_at.astimezone(area.zone).date()
                on = max((one.on for one in mine if one.on <= day), default=None)
                became = BECAME[point.outcome] if point.outcome else point.became
                decided[on].append(Decision(point.summary, became, point.why))
        if decided[None]:
            found.append(Meeting(place.id, decisions=tuple(decided[None])))
        for one in mine:
            tasks = tuple(Action(task.what, task.owner, task.due) for task in one.tasks)
            found.append(Meeting(place.id, one.on, tuple(decided.pop(one.on, ())), tasks, one.new, one.vacancies))
    return tuple(found)


def _money(area: Area, month: Month, this_year: Sequence[Noted]) -> Iterator[Money]:
    """What each group spent and promised in the month, and what this year has left of its budget by the month's end."""
    for place in area.neighbourhoods:
        year = [one for one in this_year if one.what.neighbourhood == place.id]
        mine = [one for one in year if one.what.on >= month.first]
        if mine or place.group_budget is not None:
            left = None if place.group_budget is None else 100 * place.group_budget - sum(_spent(year))
            yield Money(place.id, *_spent(mine), left)


def _spent(noted: Sequence[Noted]) -> tuple[int, int]:
    """What was spent, and what waits for a manager, in pence."""
    return (
        sum(one.what.pence for one in noted if one.state in COUNTED),
        sum(one.what.pence for one in noted if one.state is State.WAITS),
    )


def _gathering(noted: gatherings.Noted) -> Gathering:
    what = noted.what
    young, led = what.planned_by_young, what.led_by_residents
    return Gathering(what.neighbourhood, what.title, what.on, what.came, what.new, young, led)


def _coming(activities: Sequence[Activity], month: Month) -> Iterator[Coming]:
    """What is on in the month after; each activity once, on its next day."""
    for one in activities:
        on = one.next_on(month.first)
        if on is not None and on <= month.last:
            yield Coming(one.name, on, one.neighbourhood, ", ".join(filter(None, (one.where, one.time, one.cost))))
