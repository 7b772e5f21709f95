"""Reads files of sentences that people told: one a line; "#" begins a comment, empty lines part them for the eye."""

from collections.abc import Iterator
from pathlib import Path

from bot.errors import PackError


def told_lines(file: Path) -> Iterator[tuple[str, str]]:
    """Each line that is none of these, after where it stands ("file: line 7"). PackError for what is no UTF-8."""
    try:
        lines = file.read_text("utf-8").splitlines()
    except UnicodeDecodeError as wrong:
        raise PackError(f"{file}: {wrong}") from wrong
    for number, line in enumerate(map(str.strip, lines), start=1):
        if line and not line.startswith("#"):
            yield f"{file}: line {number}", line
