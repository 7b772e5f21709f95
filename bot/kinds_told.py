"""Reads sentences of which the kind is told and maybe the theme, one a line under these; says what is wrong where."""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.domain.contribution import Kind
from bot.errors import PackError
from bot.reading.lexicons import Example
from bot.told_lines import told_lines

_HEADING = re.compile(r"\[(?:([a-z_]+) )?([a-z_]+)\]")

Heading = tuple[Kind, str]


def kinds_told_in(folder: Path) -> tuple[Example, ...]:
    """The sentences of all text files of a folder, which need not be there; only kind and theme are learned from them.

    A file is headings such as "[good_news]" or "[housing good_news]", each over its sentences, one a line; "#" begins
    a comment. PackError names a heading that has no kind, and a sentence that has none.
    """
    return tuple(told for file in sorted(folder.glob("*.txt")) for told in _told(file))


def _told(file: Path) -> Iterator[Example]:
    heading: Heading | None = None
    for where, line in told_lines(file):
        if line.startswith("["):
            heading = _heading(where, line)
        elif heading is None:
            raise PackError(f"{where}: a sentence stands under a heading such as [idea]")
        else:
            yield Example(line, *heading)


def _heading(where: str, line: str) -> Heading:
    said = _HEADING.fullmatch(line)
    if said is None or said[2] not in set(Kind):
        raise PackError(f"{where}: a heading is [kind] or [theme kind], its kind one of {', '.join(Kind)}")
    return Kind(said[2]), said[1] or ""
