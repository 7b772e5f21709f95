"""A small made-up town, in memory and on disk: a test names only what matters to it."""

from datetime import date, time
from pathlib import Path
from typing import Any

from bot.domain.area import (
    Agency,
    Area,
    CrisisContact,
    Holiday,
    Hours,
    Language,
    Neighbourhood,
    Place,
    Signpost,
)
from bot.domain.theme import Family, Theme
from bot.domain.thresholds import Thresholds

CHECKED = date(2026, 6, 1)
THEMES = {
    "housing": ("Housing", ("house", "flat", "damp", "landlord", "rent")),
    "crime_safety": ("Crime and safety", ("crime", "unsafe", "dealing", "knife")),
    "play_things_to_do": ("Play and things to do", ("play", "park", "basketball", "swings", "club")),
    "health": ("Health", ("doctor", "gp", "dentist", "mental health")),
    "environment_litter": ("Environment and litter", ("litter", "rubbish", "fly tipping", "dog mess")),
    "transport_parking": ("Transport and parking", ("bus", "parking", "pothole", "road")),
    "schools_learning": ("Schools and learning", ("school", "teacher", "homework", "english class")),
    "jobs_money": ("Jobs and money", ("job", "money", "bills", "benefits")),
    "community_belonging": ("Community and belonging", ("neighbours", "lonely", "community", "coffee morning")),
    "council_services": ("Council services", ("council", "bins", "library", "council tax")),
    "shops_food": ("Shops and food", ("shop", "food bank", "takeaway", "market")),
    "other": ("Something else", ()),
}

FAMILIES = {
    "home": ("Homes and streets", ("housing", "environment_litter", "transport_parking", "council_services")),
    "doing": ("Things to do and people", ("play_things_to_do", "community_belonging", "shops_food")),
    "living": ("Health, safety, learning and money", ("health", "crime_safety", "schools_learning", "jobs_money")),
}
FAMILY_OF = {theme: family for family, (_, themes) in FAMILIES.items() for theme in themes}


def make_area(**changes: Any) -> Area:
    """The made-up town of Little Harbour: Quayside (LK) and Mill Row (MR) are served, all else is elsewhere."""
    given: dict[str, Any] = {
        "id": "little-harbour",
        "name": "Little Harbour",
        "organisation": "harbour-voices",
        "organisation_name": "Harbour Voices",
        "timezone": "Europe/London",
        "places": {one.id: one for one in make_places()},
        "neighbourhoods": make_neighbourhoods(),
        "themes": make_themes(),
        "families": tuple(Family(code, {"en": name}) for code, (name, _) in FAMILIES.items()),
        "agencies": (make_agency(),),
        "signposts": (make_signpost(),),
        "crisis_contacts": (
            CrisisContact("emergency", "Emergency services", "999", "call 999", "all", CHECKED),
            CrisisContact("childline", "Childline", "0800 1111", "call 0800 1111", "child", CHECKED),
        ),
        "holidays": (
            Holiday("Summer holidays", date(2026, 7, 22), date(2026, 9, 1), school=True),
            Holiday("Summer bank holiday", date(2026, 8, 31), date(2026, 8, 31), school=False),
        ),
        "languages": (
            Language("en", "English", on=True, reader="the team", turnaround_days=2),
            Language("pl", "Polski", on=False),
            Language("ar", "العربية", on=False),
        ),
        "staffed": (Hours((1, 2, 3, 4, 5), time(9), time(17)),),
        "quiet": Hours((1, 2, 3, 4, 5, 6, 7), time(20), time(8)),
        "thresholds": Thresholds(),
        "minimum_age": {"telegram": 16},
        "safeguarding_lead": "the safeguarding lead",
        "safeguarding_deputy": "the deputy safeguarding lead",
    }
    return Area(**{**given, **changes})


def make_themes() -> tuple[Theme, ...]:
    """The themes of THEMES, each in its family."""
    themes = THEMES.items()
    return tuple(Theme(code, {"en": name}, {"en": words}, FAMILY_OF.get(code, "")) for code, (name, words) in themes)


def make_places() -> tuple[Place, ...]:
    """Four places: one in each served neighbourhood, two elsewhere."""
    return (
        Place("quay", "Quayside", "estate", "Harbour", ("the Quay", "Dock Street"), 50.01, -1.01, "quayside"),
        Place("mill", "Mill Row", "estate", "Harbour", ("Old Mill",), 50.02, -1.02, "mill-row"),
        Place("hill", "Church Hill", "village", "Upland", (), 50.03, -1.03),
        Place("marsh", "Long Marsh", "village", "Upland"),
    )


def make_neighbourhoods() -> tuple[Neighbourhood, ...]:
    """Two served neighbourhoods, then elsewhere."""
    return (
        make_neighbourhood(),
        make_neighbourhood(
            id="mill-row",
            name="Mill Row",
            prefix="MR",
            door="m1llrw",
            mobiliser="Ash",
            places=("mill",),
            aliases=(),
            tile=(0, 1),
        ),
        make_neighbourhood(
            id="elsewhere",
            name="somewhere else in Little Harbour",
            served=False,
            prefix="LH",
            door="e1sewh",
            mobiliser="the team",
            places=("hill", "marsh"),
            aliases=(),
            tile=None,
        ),
    )


def make_neighbourhood(**changes: Any) -> Neighbourhood:
    """Quayside, served by Sam, references LK-..., behind the door q7ays1."""
    given: dict[str, Any] = {
        "id": "quayside",
        "name": "Quayside",
        "served": True,
        "prefix": "LK",
        "door": "q7ays1",
        "mobiliser": "Sam",
        "places": ("quay",),
        "aliases": ("Quay Estate",),
        "tile": (0, 0),
    }
    return Neighbourhood(**{**given, **changes})


def make_agency(**changes: Any) -> Agency:
    """The town council, which answers for housing, litter and council services."""
    given: dict[str, Any] = {
        "id": "council",
        "name": "Little Harbour Council",
        "themes": ("housing", "environment_litter", "council_services"),
        "phone": "01632 960001",
        "link": "https://council.example/report",
        "duty": "Your landlord must look into serious damp and mould within 10 working days.",
        "duty_checked": CHECKED,
        "tenures": ("council",),
    }
    return Agency(**{**given, **changes})


def make_signpost(**changes: Any) -> Signpost:
    """Advice on money, kept by the team, last checked on CHECKED."""
    given: dict[str, Any] = {
        "id": "advice",
        "name": "Harbour Advice",
        "themes": ("jobs_money", "housing"),
        "phone": "01632 960002",
        "link": "https://advice.example",
        "owner": "the team",
        "last_checked": CHECKED,
    }
    return Signpost(**{**given, **changes})


def write_pack(folder: Path, **changes: str | None) -> Path:
    """The pack of `make_area`'s town written into `folder`; `changes` by file stem, None leaves the file out.

    `boundaries`, `postcodes` and `schools` are written only where given.
    """
    folder.mkdir(parents=True, exist_ok=True)
    texts = {**PACK, **changes}
    for stem, text in texts.items():
        if text is not None:
            (folder / FILES.get(stem, f"{stem}.toml")).write_text(text, "utf-8")
    return folder


FILES = {
    "places": "places.csv",
    "boundaries": "boundaries.geojson",
    "postcodes": "postcodes.csv",
    "schools": "schools.csv",
}

PACK = {
    "area": """
id = "little-harbour"
name = "Little Harbour"
organisation = "harbour-voices"
organisation_name = "Harbour Voices"
timezone = "Europe/London"

[safeguarding]
lead = "the safeguarding lead"
deputy = "the deputy safeguarding lead"

[[staffed]]
days = [1, 2, 3, 4, 5]
first = "09:00"
last = "17:00"

[quiet]
days = [1, 2, 3, 4, 5, 6, 7]
first = "20:00"
last = "08:00"

[thresholds]
publish = 10
step = 5

[minimum_age]
telegram = 16

[report]
draft_day = 1
draft_at = "03:30"
send_day = 8
""",
    "places": """id,name,kind,parish,aliases,latitude,longitude
quay,Quayside,estate,Harbour,the Quay;Dock Street,50.01,-1.01
mill,Mill Row,estate,Harbour,Old Mill,50.02,-1.02
hill,Church Hill,village,Upland,,50.03,-1.03
marsh,Long Marsh,village,Upland,,,
""",
    "neighbourhoods": """
[quayside]
name = "Quayside"
served = true
prefix = "LK"
door = "q7ays1"
mobiliser = "Sam"
places = ["quay"]
aliases = ["Quay Estate"]
tile = [0, 0]

[mill-row]
name = "Mill Row"
served = true
prefix = "MR"
door = "m1llrw"
mobiliser = "Ash"
places = ["mill"]
tile = [0, 1]

[elsewhere]
name = "somewhere else in Little Harbour"
served = false
prefix = "LH"
door = "e1sewh"
mobiliser = "the team"
""",
    "themes": "".join(
        f'[{code}]\nnames.en = "{name}"\nfamily = "{FAMILY_OF.get(code, "")}"\nwords.en = {list(words)}\n\n'
        for code, (name, words) in THEMES.items()
    ),
    "families": "".join(f'[{code}]\nnames.en = "{name}"\n\n' for code, (name, _) in FAMILIES.items()),
    "agencies": f"""
[council]
name = "Little Harbour Council"
themes = ["housing", "environment_litter", "council_services"]
phone = "01632 960001"
link = "https://council.example/report"
duty = "Your landlord must look into serious damp and mould within 10 working days."
duty_checked = {CHECKED}
tenures = ["council"]
""",
    "signposts": f"""
[advice]
name = "Harbour Advice"
themes = ["jobs_money", "housing"]
phone = "01632 960002"
link = "https://advice.example"
owner = "the team"
last_checked = {CHECKED}
""",
    "crisis_contacts": f"""
[emergency]
name = "Emergency services"
number = "999"
how = "call 999"
audience = "all"
last_checked = {CHECKED}

[childline]
name = "Childline"
number = "0800 1111"
how = "call 0800 1111"
audience = "child"
last_checked = {CHECKED}
""",
    "languages": """
[en]
name = "English"
on = true
reader = "the team"
turnaround_days = 2

[pl]
name = "Polski"
on = false

[ar]
name = "العربية"
on = false
""",
    "holidays": """
bank_holidays = [{ name = "Summer bank holiday", day = 2026-08-31 }]
school_holidays = [{ name = "Summer holidays", first = 2026-07-22, last = 2026-09-01 }]
""",
}

ACTIVITIES = """
[play]
name = "Stay and play"
where = "the hall"
owner = "the children's centre"
neighbourhood = "quayside"
weekdays = [2]
first = 2026-06-02
last = 2026-07-14
"""
"""A pack may do without them: what write_pack takes as `activities`."""
