"""What a check found: how it stands with one thing, and what to do."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct


class Level(StrEnum):
    """How it stands."""

    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


class Finding(Struct, frozen=True):
    """How it stands with a `subject` (a setting, "database", "keys"...), and a sentence that says what to do.

    `first`: it is told before all else, for somebody in danger may be heard by nobody.
    """

    level: Level
    subject: str
    sentence: str
    first: bool = False


def ok(subject: str, sentence: str) -> Finding:
    """All is well."""
    return Finding(Level.OK, subject, sentence)


def warning(subject: str, sentence: str, *, first: bool = False) -> Finding:
    """Somebody should look at it; Earshot runs."""
    return Finding(Level.WARNING, subject, sentence, first)


def wrong(subject: str, sentence: str) -> Finding:
    """Earshot does not start so, or must not."""
    return Finding(Level.WRONG, subject, sentence)


def good(findings: Iterable[Finding]) -> bool:
    """True where nothing is wrong; warnings are allowed."""
    return all(one.level is not Level.WRONG for one in findings)


def lines(findings: Iterable[Finding]) -> Iterator[str]:
    """What to print, a line each and a last one that says how it stands with all."""
    told = list(findings)
    yield from (f"{one.level:<8} {one.subject}: {one.sentence}" for one in told)
    faults, looks = ([one.level for one in told].count(level) for level in (Level.WRONG, Level.WARNING))
    if faults:
        yield f"{faults} wrong, {looks} to look at."
    else:
        yield f"Nothing is wrong; {looks} to look at." if looks else "All is well."
