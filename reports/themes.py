"""Themes large enough stand alone, small ones under their family, and what is small even then together. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from reports.analyse import Cell, Counts
from reports.audit import Whole

REST = "rest"
"""The theme code of all themes too small to stand alone or under a family, added together before anything is hidden."""

FEWEST = 3
"""So many small ones, at least, are added together: of two that are small each, ten or more would tell of both."""


class Grouped(Struct, frozen=True):
    """The themes of one kind: those with a line of their own and the families with one, each with its people.

    `others`: there are more; `rest` is how many people are behind these together, None where that is not to be said.
    """

    alone: tuple[tuple[str, int], ...]
    families: tuple[tuple[str, int], ...]
    others: bool
    rest: int | None
    wholes: tuple[Whole, ...]


def grouped(kind: str, counts: Counts, threshold: int, families: Mapping[str, str]) -> Grouped:
    """The themes of a kind in groups of `threshold` people or more; `families` has every theme of the pack.

    A theme the pack has no more is of no family. A family is always all its themes, those that stand alone too, so that
    it can be compared with its own past.
    """
    codes = sorted({*families, *counts.themes(kind)})
    alone = {code: count for code in codes if (count := counts["theme", kind, code]) >= threshold}
    members = _members(codes, families)
    sizes = {family: counts.together(_cells(kind, of)) for family, of in members.items()}
    standing = {family: size for family, size in sizes.items() if size >= threshold}
    rest = [code for code in codes if code not in alone and families.get(code) not in standing]
    heads = [code for code in codes if not families.get(code)]
    small = [*(code for code in heads if code not in alone), *(code for code in members if code not in standing)]
    wholes = _wholes(kind, heads, members, small)
    together = counts.together(_cells(kind, rest)) if len(small) >= FEWEST else None
    return Grouped(tuple(alone.items()), tuple(standing.items()), bool(small), together, tuple(wholes))


def _wholes(
    kind: str, heads: Sequence[str], members: Mapping[str, Sequence[str]], small: Sequence[str]
) -> Iterator[Whole]:
    """What is a sum of what: each family of its themes, the kind of all, and what is `small` of what is told of it."""
    for family, of in members.items():
        yield Whole(("theme", kind, family), _cells(kind, of))
    yield Whole(("kind", kind), _cells(kind, (*heads, *members)))
    if small:
        large = [code for code in (*heads, *members) if code not in small]
        yield Whole(("theme", kind, REST), _cells(kind, small))
        yield Whole(("kind", kind), _cells(kind, (*large, REST)))


def _members(codes: Iterable[str], families: Mapping[str, str]) -> dict[str, list[str]]:
    members: dict[str, list[str]] = {}
    for code in codes:
        if family := families.get(code):
            members.setdefault(family, []).append(code)
    return members


def _cells(kind: str, codes: Iterable[str]) -> tuple[Cell, ...]:
    return tuple(("theme", kind, code) for code in codes)
