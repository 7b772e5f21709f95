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
    note = Note(said, where, kind, would_help, present, said_it)
    if not 1 <= said_it <= present:
        return Note(
            said, where, kind, would_help, problem=f"{said_it} cannot have said it where {present} were present"
        )
    return note


def _counted(line: str) -> tuple[int, int, str]:
    found = _GROUP.match(line)
    return (int(found[1]), int(found[2]), line[found.end() :]) if found else (1, 1, line)


def _headed(line: str, known: Known) -> tuple[Where | None, Kind | None, str]:
    """What stands before the colon, where it is a place, a kind or both; else all of it is words."""
    head, colon, told = line.partition(":")
    words = head.split()
    if colon and told.strip():
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
    if where is None and len(worker.neighbourhoods) == 1:
        where = Where(worker.neighbourhoods[0])
    problem = note.problem
    if where is None:
        problem = problem or "begin the line with a place, such as Lakes idea: ..."
    elif not worker.may(Right.WRITE_DOWN, where.neighbourhood):
        problem = problem or "that place is not yours to write for"
    elif not note.words:
        problem = problem or "there are no words"
    return Note(note.words, where, note.kind, note.would_help, note.present, note.said_it, problem)
