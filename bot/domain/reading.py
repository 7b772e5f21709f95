"""Reading: what a text seems to say. A suggestion, which the resident confirms or corrects."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Self

from bot.domain.contribution import Kind


class DangerLevel(StrEnum):
    """Red: someone may be harmed now, is being harmed or wants to die. Amber: worry, bullying, neglect, hate."""

    NONE = "none"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Danger:
    """How dangerous a text sounds, and the names of the rules that say so (never the words)."""

    level: DangerLevel = DangerLevel.NONE
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceSpan:
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


@dataclass(frozen=True, slots=True)
class PrivateSpan:
    """A private detail; half-open, in code points of the text as given."""

    type: PrivateType
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """How strongly a text speaks of a theme, 0 to 1."""

    theme: str
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the readers say of one text."""

    language: str = "en"
    kind: Kind = Kind.IDEA
    themes: tuple[ThemeScore, ...] = ()
    places: tuple[PlaceSpan, ...] = ()
    private: tuple[PrivateSpan, ...] = ()
    danger: Danger = field(default_factory=Danger)

    def as_json(self) -> dict[str, Any]:
        """What `earshot read` prints and a journal keeps: only JSON types."""
        return {
            "language": self.language,
            "kind": self.kind.value,
            "themes": [{"theme": one.theme, "score": one.score} for one in self.themes],
            "places": [asdict(one) for one in self.places],
            "private": [{"type": one.type.value, "start": one.start, "end": one.end} for one in self.private],
            "danger": {"level": self.danger.level.value, "rules": list(self.danger.rules)},
        }

    @classmethod
    def from_json(cls, form: Mapping[str, Any]) -> Self:
        """The reading that `as_json` wrote."""
        return cls(
            language=form["language"],
            kind=Kind(form["kind"]),
            themes=tuple(ThemeScore(**one) for one in form["themes"]),
            places=tuple(PlaceSpan(**one) for one in form["places"]),
            private=tuple(PrivateSpan(PrivateType(one["type"]), one["start"], one["end"]) for one in form["private"]),
            danger=Danger(DangerLevel(form["danger"]["level"]), tuple(form["danger"]["rules"])),
        )
