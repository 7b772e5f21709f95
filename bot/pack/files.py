"""Reading the pack's files: TOML by table, CSV by line, every trouble noted with the file and the line."""

import csv
import io
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.pack.faults import Faults

Table = dict[str, Any]


def read_toml(folder: Path, file: str, faults: Faults) -> Table | None:
    """The tables of a TOML file; None, with the fault noted, where it cannot be read."""
    text = _text(folder, file, faults)
    if text is None:
        return None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        faults.add(file, "", f"this is not proper TOML: {_with_line(str(error), text)}")
        return None


def is_there(folder: Path, file: str) -> bool:
    """Whether the pack has a file that it may do without."""
    return (folder / file).exists()


def read_csv(
    folder: Path, file: str, columns: tuple[str, ...], faults: Faults
) -> list[tuple[int, dict[str, str]]] | None:
    """The rows of a CSV file, each with its line number; None where the file cannot be read at all.

    The first line must name exactly `columns`; a row with too many or too few cells is noted and left out.
    """
    text = _text(folder, file, faults)
    if text is None:
        return None
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        if tuple(next(lines, [])) != columns:
            faults.add(file, "line 1", f"the columns must be {','.join(columns)}")
            return None
        return list(_rows(lines, file, columns, faults))
    except csv.Error as error:
        faults.add(file, f"line {lines.line_num}", f"this is not proper CSV: {error}")
        return None


def _rows(lines: Any, file: str, columns: tuple[str, ...], faults: Faults) -> Iterator[tuple[int, dict[str, str]]]:
    for cells in lines:
        if len(cells) == len(columns):
            yield lines.line_num, dict(zip(columns, (cell.strip() for cell in cells), strict=True))
        elif cells:
            faults.add(file, f"line {lines.line_num}", f"has {len(cells)} cells, not {len(columns)}")


def _text(folder: Path, file: str, faults: Faults) -> str | None:
    try:
        return (folder / file).read_text("utf-8-sig")
    except FileNotFoundError:
        faults.add(file, "", "this file is missing")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        faults.add(file, f"line {line}", "is not UTF-8 text; save the file as UTF-8")
    except OSError as error:
        faults.add(file, "", f"cannot be read: {error.strerror}")
    return None


def _with_line(problem: str, text: str) -> str:
    """Python names no line where the file ends too early: name the last one."""
    return problem.replace("(at end of document)", f"(at line {text.count(chr(10)) + 1}, the end of the file)")
