"""Made-up rows for reports: a row, and a month of them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from random import Random
from typing import Any
from uuid import UUID

from bot.domain.contribution import Contribution, HelpRole, Kind, Progress, Standing
from reports import frozen as of
from reports.frozen import Frozen
from reports.model import Heard, Month

OCTOBER = Month(2026, 10)
PLANNED = Progress.PLANNED


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


def make_frozen(heard: Iterable[Heard] = (), month: Month = OCTOBER, **changes: Any) -> Frozen:
    """October 2026 frozen with these rows, and nothing else but what is given."""
    return Frozen(month, heard=tuple(heard), **changes)


def make_full(month: Month = OCTOBER, place: str = "quayside", heard: Iterable[Heard] = ()) -> Frozen:
    """A month with one of everything that can be frozen, of one place."""
    day, play = month.first, "play_things_to_do"
    quote, told = of.LineUse.QUOTE, of.LineUse.PARAPHRASE
    return Frozen(
        month,
        heard=tuple(heard),
        lines=(
            of.Line("line-1", place, Kind.IDEA, play, "A hoop by the pond would be used every night.", quote),
            of.Line("line-2", place, Kind.ISSUE, "housing", "Damp comes back every winter.", told, door="note"),
            of.Line("line-3", place, Kind.IDEA, play, "We want a den.", quote, child=True, agreed_by=12, door="talk"),
        ),
        told=(of.Told("told-1", place, Kind.IDEA, play, "a hoop in the park", "It goes up in May.", PLANNED, day),),
        pace=of.Pace(due=40, kept=30, answered=35, median_days=4),
        questions=(
            of.Question("q-1", "council", "housing", "Who looks at damp in winter?", month, place, month.last),
            of.Question("q-0", "council", play, "May a hoop go up?", month.after(-1), answer="Yes.", status=PLANNED),
        ),
        meetings=(
            of.Meeting(
                place,
                day,
                (of.Decision("a hoop in the park", PLANNED, "40 pounds from the budget"),),
                (of.Action("Ask the council for a permit", "the chair", month.last),),
                new_faces=11,
                vacancies=1,
            ),
        ),
        money=(of.Money(place, spent=4000, committed=10000, left=486000),),
        gatherings=(of.Gathering(place, "Football in the park", day, 14, 5, by_young_people=True),),
        coming=(of.Coming("Lantern walk", month.after(1).first, place),),
        stories=(of.Story("story-1", place, "The path was dark.", "We asked together.", "There are lamps."),),
        signposts=(of.Signpost(("housing",), "Advice on damp", day, "01908 000000"),),
        gaps=(of.Gap(place, "health", 12),),
        starting=(of.Starting(place, "a table tennis club"),),
        pulse=of.Pulse(month.after(-1), 41, 26, 21, 12, 4),
        reviews=(of.Review(place, ("The new shop helps.",), "Look at damp before winter.", "Sam", month.last),),
        corrections=(of.Correction(2, month.last, "A quote was withdrawn."),),
    )


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
