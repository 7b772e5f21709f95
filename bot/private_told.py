"""Reads sentences with private details marked, "my lad goes to [school:Harrowgate]"; says what is wrong where."""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.domain.reading import PrivateSpan, PrivateType
from bot.errors import PackError
from bot.reading.told_private import ToldPrivate

_MARK = re.compile(r"\[([^\[\]:]*):([^\[\]]+)\]")


def private_told_in(folder: Path) -> tuple[ToldPrivate, ...]:
    """The sentences of all text files of a folder, which need not be there: one a line; "#" begins a comment.

    PackError names a mark of a type that is none of `PrivateType`, and a bracket that is no mark's.
    """
    return tuple(told for file in sorted(folder.glob("*.txt")) for told in _told(file))


def _told(file: Path) -> Iterator[ToldPrivate]:
    for number, line in enumerate(_lines(file), start=1):
        if line and not line.startswith("#"):
            yield _unmarked(f"{file}: line {number}", line)


def _unmarked(where: str, line: str) -> ToldPrivate:
    text, spans, upto = "", list[PrivateSpan](), 0
    for mark in _MARK.finditer(line):
        if mark[1] not in set(PrivateType):
            raise PackError(f"{where}: {mark[1]} is no private detail; they are {', '.join(PrivateType)}")
        text += line[upto : mark.start()]
        spans.append(PrivateSpan(PrivateType(mark[1]), len(text), len(text) + len(mark[2])))
        text, upto = text + mark[2], mark.end()
    text += line[upto:]
    if "[" in text or "]" in text:
        raise PackError(f"{where}: a detail is marked [type:words], and no bracket stands elsewhere")
    return ToldPrivate(text, tuple(spans))


def _lines(file: Path) -> list[str]:
    try:
        return [line.strip() for line in file.read_text("utf-8").splitlines()]
    except UnicodeDecodeError as wrong:
        raise PackError(f"{file}: {wrong}") from wrong
