"""Meeting: that a Local Action Group met, who was new, which places are free, who does what by when (product.md 38).

"Lakes: Tuesday - 2 new, 1 vacancy; chair: ask the council for a quote, by 12 Dec; secretary: book the hall". Whoever
does something is a role, never a name. What was decided stands on the agenda.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from bot.domain.said_day import dated
from bot.domain.said_place import placed

LONGEST = 200
"""Signs of what is to be done."""
MOST_ACTIONS, MOST_COUNTED = 12, 200
OLDEST = timedelta(days=400)
"""Older ones are a slip of the keyboard."""
_NEW = re.compile(r"\b(\d{1,3})\s*(?:were\s+)?(?:new(?:\s+faces?)?|first[ -]?tim\w*)\b", re.IGNORECASE)
_FREE = re.compile(r"\b(\d{1,2})\s*(?:vacanc(?:y|ies)|places?\s+free|free\s+places?)\b", re.IGNORECASE)
_BY = re.compile(r",?\s+by\s+([^,]+)$", re.IGNORECASE)


class Task(Struct, frozen=True):
    """What somebody does, by their role, until a day; and the day on which it was said to be done."""

    what: str
    owner: str = ""
    due: date | None = None
    done_on: date | None = None

    def stands(self, today: date) -> "State":
        """How it stands on a day: what was done after that day is not done on it."""
        if self.done_on is not None and self.done_on <= today:
            return State.DONE
        return State.OVERDUE if self.due is not None and self.due < today else State.OPEN


class State(StrEnum):
    """How what somebody was to do stands."""

    DONE = "done"
    OPEN = "open"
    OVERDUE = "overdue"


class Met(Struct, frozen=True):
    """A meeting as it is noted: of a neighbourhood, on a day."""

    neighbourhood: str
    on: date
    new: int = 0
    vacancies: int = 0
    tasks: tuple[Task, ...] = ()


def met(
    line: str,
    today: date,
    place: Callable[[str], str | None],
    usual: str | None,
    day: Callable[[str, date], date],
) -> Met:
    """A line as it is understood: `place` gives a neighbourhood's id for a name, `usual` is the worker's own.

    `day` reads a day to come. Raises ValueError that says what is missing.
    """
    first, *rest = line.split(";")
    neighbourhood, what = placed(first, place, usual, "Lakes: Tuesday - 2 new, 1 vacancy")
    on, _ = dated(what, today)
    if not today - OLDEST <= on <= today:
        raise ValueError(f"{on} is not a day on which it can have been")
    tasks = tuple(_task(one, on, day) for one in rest if one.strip())
    found = Met(neighbourhood, on, _counted(_NEW, what), _counted(_FREE, what), tasks)
    if len(tasks) > MOST_ACTIONS or found.new > MOST_COUNTED:
        raise ValueError(f"a meeting has {MOST_ACTIONS} things to do at most, and {MOST_COUNTED} new faces")
    return found


def _counted(pattern: re.Pattern[str], what: str) -> int:
    found = pattern.search(what)
    return int(found[1]) if found else 0


def _task(text: str, on: date, day: Callable[[str, date], date]) -> Task:
    """Such as "chair: ask the council for a quote, by 12 Dec"."""
    owner, colon, told = text.partition(":")
    what = (told if colon else text).strip()
    by = _BY.search(what)
    due = None
    if by:
        try:
            due = day(by[1], on)
        except ValueError:
            by = None  # "go by bus" names no day
    what = (what[: by.start()] if by else what).strip(" ,.")
    if not what or len(what) > LONGEST:
        raise ValueError(f"say what is to be done, in {LONGEST} signs at most: chair: book the hall, by 12 Dec")
    return Task(what, owner.strip() if colon else "", due)
