"""What Local Action Groups decided, have to do and spent, as a month freezes it. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from bot.domain import spend
from bot.domain.agenda import BECAME
from bot.domain.area import Area, Neighbourhood
from bot.domain.meeting import Met as Held
from bot.domain.meeting import State, Task
from bot.domain.spend import COUNTED
from bot.storage.agendas import Point
from bot.storage.meetings import Noted as Met
from bot.storage.spends import Noted as Spent
from reports.frozen import Action, Decision, Earlier, Meeting, Money
from reports.model import Month

STILL = timedelta(days=400)
"""So far back a group's meetings are looked through for what it has still to do."""


def bounds(area: Area, month: Month) -> tuple[datetime, datetime]:
    """When the month begins and ends where it is local."""
    first, after = (datetime.combine(one.first, time(), area.zone) for one in (month, month.after(1)))
    return first, after


def met(area: Area, month: Month, points: Sequence[Point], held: Sequence[Met]) -> tuple[Meeting, ...]:
    """The meetings noted in the month, and what came off the groups' agendas, as a worker summed it up.

    What was decided stands with the last meeting on or before its day; what was decided before any, by itself.
    """
    _, ends = bounds(area, month)
    over = [*_came_off(area, points, ends)]
    found = list[Meeting]()
    for place in area.neighbourhoods:
        mine = [one for one in _of(place, held) if one.on >= month.first]
        decided = _by_meeting([each for of, each in over if of == place.id], [one.on for one in mine])
        if decided[None]:
            found.append(Meeting(place.id, decisions=tuple(decided[None])))
        for one in mine:
            actions = tuple(_action(task, month) for task in one.tasks)
            found.append(Meeting(place.id, one.on, tuple(decided.pop(one.on, ())), actions, one.new, one.vacancies))
    return tuple(found)


def _came_off(area: Area, points: Sequence[Point], ends: datetime) -> Iterator[tuple[str, tuple[date, Decision]]]:
    """What came off the agendas before the month was over: of which neighbourhood, on which day, what was decided."""
    for one in points:
        if one.over_at and one.over_at < ends and one.summary and one.became:
            became = BECAME[one.outcome] if one.outcome else one.became
            day = one.over_at.astimezone(area.zone).date()
            yield one.neighbourhood, (day, Decision(one.summary, became, one.why))


def _by_meeting(decided: Sequence[tuple[date, Decision]], days: Sequence[date]) -> dict[date | None, list[Decision]]:
    """By the day of the last meeting on or before theirs; by None before any."""
    found: dict[date | None, list[Decision]] = {None: [], **{day: [] for day in days}}
    for day, one in decided:
        found[max((each for each in days if each <= day), default=None)].append(one)
    return found


def _of(place: Neighbourhood, held: Sequence[Met]) -> list[Held]:
    return [one.what for one in held if one.what.neighbourhood == place.id]


def _action(task: Task, month: Month) -> Action:
    """As it stood when the month was over: what was due on its last day and is not done is overdue then."""
    state = task.stands(month.last)
    late = state is not State.DONE and task.due is not None and task.due <= month.last
    return Action(task.what, task.owner, task.due, state is State.DONE, late)


def earlier(area: Area, month: Month, held: Sequence[Met]) -> Iterator[Earlier]:
    """What each group had still to do when the month began, by its day."""
    for place in area.neighbourhoods:
        mine = [one for one in _of(place, held) if one.on < month.first]
        left = [task for one in mine for task in one.tasks if task.done_on is None or task.done_on >= month.first]
        if left:
            left.sort(key=lambda one: one.due or date.max)
            yield Earlier(place.id, tuple(_action(task, month) for task in left))


def money(area: Area, month: Month, this_year: Sequence[Spent]) -> Iterator[Money]:
    """What each group spent and promised in the month, and what this year has left of its budget by the month's end."""
    for place in area.neighbourhoods:
        year = [one for one in this_year if one.what.neighbourhood == place.id]
        mine = [one for one in year if one.what.on >= month.first]
        if mine or place.group_budget is not None:
            left = None if place.group_budget is None else 100 * place.group_budget - sum(_spent(year))
            yield Money(place.id, *_spent(mine), left)


def _spent(noted: Sequence[Spent]) -> tuple[int, int]:
    """What was spent, and what waits for a manager, in pence."""
    return (
        sum(one.what.pence for one in noted if one.state in COUNTED),
        sum(one.what.pence for one in noted if one.state is spend.State.WAITS),
    )
