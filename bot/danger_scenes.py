"""Reads the sentences the danger screen learns from, one a line under the scene they tell; says what is wrong where."""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.domain.reading import DangerLevel
from bot.errors import PackError
from bot.reading.lexicons import Scene
from bot.told_lines import told_lines

_HEADING = re.compile(r"\[(red|amber|calm): ([^\[\]]+)\]")
_LEVELS = {"red": DangerLevel.RED, "amber": DangerLevel.AMBER, "calm": DangerLevel.NONE}

Heading = tuple[str, DangerLevel]


def scenes_in(folder: Path) -> tuple[Scene, ...]:
    """The scenes of all text files of a folder, which need not be there.

    A file is headings such as "[red: hit by a parent]", each over its sentences, one a line; "#" begins a comment.
    PackError names a line that looks like a heading and is none, and a sentence that has none or stands under two
    levels.
    """
    scenes: dict[Heading, list[str]] = {}
    levels: dict[str, DangerLevel] = {}
    for file in sorted(folder.glob("*.txt")):
        for where, heading, text in _told(file):
            if levels.setdefault(text, heading[1]) is not heading[1]:
                raise PackError(f"{where}: {text!r} is told under another level too")
            scenes.setdefault(heading, []).append(text)
    return tuple(Scene(name, level, tuple(texts)) for (name, level), texts in scenes.items())


def _told(file: Path) -> Iterator[tuple[str, Heading, str]]:
    """Where each sentence of a file stands, what it stands under, and the sentence."""
    heading: Heading | None = None
    for where, line in told_lines(file):
        if line.startswith("["):
            heading = _heading(where, line)
        elif heading is None:
            raise PackError(f"{where}: a sentence stands under a heading such as [red: hit by a parent]")
        else:
            yield where, heading, line


def _heading(where: str, line: str) -> Heading:
    said = _HEADING.fullmatch(line)
    if said is None:
        raise PackError(f"{where}: a heading is [level: scene], its level one of {', '.join(_LEVELS)}")
    return said[2], _LEVELS[said[1]]
