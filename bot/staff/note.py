"""What a mobiliser jots down at the school gate, a line each: place, kind, the words, and what stands beside them.

"Lakes idea: hoop by the shops - dad at gate, would help"; of a group: "group 12/9 Lakes idea: hoop by the shops",
12 being present and 9 having said it (product.md 29).
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from bot.domain.area import Area
from bot.domain.contribution import Kind
from bot.domain.worker import Right, Worker
from bot.exchange import naming
from bot.exchange.naming import Known, Where

MOST = 20
"""Lines of one message."""
MOST_PRESENT = 9_999
LONGEST = 1_000
"""Signs of a line."""
_SHOWN = 80
"""Signs that are shown of a line that is too long."""
_BULLET = re.compile(r"^\s*(?:[-*\u2022]|\d+[.)])\s+")
_GROUP = re.compile(
    r"^group(?:\s+talk)?\W*(?:present\s+)?(\d{1,4})\D{1,20}?(\d{1,4})(?:\s+said it)?\W*\s", re.IGNORECASE
)
_HELP = re.compile(r"[,;]?\s*\b(?:would|wants? to|could|can|will) help\b\s*", re.IGNORECASE)
_KIND_WORDS = 2
"""A kind has at most so many words: "good news"."""


class Note(Struct, frozen=True):
    """A line as it is understood.

    `kind` is None where the readers are to say; `present` and `said_it` count a group, one person being 1 and 1.
    `problem` says why the line cannot be kept.
    """

    words: str
    where: Where | None
    kind: Kind | None = None
    would_help: bool = False
    present: int = 1
    said_it: int = 1
    problem: str = ""

    @property
    def of_group(self) -> bool:
        """Whether a group said it: never added to the people who wrote."""
        return self.present > 1


class Slip(Struct, frozen=True):
    """A row of a sheet as it was typed; what stands in a field of its own counts before what its line says."""

    line: str
    place: str = ""
    kind: str = ""
    would_help: bool = False
    present: str = ""
    said_it: str = ""


def slips(typed: Sequence[Slip], area: Area, worker: Worker) -> list[Note]:
    """The notes of a sheet's rows that are not empty, each understood as a line of a message is."""
    known = naming.known(area)
    return [_slip(one, known, worker) for one in typed if one.line.strip()]


def _slip(typed: Slip, known: Known, worker: Worker) -> Note:
    note = _note(typed.line.strip(), known)
    try:
        where = known.places.find(typed.place) if typed.place else note.where
        kind = known.kinds.find(typed.kind) if typed.kind else note.kind
        present = int(typed.present) if typed.present.strip() else max(note.present, int(typed.said_it.strip() or 1))
        said_it = int(typed.said_it) if typed.said_it.strip() else (note.said_it if not typed.present.strip() else 1)
    except ValueError:
        return Note(note.words, note.where, note.kind, problem="how many were there and said it are figures")
    problem = note.problem or _miscounted(present, said_it)
    would_help = note.would_help or typed.would_help
    return _fenced(Note(note.words, where, kind, would_help, present, said_it, problem), worker)


def notes(text: str, area: Area, worker: Worker) -> list[Note]:
    """The notes of a message, a line each; empty lines are left out. What is too much is said to be."""
    known = naming.known(area)
    lines = [one for one in (_BULLET.sub("", line).strip() for line in text.splitlines()) if one]
    found = [_fenced(_note(line, known), worker) for line in lines[:MOST]]
    over = len(lines) - MOST
    if over > 0:
        found.append(Note(lines[MOST], None, problem=f"{MOST} lines go into one message; {over} are too many"))
    return found


def _note(line: str, known: Known) -> Note:
    if len(line) > LONGEST:
        return Note(line[:_SHOWN], None, problem=f"a line has {LONGEST} signs at most; this one has {len(line)}")
    present, said_it, rest = _counted(line)
    where, kind, told = _headed(rest, known)
    words, _, beside = told.partition(" - ")
    would_help, beside = bool(_HELP.search(beside)), _HELP.sub("", beside).strip(" ,;")
    said = f"{words.strip()} ({beside})" if beside else words.strip()
    if wrong := _miscounted(present, said_it):
        return Note(said, where, kind, would_help, problem=wrong)
    return Note(said, where, kind, would_help, present, said_it)


def _miscounted(present: int, said_it: int) -> str:
    """What is wrong with the figures of a group; "" for nothing."""
    if present > MOST_PRESENT:
        return f"{present} is more than a room holds"
    return "" if 1 <= said_it <= present else f"{said_it} cannot have said it where {present} were present"


def _counted(line: str) -> tuple[int, int, str]:
    found = _GROUP.match(line)
    return (int(found[1]), int(found[2]), line[found.end() :]) if found else (1, 1, line)


def _headed(line: str, known: Known) -> tuple[Where | None, Kind | None, str]:
    """What stands before the colon (or a hyphen), where it is a place, a kind or both; else all of it is words."""
    head, mark, told = line.partition(":" if ":" in line else " - ")
    words = head.split()
    if mark and told.strip():
        for of_kind in range(min(_KIND_WORDS, len(words)), -1, -1):
            place, kind = words[: len(words) - of_kind], words[len(words) - of_kind :]
            found = _found(place, kind, known)
            if found is not None:
                return (*found, told.strip())
    return None, None, line


def _found(place: Sequence[str], kind: Sequence[str], known: Known) -> tuple[Where | None, Kind | None] | None:
    try:
        where = known.places.find(" ".join(place)) if place else None
        return where, known.kinds.find(" ".join(kind)) if kind else None
    except ValueError:
        return None


def _fenced(note: Note, worker: Worker) -> Note:
    """The note with its place: the worker's own where none is named; a problem where it is none of theirs."""
    where = note.where
    if where is None and worker.only_neighbourhood:
        where = Where(worker.only_neighbourhood)
    problem = note.problem
    if where is None:
        problem = problem or "begin the line with a place, such as Lakes idea: ..."
    elif not worker.may(Right.WRITE_DOWN, where.neighbourhood):
        problem = problem or "that place is not yours to write for"
    elif not note.words:
        problem = problem or "there are no words"
    return Note(note.words, where, note.kind, note.would_help, note.present, note.said_it, problem)
