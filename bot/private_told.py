"""Reads sentences with private details marked, "my lad goes to [school:Harrowgate]"; says what is wrong where."""

import re
from pathlib import Path

from bot.domain.reading import PrivateSpan, PrivateType
from bot.errors import PackError
from bot.reading.told_private import ToldPrivate
from bot.told_lines import told_lines

_MARK = re.compile(r"\[([^\[\]:]*):([^\[\]]+)\]")


def private_told_in(folder: Path) -> tuple[ToldPrivate, ...]:
    """The sentences of all text files of a folder, which need not be there: one a line; "#" begins a comment.

    PackError names a mark of a type that is none of `PrivateType`, and a bracket that is no mark's.
    """
    files = sorted(folder.glob("*.txt"))
    return tuple(_unmarked(where, line) for file in files for where, line in told_lines(file))


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
