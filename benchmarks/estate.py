"""A made-up month of an estate where 30 people spoke, for pictures and the reader's test. Everybody is invented."""

from datetime import date
from random import Random
from uuid import UUID

from bot.domain.area import Area
from bot.domain.contribution import HelpRole, Kind, Progress
from reports.frozen import (
    Action,
    Coming,
    Decision,
    Frozen,
    Gap,
    Gathering,
    Line,
    LineUse,
    Meeting,
    Money,
    Pace,
    Pulse,
    Question,
    Review,
    Signpost,
    Starting,
    Story,
    Told,
)
from reports.model import Heard, Month

OCTOBER = Month(2026, 10)
VOICES = 30
"""So many people of the estate speak in its month."""
ELSEWHERE = (24, 34, 46, 19, 38, 28, 52)
"""And so many of the others, in the pack's order."""
PLAY, HOMES, LITTER, CRIME = "play_things_to_do", "housing", "environment_litter", "crime_safety"
ROADS, SCHOOL, JOBS, HEALTH = "transport_parking", "schools_learning", "jobs_money", "health"
TOGETHER, FOOD = "community_belonging", "shops_food"
THEMES = (PLAY, HOMES, LITTER, CRIME, ROADS, SCHOOL, HEALTH, TOGETHER, FOOD, JOBS)
_Q, _P = LineUse.QUOTE, LineUse.PARAPHRASE

SAID = (
    (
        Kind.IDEA,
        PLAY,
        "Kids round here have nowhere after school. A hoop by the park would be used every night.",
        _Q,
        "web",
    ),
    (Kind.IDEA, PLAY, "My mates would run the five-a-side if somebody unlocked the pitch.", _Q, "telegram"),
    (Kind.ISSUE, HOMES, "I paint over the mould and by Christmas it is back on the cot side.", _Q, "web"),
    (Kind.IDEA, TOGETHER, "A bench half way up the hill, so that people can get to the shops on foot.", _P, "note"),
    (Kind.IDEA, FOOD, "A shelf for tins outside the meeting place, that anybody may fill or take from.", _P, "web"),
    (Kind.IDEA, JOBS, "An hour a week with somebody who knows the forms, in the evening.", _P, "import"),
    (
        Kind.ISSUE,
        ROADS,
        "The last bus goes before the late shift ends; a taxi costs more than an hour's pay.",
        _P,
        "web",
    ),
    (
        Kind.ISSUE,
        LITTER,
        "Mattresses stay behind the garages for weeks; the form asks for a house number there is not.",
        _P,
        "note",
    ),
    (
        Kind.ISSUE,
        HEALTH,
        "The surgery's line opens at eight and is full by five past, when the school run is on.",
        _P,
        "web",
    ),
    (Kind.ISSUE, CRIME, "The underpass is avoided after dark since two lamps went.", _P, "telegram"),
    (Kind.INTEREST, TOGETHER, "Somebody can teach bread, and has a big oven.", _P, "note"),
    (Kind.INTEREST, SCHOOL, "Somebody who mends bikes would show it, and needs a dry place.", _P, "web"),
    (Kind.GOOD_NEWS, LITTER, "The pond is clear again, and people stop to look.", _P, "web"),
)
CHILDREN = (
    ("We want a den that is ours and dry.", _Q, 12),
    ("Can the football cage stay open till it is dark?", _Q, 0),
    ("Children would like to choose what is cooked at the holiday club.", _P, 0),
)
TOLD = (
    (
        Kind.ISSUE,
        LITTER,
        "the bins behind the shops overflow",
        "A second collection runs on Fridays since 5 October.",
        Progress.DONE,
    ),
    (
        Kind.IDEA,
        PLAY,
        "a basketball hoop by the park",
        "The council has agreed the spot. It is ordered for spring.",
        Progress.UNDER_WAY,
    ),
    (
        Kind.ISSUE,
        CRIME,
        "lamps are out in the underpass",
        "Reported with six photos; the repair has a date, 20 November.",
        Progress.PLANNED,
    ),
    (
        Kind.IDEA,
        ROADS,
        "a later bus on weekdays",
        "The operator says that it cannot before the timetable changes in April.",
        Progress.NOT_NOW,
    ),
)


def estate(area: Area, month: Month = OCTOBER) -> Frozen:
    """The month, of the pack's first neighbourhood; the others only speak."""
    places = [one.id for one in area.neighbourhoods if one.served]
    here = places[0]
    sizes = dict(zip(places, (VOICES, *ELSEWHERE), strict=False))
    months = (*month.compared(), month)
    return Frozen(
        month,
        heard=tuple(row for one in months for place, size in sizes.items() for row in _rows(one, place, size)),
        lines=tuple(_lines(here)),
        told=tuple(
            Told(f"told-{n}", here, kind, theme, asked, told, status, month.last.replace(day=20), child=n == 1)
            for n, (kind, theme, asked, told, status) in enumerate(TOLD)
        ),
        pace=Pace(due=212, kept=188, answered=204, median_days=2),
        questions=_questions(here, month),
        meetings=(_meeting(here, month),),
        money=(Money(here, spent=8640, committed=12000, left=391500),),
        gatherings=tuple(_gatherings(here, month)),
        coming=tuple(_coming(here, month.after(1))),
        stories=(
            Story(
                "story",
                here,
                "I had lived here a year and knew nobody but the man at the till.",
                "I told the bot that I bake. Sam asked whether I would bring a loaf to the coffee morning.",
                "Six of us bake on Thursdays now. My phone has neighbours in it.",
            ),
        ),
        signposts=_signposts(month),
        gaps=(Gap(here, HEALTH, 14), Gap(here, JOBS, 4)),
        starting=(Starting(here, "a Saturday bike workshop"),),
        pulse=Pulse(month.after(-1), asked=14, answered=9, useful=8, acted=4, trusted=9),
        reviews=(
            Review(
                here,
                ("More people stopped me about damp than about anything else.", "The bread group is the good news."),
                "Send somebody who can decide about damp to the meeting on 18 November.",
                "Sam",
                month.after(1).first.replace(day=4),
                "story",
            ),
        ),
        address="https://earshot.example",
    )


def _rows(month: Month, place: str, size: int) -> list[Heard]:
    chance = Random(f"{place} {month}")
    return [_row(chance, month, place, n % size) for n in range(size + size // 3)]


def _row(chance: Random, month: Month, place: str, person: int) -> Heard:
    said_on = date(month.year, month.month, chance.randint(1, month.last.day))
    kind = chance.choices(list(Kind), (8, 9, 4, 3))[0]
    return Heard(
        id=UUID(int=chance.getrandbits(128)).hex,
        participant=f"{place}-{person}",
        kind=kind,
        themes=(chance.choices(THEMES, (9, 8, 6, 4, 4, 3, 3, 3, 2, 2))[0],),
        neighbourhood=place,
        said_on=said_on,
        account=chance.choices(("web", "telegram:1", "import"), (6, 3, 1))[0],
        on_behalf=chance.random() < 0.2,
        help_role=HelpRole.A_BIT if kind.invites_help and chance.random() < 0.4 else None,
        first_said_on=said_on if person % 3 == 0 else date(2026, 5, 4),
    )


def _lines(here: str) -> list[Line]:
    grown = [
        Line(f"line-{n}", here, kind, theme, text, use, door=door)
        for n, (kind, theme, text, use, door) in enumerate(SAID)
    ]
    young = [
        Line(f"child-{n}", here, Kind.IDEA, PLAY, text, use, child=True, agreed_by=agreed, door="talk")
        for n, (text, use, agreed) in enumerate(CHILDREN)
    ]
    return grown + young


def _questions(here: str, month: Month) -> tuple[Question, ...]:
    by, before = month.after(1).first.replace(day=20), month.after(-1)
    return (
        Question(
            "q1",
            "council-homes",
            HOMES,
            "Which homes have you looked at for damp, and what comes next?",
            month,
            here,
            by,
        ),
        Question(
            "q2", "schools", SCHOOL, "Could the hall be open on two evenings a week this winter?", month, here, by
        ),
        Question(
            "q3",
            "council",
            LITTER,
            "Can garages be reported without a house number?",
            before,
            here,
            month.last,
            "The form is changed. Name the street and send a photo.",
            Progress.DONE,
            month.first.replace(day=12),
            delivered=True,
        ),
        Question(
            "q4",
            "police",
            CRIME,
            "When does somebody next come to the coffee morning?",
            before,
            here,
            month.last,
            delivered=True,
        ),
        Question(
            "q5", "council", PLAY, "Fencing round the play area is in the plan for spring.", month, here, register=True
        ),
    )


def _meeting(here: str, month: Month) -> Meeting:
    return Meeting(
        here,
        month.first.replace(day=14),
        (
            Decision("a basketball hoop by the park", Progress.UNDER_WAY, "120 pounds are promised for the board"),
            Decision("a later bus", Progress.NOT_NOW, "asked again when the timetable is drafted"),
        ),
        (Action("Show the damp photos to the council", "the chair", month.after(1).first.replace(day=18)),),
        new_faces=4,
        vacancies=1,
    )


def _gatherings(here: str, month: Month) -> list[Gathering]:
    day = month.first.replace
    return [
        Gathering(here, "Coffee morning", day(day=6), 19, 4, by_residents=True),
        Gathering(here, "Bread on Thursday", day(day=15), 7, 2, by_residents=True),
        Gathering(here, "Football in the cage", day(day=24), 31, 9, by_young_people=True),
        Gathering(here, "Half-term club, five days", day(day=26), 112, 17, by_young_people=True),
    ]


def _coming(here: str, month: Month) -> list[Coming]:
    day = month.first.replace
    return [
        Coming("Coffee morning", day(day=3), here, "meeting place, 10 am, free"),
        Coming("Lantern walk round the pond", day(day=12), here, "planned by young people"),
        Coming("Local Action Group", day(day=18), here, "meeting place, 7 pm, anyone"),
    ]


def _signposts(month: Month) -> tuple[Signpost, ...]:
    fresh, old = month.first, month.after(-5).first
    return (
        Signpost((HOMES,), "Damp and mould helpline", fresh, "01908 000000"),
        Signpost((JOBS, FOOD), "Money advice at the library", fresh),
        Signpost((HEALTH,), "Health visitors' drop-in", old),
        Signpost((CRIME,), "Neighbourhood policing team", fresh, "101"),
    )
