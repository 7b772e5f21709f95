"""Made-up rows for reports: a row, and a month of them."""

from datetime import UTC, date, datetime
from random import Random
from typing import Any
from uuid import UUID

from bot.domain.contribution import Contribution, HelpRole, Kind, Standing
from reports.model import Heard, Month

OCTOBER = Month(2026, 10)


def make_heard(n: int = 1, **changes: Any) -> Heard:
    """An idea about play from Quayside on 7 October 2026, by web chat, from the n-th person."""
    given: dict[str, Any] = {
        "id": str(UUID(int=n)),
        "participant": f"person-{n}",
        "kind": Kind.IDEA,
        "themes": ("play_things_to_do",),
        "neighbourhood": "quayside",
        "said_on": date(2026, 10, 7),
        "account": "web",
    }
    return Heard(**{**given, **changes})


def make_contribution(n: int = 1, **changes: Any) -> Contribution:
    """An idea as stored, as make_heard has it, that came in a file."""
    given: dict[str, Any] = {
        "id": f"{n:032x}",
        "reference": f"LK-{n:05d}",
        "participant": None,
        "account": "import",
        "external_id": f"row-{n}",
        "words": "a swing",
        "kind": Kind.IDEA,
        "themes": ("play_things_to_do",),
        "neighbourhood": "quayside",
        "language": "en",
        "said_on": date(2026, 10, 7),
        "received_at": datetime(2026, 10, 7, 12, tzinfo=UTC),
    }
    return Contribution(**{**given, **changes})


def make_people(count: int, start: int = 1, **changes: Any) -> list[Heard]:
    """So many rows like make_heard, each from a person of their own."""
    return [make_heard(n, **changes) for n in range(start, start + count)]


def make_month(month: Month, count: int, seed: int, places: tuple[str, ...] = ("quayside", "mill-row")) -> list[Heard]:
    """A month as it might be: `count` rows of about two thirds as many people, all kinds, themes and standings."""
    random = Random(f"{month}-{seed}")  # noqa: S311 -- made-up rows
    return [_row(random, month, count, places) for _ in range(count)]


def _row(random: Random, month: Month, count: int, places: tuple[str, ...]) -> Heard:
    themes = ("play_things_to_do", "housing", "environment_litter", "crime_safety", "transport_parking", "health")
    new = random.random() < 0.4
    person = random.randrange(max(1, count * 2 // 3))
    standing = random.choices(list(Standing), (90, 3, 2, 3, 2))[0]
    said_on = date(month.year, month.month, random.randint(1, month.last.day))
    return make_heard(
        id=str(UUID(int=random.getrandbits(128))),
        participant=f"person-{person}",
        kind=random.choices(list(Kind), (4, 4, 2, 1))[0],
        themes=(random.choices(themes, (8, 6, 4, 3, 2, 1))[0],),
        neighbourhood=random.choice(places),
        said_on=said_on,
        standing=standing,
        account=random.choices(("web", "telegram:1", "import"), (5, 4, 1))[0],
        joined=random.random() < 0.05,
        help_role=random.choice((None, HelpRole.A_BIT, HelpRole.KEEP_POSTED)),
        first_said_on=said_on if new else date(2026, 1, 5),
    )
