"""What a single value in a pack may be, and what is said of one that may not."""

import re
from datetime import date, time
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, Strict, StringConstraints

EARLIEST = date(2020, 1, 1)
LATEST = date(2100, 1, 1)
LONGEST_PROMPT = 80


def _matching(pattern: str, what: str) -> AfterValidator:
    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(what)
        return value

    return AfterValidator(check)


def _clock(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
        return time.fromisoformat(value)
    if isinstance(value, time):
        return value
    raise ValueError('must be a time such as "09:00"')


def _sane(value: date) -> date:
    if not EARLIEST <= value <= LATEST:
        raise ValueError(f"must be a date between {EARLIEST} and {LATEST}")
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f'there is no time zone "{value}"; write one such as "Europe/London"') from None
    return value


def once(value: tuple[Any, ...]) -> tuple[Any, ...]:
    """The list as it is; ValueError where something stands in it twice."""
    twice = sorted({str(one) for one in value if value.count(one) > 1})
    if twice:
        raise ValueError(f"says the same twice: {', '.join(twice)}")
    return value


def _in_passing(value: str) -> str:
    if len(value) > LONGEST_PROMPT:
        raise ValueError(f"must have {LONGEST_PROMPT} signs at most: a poster is read in passing")
    return value


def _https(value: str) -> str:
    if value and not re.fullmatch(r"https://[^\s/]+\.[^\s/]+(/\S*)?", value):
        raise ValueError("must be a link that starts with https://")
    return value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Prompt = Annotated[Text, AfterValidator(_in_passing)]
Id = Annotated[str, _matching(r"[a-z0-9]+([_-][a-z0-9]+)*", "must be small letters, figures and hyphens")]
Prefix = Annotated[str, _matching(r"[A-Z]{2,4}", "must be two to four capital letters")]
Door = Annotated[str, _matching(r"[a-z0-9]{6,8}", "must be six to eight small letters and figures")]
Phone = Annotated[str, _matching(r"(\+?\d[\d ]{1,18}\d)?", "must be a telephone number: figures and spaces")]
CrisisNumber = Annotated[str, _matching(r"\d[\d ]{1,18}\d", "must be a telephone number: figures and spaces")]
Link = Annotated[str, AfterValidator(_https)]
Zone = Annotated[str, AfterValidator(_zone)]
Clock = Annotated[time, BeforeValidator(_clock)]
Day = Annotated[date, AfterValidator(_sane)]
Days = Annotated[tuple[Day, ...], Strict(strict=False), AfterValidator(once)]
Word = Annotated[str, _matching(r"[^{}?.!;\n]*[^\W_][^{}?.!;\n]*", "must be words, without any of { } ? . ! ;")]
Words = Annotated[tuple[Word, ...], Strict(strict=False), AfterValidator(once)]
Texts = Annotated[tuple[Text, ...], Strict(strict=False), AfterValidator(once)]
Weekday = Annotated[int, Field(ge=1, le=7)]
Weekdays = Annotated[tuple[Weekday, ...], Strict(strict=False), Field(min_length=1), AfterValidator(once)]
Coordinate = Annotated[int, Field(ge=0, le=99)]
MonthDay = Annotated[int, Field(ge=1, le=28)]
Pounds = Annotated[int, Field(ge=0, le=10_000)]
