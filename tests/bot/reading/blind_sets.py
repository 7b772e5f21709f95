"""The sentences readers are judged on (blind/README.md): sections of lines, some with marks."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

FOLDER = Path(__file__).parent / "blind"
THIRD = FOLDER.with_name("blind3")
FOURTH = FOLDER.with_name("blind4")
"""The newest set; of those before, what the danger screen is judged on has been opened, of the second the pairs too."""

Sections = Mapping[str, tuple[str, ...]]

_SECTION = re.compile(r"\[([a-z_ ]+)\]")
_MARK = re.compile(r"\[([a-z0-9_-]+):((?:[^\[\]]|\[[^\[\]]*\])+)\]")


class Mark(Struct, frozen=True):
    """What a reader should find; half-open, in code points of the text."""

    label: str
    start: int
    end: int


class Marked(Struct, frozen=True):
    """A sentence as typed, and what is to be found in it."""

    text: str
    marks: tuple[Mark, ...]


def blind_files() -> tuple[Path, ...]:
    """All files of all folders, the newest first."""
    return tuple(path for folder in (FOURTH, THIRD, FOLDER) for path in sorted(folder.glob("*.txt")))


def reader_of(path: Path) -> str:
    """The reader a file is for: what its name begins with."""
    return re.split(r"[.-]", path.name)[0]


def sections(path: Path) -> Sections:
    """A file's lines by section. ValueError for a line before the first section."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in _lines(path):
        begins = _SECTION.fullmatch(line)
        if begins:
            name = begins[1]
            found.setdefault(name, [])
        elif not name:
            raise ValueError(f"{path.name}: {line!r} stands before the first [section]")
        else:
            found[name].append(line)
    return {section: tuple(lines) for section, lines in found.items()}


def marked(line: str) -> Marked:
    """A line without its marks, and where they were."""
    text, marks, upto = "", list[Mark](), 0
    for one in _MARK.finditer(line):
        text += line[upto : one.start()]
        marks.append(Mark(one[1], len(text), len(text) + len(one[2])))
        text, upto = text + one[2], one.end()
    return Marked(text + line[upto:], tuple(marks))


def pair(line: str) -> tuple[str, str]:
    """The two texts of a line of similar.txt. ValueError unless there are two."""
    one, other = line.split(" | ")
    return one, other


def _lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            yield line
