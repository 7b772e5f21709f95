"""The figures as a workbook: a sheet of figures, and a dictionary that says what each measure counts.

Nothing in it is a formula or a link, whatever a cell begins with; its date is the first of the month, so that the same
report gives the same bytes.
"""

import re
from datetime import datetime, time
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.hiding import REASONS
from reports.model import Month
from reports.render.data import Data, Row
from reports.wording import Voice

DOOR = "people_by_door_"
OF_A_MONTH = re.compile(r"_\d{4}-\d{2}$")
PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
WIDE = (16, 12, 20, 28, 28, 18, 8, 8, 44, 10)


def workbook(told: Data, say: Voice, month: Month) -> bytes:
    """The workbook (XLSX)."""
    made = BytesIO()
    with Workbook(made, PLAIN) as book:
        book.set_properties({"title": f"{told.title}: {told.place}", "created": datetime.combine(month.first, time())})
        bold = book.add_format({"bold": True})
        _table(book.add_worksheet("figures"), bold, [Row.__struct_fields__, *map(_cells, told.rows)], WIDE)
        _table(book.add_worksheet("dictionary"), bold, [("measure", "meaning"), *_dictionary(told, say)], (30, 110))
        _table(book.add_worksheet("about"), bold, [("what", "value"), *_about(told)], (16, 80))
    return made.getvalue()


def measure_of(name: str) -> str:
    """The measure whose meaning is told: every door has one and the same, and so has every month of a year's pack."""
    return DOOR.rstrip("_") if name.startswith(DOOR) else OF_A_MONTH.sub("", name)


def _cells(row: Row) -> tuple[str | int | None, ...]:
    return tuple(getattr(row, name) for name in Row.__struct_fields__)


def _dictionary(told: Data, say: Voice) -> list[tuple[str, str]]:
    # Each door by its own name, as the figures have it.
    names = dict.fromkeys(
        one if one.startswith(DOOR) else measure_of(one) for one in (row.measure for row in told.rows)
    )
    reasons = [one for one in REASONS if any(row.why == one for row in told.rows)]
    return [
        *((name, say(f"measure.{measure_of(name)}")) for name in names),
        *((f"why: {one}", say(f"shown.{one}")) for one in reasons),
    ]


def _about(told: Data) -> list[tuple[str, str]]:
    facts = told.facts
    return [
        ("place", told.place),
        ("month", facts.month),
        ("edition", facts.edition),
        ("status", told.status),
        ("rules", facts.rules),
        ("revision", str(facts.revision)),
        ("fingerprint", facts.fingerprint),
        ("footer", told.footer),
    ]


def _table(sheet: Worksheet, bold: object, rows: list[tuple[str | int | None, ...]], wide: tuple[int, ...]) -> None:
    for number, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(number, column, cell)
            elif cell:
                sheet.write_string(number, column, cell, None if number else bold)
    for column, width in enumerate(wide):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
