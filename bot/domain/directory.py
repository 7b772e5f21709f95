"""Directory: where help is and what is on by now: the pack's entries, with what workers added, changed and took off."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from bot.domain.activity import Activity
from bot.domain.area import Area, Neighbourhood, Signpost

FRESH = timedelta(days=90)
"""How long a checked entry counts as checked: a season, so that each is rung four times a year."""

What = Signpost | Activity
W = TypeVar("W", bound=What)


class Entry(Struct, frozen=True):
    """What workers say of one entry. `id` is the pack's own, or a new one.

    `what` is the entry as they wrote it, None where the pack's words stand; `checked_on` the day somebody last saw
    that it is true; `retired`: it is shown to nobody.
    """

    id: str
    what: What | None = None
    checked_on: date | None = None
    retired: bool = False


class Directory(Struct, frozen=True):
    """Where help is, in order of the pack, what workers added last; and what is on."""

    signposts: tuple[Signpost, ...] = ()
    activities: tuple[Activity, ...] = ()

    def signposts_for(self, theme: str) -> tuple[Signpost, ...]:
        """Where help with a theme is."""
        return tuple(one for one in self.signposts if theme in one.themes)

    def signpost(self, id_: str) -> Signpost | None:
        """The signpost of this id."""
        return next((one for one in self.signposts if one.id == id_), None)

    def fitting(self, themes: Iterable[str]) -> tuple[Signpost, ...]:
        """The signposts for any of these themes; all of them where none fits."""
        wanted = set(themes)
        return tuple(one for one in self.signposts if wanted & set(one.themes)) or self.signposts

    def coming(self, here: Neighbourhood | None, today: date) -> list[tuple[date, Activity]]:
        """What is to come in a neighbourhood and the whole area (everywhere, without one), the next first."""
        near = (one for one in self.activities if here is None or one.neighbourhood in {None, here.id})
        dated = ((one.next_on(today), one) for one in near)
        return sorted(((day, one) for day, one in dated if day is not None), key=lambda pair: (pair[0], pair[1].name))


def merged(area: Area, signposts: Sequence[Entry], activities: Sequence[Entry]) -> Directory:
    """The pack's directory with what workers say of it."""
    return Directory(_merged(area.signposts, signposts, Signpost), _merged(area.activities, activities, Activity))


def stale(signposts: Iterable[Signpost], today: date) -> list[Signpost]:
    """Those that nobody has checked for FRESH, the longest ago first."""
    return sorted((one for one in signposts if today - one.last_checked > FRESH), key=lambda one: one.last_checked)


def _merged(given: Sequence[W], entries: Sequence[Entry], sort: type[W]) -> tuple[W, ...]:
    said, theirs = {one.id: one for one in entries}, {one.id for one in given}
    kept: list[W] = [now for one in given if (now := _said(one, said.get(one.id), sort)) is not None]
    added = [one.what for one in entries if one.id not in theirs and not one.retired and isinstance(one.what, sort)]
    return (*kept, *added)


def _said(given: W, entry: Entry | None, sort: type[W]) -> W | None:
    """The pack's entry with what workers say of it; None where they took it off."""
    if entry is None:
        return given
    if entry.retired:
        return None
    what = entry.what if isinstance(entry.what, sort) else given
    if isinstance(what, Signpost) and entry.checked_on is not None:
        return replace(what, last_checked=max(what.last_checked, entry.checked_on))
    return what
