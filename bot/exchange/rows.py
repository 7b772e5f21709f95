"""A row of the file becomes an entry that can be kept, or is refused with every reason."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from msgspec import Struct

from bot.domain import reference
from bot.domain.contribution import Kind, Standing
from bot.exchange.csv_form import Refused, Row
from bot.exchange.naming import Known, Where, shown

T = TypeVar("T")

MOST_VOICES = 9999
LONGEST_TEXT = 100_000
_LONGEST_WRITER = 200
_EARLIEST = date(1900, 1, 1)
_HASH = re.compile(r"[0-9a-f]{32}")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")


class Entry(Struct, frozen=True):
    """What a row says, checked. None is what the row leaves open; `line` is where it begins in the file."""

    line: int
    text: str
    said_on: date
    where: Where
    kind: Kind | None
    theme: str | None
    said_it: int
    written_by: str | None
    reference: str | None
    language: str | None
    said_by_hash: str | None
    standing: Standing | None


def entry(row: Row, known: Known, today: date) -> Entry | Refused:
    """The entry of a row, or why it is refused; `today` is local to the area. Reasons never hold the words."""
    cells, reasons = row.cells, dict[str, str]()

    def checked(column: str, check: Callable[[str], T]) -> T | None:
        cell = cells[column]
        try:
            return check(cell) if cell.strip() else None
        except ValueError as fault:
            reasons[column] = f"{column}: {fault}"
            return None

    found: dict[str, object] = {
        "text": checked("text", _text),
        "said_on": checked("said_on", lambda cell: _day(cell, today)),
        "where": checked("neighbourhood", known.places.find),
        "kind": checked("kind", known.kinds.find),
        "theme": checked("theme", known.themes.find),
        "said_it": checked("said_it", _voices) or 1,
        "written_by": checked("written_by", _writer),
        "reference": checked("reference", _reference),
        "language": checked("language", lambda cell: _language(cell, known)),
        "said_by_hash": checked("said_by_hash", _hash),
        "standing": checked("standing", _standing),
    }
    missing = [f"{column}: is missing" for column in _lacking(cells)]
    if missing or reasons:
        return Refused(row.line, "; ".join([*missing, *reasons.values()]))
    return Entry(line=row.line, **found)  # type: ignore[arg-type]


def _lacking(cells: Mapping[str, str]) -> list[str]:
    return [column for column in ("text", "said_on", "neighbourhood") if not cells[column].strip()]


def _text(cell: str) -> str:
    if len(cell) > LONGEST_TEXT:
        raise ValueError(f"longer than {LONGEST_TEXT:,} signs: is a quote missing?")
    return cell


def _day(cell: str, today: date) -> date:
    try:
        day = date.fromisoformat(cell.strip())
    except ValueError:
        raise ValueError(f"'{shown(cell)}' is not a day written as {today.isoformat()}") from None
    if not _EARLIEST <= day <= today:
        raise ValueError(f"{day} {'is to come' if day > today else 'is too long ago'}")
    return day


def _voices(cell: str) -> int:
    digits = cell.strip()
    if not (digits.isascii() and digits.isdigit() and 1 <= int(digits[:9]) <= MOST_VOICES):
        raise ValueError(f"'{shown(cell)}' is not a number from 1 to {MOST_VOICES}")
    return int(digits)


def _writer(cell: str) -> str:
    if len(cell.strip()) > _LONGEST_WRITER:
        raise ValueError(f"longer than {_LONGEST_WRITER} signs")
    return cell.strip()


def _reference(cell: str) -> str:
    tidy = reference.tidy(cell)
    if tidy is None:
        raise ValueError(f"'{shown(cell)}' is not a reference of ours (its last sign checks the others)")
    return tidy


def _language(cell: str, known: Known) -> str:
    if _LANGUAGE.fullmatch(cell.strip()):
        return cell.strip()
    return known.languages.find(cell)


def _hash(cell: str) -> str:
    if not _HASH.fullmatch(cell.strip()):
        raise ValueError("is not as `earshot export` writes it")
    return cell.strip()


def _standing(cell: str) -> Standing:
    try:
        standing = Standing(cell.strip().casefold())
    except ValueError:
        raise ValueError(f"'{shown(cell)}' is not one of {', '.join(Standing)}") from None
    if standing is Standing.WITHDRAWN:
        raise ValueError("what was withdrawn is not brought in again")
    return standing
