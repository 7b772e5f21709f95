"""What the tests of the readers are given: the shipped word lists, and a small made-up town."""

from datetime import time
from functools import cache
from pathlib import Path

from bot.domain.area import Area, Hours, Language, Place
from bot.domain.theme import Theme
from bot.domain.thresholds import Thresholds
from bot.lexicons import load_lexicons
from bot.prepared import prepared
from bot.reading.lexicons import Lexicons
from bot.reading.readers import Readers

LOCALES = Path(__file__).parent.parent / "locales"
CODES = ("en", "pl", "ar")

PLACES = (
    ("fishermead", "Fishermead", ()),
    ("fullers-slade", "Fullers Slade", ("Fuller's Slade",)),
    ("lakes", "Lakes Estate", ("the Lakes", "Serpentine Court")),
    ("tinkers-bridge", "Tinkers Bridge", ("Tinker's Bridge",)),
    ("wolverton", "Wolverton", ()),
    ("old-wolverton", "Old Wolverton", ()),
    ("walnut-tree", "Walnut Tree", ()),
    ("centre", "Central Town", ("the Point", "CT")),
    ("simpson", "Simpson", ()),
    ("whitehouse", "Whitehouse", ()),
    ("woughton", "Woughton on the Green", ()),
    ("bean-hill", "Beanhill", ("Bean Hill",)),
)

THEMES = (
    ("housing", "damp", "mould", "landlord", "flat"),
    ("play_things_to_do", "park", "swings", "youth club"),
    ("transport_parking", "bus", "parking", "road"),
    ("other",),
)

DANGER = '[groups]\n[[rule]]\nname = "hits"\nlevel = "red"\nphrases = ["he hits me"]\n'


def area(*codes: str) -> Area:
    """A town of a few places and themes, its languages those given (English where none is)."""
    return Area(
        id="town",
        name="Town",
        organisation="org",
        organisation_name="Org",
        timezone="Europe/London",
        places={id_: Place(id_, name, "estate", "", aliases) for id_, name, aliases in PLACES},
        neighbourhoods=(),
        themes=tuple(Theme(code, {"en": code}, {"en": tuple(words)}) for code, *words in THEMES),
        agencies=(),
        signposts=(),
        crisis_contacts=(),
        holidays=(),
        languages=tuple(Language(code, code, on=True) for code in codes or ("en",)),
        staffed=(),
        quiet=Hours((1,), time(21), time(8)),
        thresholds=Thresholds(),
        minimum_age={},
        safeguarding_lead="",
        safeguarding_deputy="",
    )


@cache
def lexicons() -> Lexicons:
    """The word lists as shipped."""
    return load_lexicons(LOCALES)


@cache
def english() -> Readers:
    """Readers of the small town, in English alone."""
    return prepared(area(), LOCALES).readers


@cache
def many() -> Readers:
    """Readers of the small town in every language that has word lists."""
    return prepared(area(*CODES), LOCALES).readers


def one_phrase(folder: Path) -> Path:
    """Word lists of one language in a new folder of their own, with one phrase of danger."""
    own = folder / "locales" / "en"
    own.mkdir(parents=True)
    (own / "danger.toml").write_text(DANGER)
    return own.parent
