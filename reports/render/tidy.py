"""The figures as one tidy table, for a spreadsheet."""

import csv
from io import StringIO

from reports.document import Document

COLUMNS = ("section", "kind", "theme_code", "theme", "measure", "figure", "change")


def tidy_table(document: Document) -> bytes:
    """The document's figures as CSV, UTF-8, one figure a line; the columns are COLUMNS."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for section in document.sections:
        for one in section.records:
            cells = (section.key, one.kind, one.theme_code, one.theme, one.measure, one.figure, one.change)
            writer.writerow([harmless(cell) for cell in cells])
    return text.getvalue().encode()


def harmless(cell: str) -> str:
    """A cell no spreadsheet takes for a formula: one that begins like a formula gets an apostrophe before it."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
