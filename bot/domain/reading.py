"""Reading: what a text seems to say. A suggestion, which the resident confirms or corrects."""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct, field

from bot.domain.contribution import Interest, Kind


class DangerLevel(StrEnum):
    """Red: someone may be harmed now, is being harmed or wants to die. Amber: worry, bullying, neglect, hate."""

    NONE = "none"
    AMBER = "amber"
    RED = "red"


BY_SOUND = frozenset({"sounds_dangerous", "sounds_grave", "told_bit_by_bit"})
"""The rules that no phrase speaks for: a text is only like some that were dangerous."""


class Danger(Struct, frozen=True):
    """How dangerous a text sounds, and the names of the rules that say so (never the words)."""

    level: DangerLevel = DangerLevel.NONE
    rules: tuple[str, ...] = ()


class PlaceSpan(Struct, frozen=True):
    """A place of the gazetteer named in a text; half-open, in code points of the text as given."""

    id: str
    name: str
    start: int
    end: int


class PrivateType(StrEnum):
    """The private details a reader marks."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    POSTCODE = "postcode"
    HANDLE = "handle"
    VEHICLE = "vehicle"
    DATE_OF_BIRTH = "date_of_birth"
    NHS = "nhs"
    NI = "ni"
    SCHOOL = "school"
    REFERENCE = "reference"


class PrivateSpan(Struct, frozen=True):
    """A private detail; half-open, in code points of the text as given.

    What is not `sure` is hidden all the same, but no worker is told off for it: their weeks are full of days.
    """

    type: PrivateType
    start: int
    end: int
    sure: bool = True


class ThemeScore(Struct, frozen=True):
    """How strongly a text speaks of a theme, 0 to 1."""

    theme: str
    score: float


class Reading(Struct, frozen=True):
    """All that the readers say of one text. `someone`: someone else is named in it, or can be recognised.

    `interest` says what sort of interest it is, where it is one.
    """

    language: str = "en"
    kind: Kind = Kind.IDEA
    themes: tuple[ThemeScore, ...] = ()
    places: tuple[PlaceSpan, ...] = ()
    private: tuple[PrivateSpan, ...] = ()
    danger: Danger = field(default_factory=Danger)
    someone: bool = False
    interest: Interest = Interest.LIKE

    @property
    def surely_private(self) -> tuple[PrivateSpan, ...]:
        """The private details a worker is told off for."""
        return tuple(one for one in self.private if one.sure)


def left_out(words: str, private: Iterable[PrivateSpan], mark: str) -> str:
    """`words` with `mark` in place of each private detail."""
    for span in sorted(private, key=lambda one: one.start, reverse=True):
        words = f"{words[: span.start]}{mark}{words[span.end :]}"
    return words
