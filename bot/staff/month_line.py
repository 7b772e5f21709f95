"""A month as a worker types it in their chat: 2026-10, "october", "oct 2026"; last month where nothing is typed."""

import re
from datetime import date

from bot.errors import Refused, ReportError
from bot.staff.away_line import month_named
from reports.model import Month

_NAMED = re.compile(r"([a-z]{3,9})(?: (\d{4}))?")


def month_in(text: str, today: date) -> Month:
    """The month meant; one without a year is the last of its name that has begun. Raises Refused in words."""
    said, now = " ".join(text.casefold().split()), Month.on(today)
    if said in {"", "last month"}:
        return now.after(-1)
    if said == "this month":
        return now
    try:
        named = _NAMED.fullmatch(said)
        found = _called(named[1], named[2], now) if named else Month.of(said)
    except (Refused, ReportError):
        raise Refused("write the month like 2026-10, or october") from None
    if found > now:
        raise Refused(f"{found} has not begun yet")
    return found


def _called(name: str, year: str | None, now: Month) -> Month:
    number = month_named(name) or 1
    if year:
        return Month.of(f"{year}-{number:02}")
    return Month(now.year if number <= now.month else now.year - 1, number)
