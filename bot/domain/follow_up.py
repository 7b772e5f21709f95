"""When somebody is told what became of their words, and asked whether anything has changed. Pure."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo

from bot.domain.contribution import Kind, Standing
from bot.domain.told import Became, Changed, Told

ASKED_AFTER = timedelta(weeks=4)
"""So long after the last that became of it, or the day by which it should have been read (product.md, "After")."""
ASKED_UNTIL = timedelta(weeks=8)
"""Later than this nobody is asked any more: a machine that was off must not dig up what is long over."""
UNASKED_EVERY = timedelta(weeks=1)
"""At most one message a person that they did not ask for (product.md, "After")."""


def untold(one: Told) -> tuple[Became, ...]:
    """What became of it that its writer has not been told; nothing of what is withdrawn, held or a case."""
    return tuple(step for step in one.became if not step.told) if one.standing is Standing.HEARD else ()


def to_ask_about(mine: Iterable[Told], now: datetime, zone: tzinfo) -> Told | None:
    """The one thing to ask about now, the one that waits longest; None where there is none, or they said stop."""
    told = tuple(mine)
    if any(asked.answer is Changed.STOP for one in told for asked in one.asked):
        return None
    today = now.astimezone(zone).date()
    due = [(since, one.id, one) for one in told if (since := _since(one, zone)) and _is_due(one, since, today)]
    return min(due, key=lambda found: found[:2])[2] if due else None


def _since(one: Told, zone: tzinfo) -> date | None:
    return one.became[-1].at.astimezone(zone).date() if one.became else one.read_by


def _is_due(one: Told, since: date, today: date) -> bool:
    fits = one.standing is Standing.HEARD and one.kind is not Kind.GOOD_NEWS and not untold(one)
    asked = any(asked.step == len(one.became) for asked in one.asked)
    return fits and not asked and ASKED_AFTER <= today - since <= ASKED_UNTIL
