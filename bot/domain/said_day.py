"""A day as somebody jots it down in a line: 2026-11-01, Sat 3 May, yesterday, on Thursday. It is past, or today."""

import re
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_WORD = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_WORD = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_SHORT = "mon|tues?|wed|thu(?:rs?)?|fri|sat|sun"
_ISO = re.compile(r"\b(?:on\s+)?(\d{4})-(\d{2})-(\d{2})\b")
_DAY_MONTH = re.compile(
    rf"\b(?:on\s+)?(?:(?:{_DAY_WORD}|{_SHORT})\s+)?(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH_WORD})\b", re.IGNORECASE
)
# A short name alone is a day only where nothing follows: "sun hats" were bought, they are no Sunday.
_WEEKDAY = re.compile(
    rf"\b(?:(?:on|last)\s+)?({_DAY_WORD})\b|\b(?:on|last)\s+({_SHORT})\b|\b({_SHORT})\b(?=\s*(?:[,;]|\s-\s|$))",
    re.IGNORECASE,
)
_NEAR = {"today": 0, "tonight": 0, "yesterday": 1}


def dated(what: str, today: date) -> tuple[date, str]:
    """The day a line names (today without one), and the rest as a title. Raises ValueError for a day that is none."""
    for read in (_by_iso, _by_month, _by_nearness, _by_weekday):
        found = read(what, today)
        if found is not None:
            return found[0], _title(what.replace(found[1], " ", 1))
    return today, _title(what)


def _by_iso(what: str, _today: date) -> tuple[date, str] | None:
    found = _ISO.search(what)
    return (date(int(found[1]), int(found[2]), int(found[3])), found[0]) if found else None


def _by_month(what: str, today: date) -> tuple[date, str] | None:
    """The last such day: in November, 3 May is this year's; in January, 30 December was last year's."""
    found = _DAY_MONTH.search(what)
    if found is None:
        return None
    month = _MONTHS.index(found[2].casefold()[:3]) + 1
    this_year = date(today.year, month, int(found[1]))
    return (this_year if this_year <= today else this_year.replace(year=today.year - 1)), found[0]


def _by_nearness(what: str, today: date) -> tuple[date, str] | None:
    found = re.search(rf"\b({'|'.join(_NEAR)})\b", what, re.IGNORECASE)
    return (today - timedelta(days=_NEAR[found[1].casefold()]), found[0]) if found else None


def _by_weekday(what: str, today: date) -> tuple[date, str] | None:
    """The last such day of the week, today included."""
    found = _WEEKDAY.search(what)
    if found is None:
        return None
    named = next(one for one in found.groups() if one)
    back = (today.weekday() - _DAYS.index(named.casefold()[:3])) % 7
    return today - timedelta(days=back), found[0]


def _title(what: str) -> str:
    """What is left once the figures and the day are taken out, without the signs that parted them."""
    return ", ".join(part for part in (one.strip(" ,;.:-\u2013") for one in re.split(r"[,;:]|\s-\s", what)) if part)
