"""The figures as one tidy table, for a spreadsheet."""

import csv
from io import StringIO

from reports.render.data import Data, Row

COLUMNS = Row.__struct_fields__


def tidy_table(told: Data) -> bytes:
    """The figures as CSV, UTF-8, one a line; the columns are COLUMNS."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in told.rows:
        writer.writerow([harmless(written(getattr(row, name))) for name in COLUMNS])
    return text.getvalue().encode()


def written(cell: str | int | None) -> str:
    """A cell as text; nothing for what has no end."""
    return "" if cell is None else str(cell)


def harmless(cell: str) -> str:
    """A cell no spreadsheet takes for a formula: one that begins like a formula gets an apostrophe before it."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
