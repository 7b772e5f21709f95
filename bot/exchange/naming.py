"""What people write for a neighbourhood, a place, a theme, a kind, a language: found by id, name or alias."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from msgspec import Struct

from bot.domain.area import Area
from bot.domain.contribution import Kind

T = TypeVar("T")
_LONGEST_SHOWN = 40
_LEFT_OUT = re.compile(r"^the\s+|\s+estate$", re.IGNORECASE)


class Where(Struct, frozen=True):
    """A neighbourhood's id, and the id of the place of the gazetteer where one was named."""

    neighbourhood: str
    place: str | None = None


class Names(Generic[T]):
    """Things by the names they go by; capitals, spaces, hyphens and apostrophes do not matter."""

    def __init__(self, *tiers: Iterable[tuple[str, T]]) -> None:
        """`tiers` of (name, thing): a name of an earlier tier hides the same name of a later one."""
        self._things: dict[str, tuple[T, ...]] = {}
        for tier in tiers:
            for name, things in _gathered(tier).items():
                self._things.setdefault(name, things)

    def find(self, name: str) -> T:
        """The thing of this name; ValueError says that there is none, or several."""
        things = self._things.get(_plain(name), ())
        if len(things) == 1:
            return things[0]
        raise ValueError(f"'{shown(name)}' {'could be several' if things else 'is not known here'}")


class _Called(Struct, Generic[T], frozen=True):
    """A thing and what it is called."""

    thing: T
    id: str
    names: tuple[str, ...]
    aliases: tuple[str, ...] = ()


class Known(Struct, frozen=True):
    """All that the cells of a row may name in an area."""

    places: Names[Where]
    themes: Names[str]
    kinds: Names[Kind]
    languages: Names[str]


def known(area: Area) -> Known:
    """The names of an area: neighbourhoods before places, ids before names before aliases, all before what is short."""
    around = [_Called(Where(one.id), one.id, (one.name,), one.aliases) for one in area.neighbourhoods]
    spots = [
        _Called(Where(one.neighbourhood, one.id), one.id, (one.name,), one.aliases) for one in area.places.values()
    ]
    return Known(
        places=Names(*_tiers(around), *_tiers(spots), _shortened(around)),
        themes=Names(*_tiers([_Called(one.code, one.code, tuple(one.names.values())) for one in area.themes])),
        kinds=Names([(kind.value, kind) for kind in Kind]),
        languages=Names(*_tiers([_Called(one.code, one.code, (one.name,)) for one in area.languages])),
    )


def neighbourhood_of(area: Area) -> Callable[[str], str | None]:
    """Gives the id of the neighbourhood that a name is of or lies in; None for a name nobody knows."""
    places = known(area).places

    def of(name: str) -> str | None:
        try:
            return places.find(name).neighbourhood
        except ValueError:
            return None

    return of


def shown(cell: str) -> str:
    """The beginning of a cell as it may be shown on a terminal: one line, nothing that a terminal obeys."""
    printable = "".join(sign if sign.isprintable() else " " for sign in cell)
    told = " ".join(printable.split())
    return told if len(told) <= _LONGEST_SHOWN else f"{told[:_LONGEST_SHOWN]}…"


def _tiers(things: Iterable[_Called[T]]) -> list[list[tuple[str, T]]]:
    told = [(one.thing, ((one.id,), one.names, one.aliases)) for one in things]
    return [[(name, thing) for thing, tiers in told for name in tiers[tier]] for tier in range(3)]


def _shortened(things: Iterable[_Called[T]]) -> list[tuple[str, T]]:
    """What people who are there every day leave out: "Lakes" for the Lakes Estate."""
    told = ((_LEFT_OUT.sub("", name), one.thing) for one in things for name in (*one.names, *one.aliases))
    return [(name, thing) for name, thing in told if name]


def _gathered(tier: Iterable[tuple[str, T]]) -> Mapping[str, tuple[T, ...]]:
    things: dict[str, tuple[T, ...]] = {}
    for name, thing in tier:
        same = things.get(_plain(name), ())
        things[_plain(name)] = same if thing in same else (*same, thing)
    return things


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).casefold().replace("&", "and")
    return "".join(sign for sign in folded if sign.isalnum())
