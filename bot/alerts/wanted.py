"""What is to be told to whom by now: worked out anew from the cases at every look, so that nothing hangs on a timer."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import groupby

from msgspec import Struct

from bot.alerts.roster import Roster
from bot.domain.area import Area
from bot.domain.case import Case, Source
from bot.domain.paging import Recipient, Role
from bot.domain.staffed import a_working_day_after, is_staffed, shifts_on

LIST, IMPORT, DRILL, HELLO = "list", "import", "drill", "hello"
"""Alerts that are of no one case stand under these instead of a case's id."""
PAGE, AGAIN, TAKEN, MORE = "page", "again", "taken", "more"
UNDECIDED, UNANSWERED = "undecided", "unanswered"
"""Steps of a case."""
MOST_AGAIN = 12
"""So often everyone is told once more; after that the morning list still names the case."""
LATE = timedelta(days=7)
"""For so many days somebody is reminded of a case in which nothing was decided; then the list alone names it."""


class Wanted(Struct, frozen=True):
    """Somebody is to be told something, on each channel: `step` of `case`, once."""

    case: str
    step: str
    recipient: str


Told = Mapping[str, Collection[str]]
"""The ids of those who were paged for a case, by its id."""


def wanted(cases: Iterable[Case], told: Told, area: Area, roster: Roster, now: datetime) -> list[Wanted]:
    """Everything that should have been told by `now` (UTC) about these open cases; what was is in it too."""
    local, open_ = now.astimezone(area.zone), [one for one in cases if one.closed_at is None]
    staffed = is_staffed(area, local)
    found: list[Wanted] = []
    for case in open_:
        found += _paged(case, area, roster, staffed=staffed)
        found += _taken(case, told.get(case.id, ()), roster)
        found += _more(case, told.get(case.id, ()), roster)
        if staffed:
            found += _late(case, area, roster, local)
    return [*found, *_imports(open_, area, roster), *_morning(open_, area, roster, local)]


def able(case: Case, roster: Roster) -> list[Recipient]:
    """Those of the roster who may know of a case at all: everyone it is not about."""
    return [one for one in roster if one.id not in case.about]


def told_by_now(case: Case, area: Area, roster: Roster, *, staffed: bool) -> list[Recipient]:
    """Who should know of a case by now (S6, S11); somebody at once, whoever has to be passed by."""

    def wait(one: Recipient) -> timedelta:
        return area.paging.after(one.role, about_staff=bool(case.about), staffed=staffed)

    fit = able(case, roster)
    soonest = min(map(wait, fit), default=timedelta())
    return [one for one in fit if wait(one) <= max(case.waited, soonest)]


def first_told(case: Case, area: Area, roster: Roster) -> list[Recipient]:
    """Who looks after a case that nobody is paged for: the lead, or whoever comes next."""
    fit = told_by_now(case, area, roster, staffed=True)
    return [
        one for one in fit if area.paging.after(one.role, about_staff=bool(case.about), staffed=True) == timedelta()
    ] or fit


def listed(case: Case) -> bool:
    """Whether a case stands on the morning list: nobody has looked at it, or nobody has it."""
    return case.unread or (case.pages and case.waits)


def _paged(case: Case, area: Area, roster: Roster, *, staffed: bool) -> Iterator[Wanted]:
    if not (case.pages and case.waits):
        return
    due = told_by_now(case, area, roster, staffed=staffed)
    yield from (Wanted(case.id, page_step(case), one.id) for one in due)
    everyone, again = timedelta(minutes=area.paging.on_call), timedelta(minutes=area.paging.again)
    times = min(max((case.waited - everyone) // again, 0), MOST_AGAIN)
    yield from (
        Wanted(case.id, f"{AGAIN}-{case.reopened * 100 + time}", one.id) for time in range(1, times + 1) for one in due
    )


def page_step(case: Case) -> str:
    """The step of paging people for a case: anew each time it was opened again."""
    return f"{PAGE}-{case.reopened}" if case.reopened else PAGE


def _more(case: Case, told: Collection[str], roster: Roster) -> Iterator[Wanted]:
    """Something more was said since somebody has it: those who know of it hear so, once an hour at most."""
    if case.acknowledged_at is None or case.said_at is None or case.said_at <= case.acknowledged_at:
        return
    step = f"{MORE}-{case.said_at:%Y%m%d%H}"
    know = {*told, case.acknowledged_by}
    yield from (Wanted(case.id, step, one.id) for one in able(case, roster) if one.id in know)


def _taken(case: Case, told: Collection[str], roster: Roster) -> Iterator[Wanted]:
    """Who was paged is told that somebody has it."""
    if case.acknowledged_at is not None:
        step = f"{TAKEN}-{case.reopened}" if case.reopened else TAKEN
        yield from (Wanted(case.id, step, one.id) for one in able(case, roster) if one.id in told)


def _late(case: Case, area: Area, roster: Roster, local: datetime) -> Iterator[Wanted]:
    """Nothing decided, or no answer from outside, within a working day (S10): those it falls to are reminded."""
    step, since = _awaited(case)
    if since is None or not since + LATE > local >= a_working_day_after(area, since.astimezone(local.tzinfo)):
        return
    falls_to = {Role.LEAD, Role.MANAGER} if case.waits else {Role.MANAGER}
    fit = able(case, roster)
    due = [one for one in fit if one.role in falls_to or one.id == case.acknowledged_by]
    yield from (Wanted(case.id, f"{step}-{local.date()}", one.id) for one in due or fit[:1])


def _awaited(case: Case) -> tuple[str, datetime | None]:
    """What a case waits for once somebody has it, and since when."""
    if case.decision is None:
        return UNDECIDED, case.opened_at if case.pages or not case.unread else None
    return UNANSWERED, case.decided_at if case.decision.awaits_an_answer and case.answered_at is None else None


def _imports(cases: Iterable[Case], area: Area, roster: Roster) -> Iterator[Wanted]:
    """Red lines brought in by a worker: one alert for an import, whose cases were opened at the same moment."""
    red = [one for one in cases if one.source is Source.STAFF and one.level == "red" and one.unread]
    for opened, together in groupby(sorted(red, key=_opened), key=_opened):
        falls_to = {who.id for one in together for who in first_told(one, area, roster)}
        yield from (Wanted(IMPORT, opened.isoformat(), one) for one in sorted(falls_to))


def _morning(cases: Iterable[Case], area: Area, roster: Roster, local: datetime) -> Iterator[Wanted]:
    """The one list of a working day, once somebody is there, of what came in until then."""
    begins = next((opens for opens, _ in shifts_on(area, local.date(), local.tzinfo)), None)
    if begins is None or local < begins:
        return
    waiting = [one for one in cases if listed(one) and one.opened_at < begins]
    falls_to = {who.id for one in waiting for who in first_told(one, area, roster)}
    yield from (Wanted(LIST, str(local.date()), one) for one in sorted(falls_to))


def _opened(case: Case) -> datetime:
    return case.opened_at
