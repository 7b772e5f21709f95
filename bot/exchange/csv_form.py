"""The form of the table that is handed out and brought in: its columns, its cells, its lines."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from bot.errors import ImportRefused

REQUIRED = ("text", "said_on", "neighbourhood")
COLUMNS = (*REQUIRED, "kind", "theme", "said_it", "written_by", "reference", "language", "said_by_hash", "standing")
"""All columns, in the order in which they are handed out."""

_LONGEST_CELL = 10_000_000
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV injection"); the apostrophes before it are
# doubled up by one, so that what people wrote with an apostrophe of their own comes back too.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_PREFIXED = re.compile(r"'+[=+\-@\t\r]")
# What no file of UTF-8 text can carry, or no spreadsheet survives: lone surrogates and NUL, spelt \ud800 and \u0000.
# Backslashes that stand before such a sign, or before its spelling, are doubled, so that the two stay apart.
_UNSPEAKABLE = re.compile(r"(\\*)([\0\ud800-\udfff])|(\\+)(?=u(?:0000|d[89a-f][0-9a-f]{2}))")
_SPELT = re.compile(r"(\\+)(u(?:0000|d[89a-f][0-9a-f]{2}))")


class Refused(Struct, frozen=True):
    """A row that cannot be brought in: the line of the file on which it begins (from 1), and why in plain words."""

    line: int
    reason: str


class Row(Struct, frozen=True):
    """A row as it stands in the file: the line on which it begins, and its cells by column; a missing column is ""."""

    line: int
    cells: Mapping[str, str]


def read(content: bytes) -> list[Row | Refused]:
    """The rows of a file in the order of its lines, blank ones left out.

    Raises ImportRefused where the whole file cannot be read: another encoding than UTF-8, wrong columns.
    """
    rows = _parsed(_decoded(content))
    header = next(rows, None)
    if header is None:
        raise ImportRefused(f"the file is empty: its first line must name the columns {', '.join(REQUIRED)}")
    columns = _columns(header)
    return [_row(columns, one) if isinstance(one, _Cells) else one for one in rows]


def line(values: Sequence[str]) -> bytes:
    """A line of the file with these cells, made so that `read` gives back exactly these values."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow([_cell(one) for one in values])
    return out.getvalue().encode()


class _Cells(Struct, frozen=True):
    line: int
    cells: list[str]


def _cell(value: str) -> str:
    spelt = _UNSPEAKABLE.sub(_spell, value)
    return f"'{spelt}" if _FORMULA.match(spelt) else spelt


def _spell(found: re.Match[str]) -> str:
    backslashes, sign, before_spelling = found.groups()
    return before_spelling * 2 if before_spelling else f"{backslashes * 2}\\u{ord(sign):04x}"


def _value(cell: str) -> str:
    return _SPELT.sub(_speak, cell[1:] if _PREFIXED.match(cell) else cell)


def _speak(found: re.Match[str]) -> str:
    backslashes, spelling = found.groups()
    half = "\\" * (len(backslashes) // 2)
    return half + (chr(int(spelling[1:], 16)) if len(backslashes) % 2 else spelling)


def _decoded(content: bytes) -> str:
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in content[:2]:
        raise ImportRefused("the file is UTF-16: save it again as CSV UTF-8")
    try:
        return content.removeprefix(_BYTE_ORDER_MARK).decode()
    except UnicodeDecodeError as fault:
        number = content.count(b"\n", 0, fault.start) + 1
        raise ImportRefused(f"the file is not UTF-8 (line {number}): save it again as CSV UTF-8") from fault


def _parsed(text: str) -> Iterator[_Cells | Refused]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        first = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as fault:
            yield Refused(first, _said_of(fault, reader.line_num))
            continue
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield _Cells(first, cells)


def _said_of(fault: csv.Error, last: int) -> str:
    if "unexpected end" in str(fault):
        return f'a quote (") that opens here is never closed: nothing from here to line {last} was read'
    if "field limit" in str(fault):
        return f"a cell is longer than {_LONGEST_CELL:,} signs"
    return 'the quotes (") do not match: a cell that holds one is put in quotes, and each quote in it doubled'


def _columns(header: _Cells | Refused) -> tuple[str, ...]:
    if isinstance(header, Refused):
        raise ImportRefused(f"line {header.line}: {header.reason}")
    named = tuple("_".join(one.casefold().replace("_", " ").split()) for one in _trimmed(header.cells, 0))
    if wrong := _wrong_with(named):
        raise ImportRefused(wrong)
    return named


def _wrong_with(named: tuple[str, ...]) -> str | None:
    missing = ", ".join(one for one in REQUIRED if one not in named)
    unknown = ", ".join(one or "one without a name" for one in named if one not in COLUMNS)
    if missing:
        hint = "" if len(named) > 1 else " (columns are parted by commas)"
        return f"the first line must name the columns: missing {missing}{hint}"
    if unknown:
        return f"unknown columns: {unknown}; there may be {', '.join(COLUMNS)}"
    twice = ", ".join(one for one, times in Counter(named).items() if times > 1)
    return f"columns that stand twice: {twice}" if twice else None


def _row(columns: tuple[str, ...], one: _Cells) -> Row | Refused:
    cells = _trimmed(one.cells, len(columns))
    if len(cells) != len(columns):
        return Refused(one.line, f"{len(cells)} cells where there are {len(columns)} columns: is a comma unquoted?")
    return Row(one.line, dict.fromkeys(COLUMNS, "") | dict(zip(columns, map(_value, cells), strict=True)))


def _trimmed(cells: list[str], least: int) -> list[str]:
    """Without the empty cells that a spreadsheet leaves at the end of a line."""
    end = len(cells)
    while end > least and not cells[end - 1].strip():
        end -= 1
    return cells[:end]
