"""The PDF, by Typst: tagged and checked as PDF/UA-1; the document goes in as data, so hostile text stays text."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any, Literal

import typst
from msgspec import to_builtins

from reports.document import Chart, Code, Document, Map
from reports.frozen import WHOLE_AREA
from reports.model import Month
from reports.posters.drawn import code
from reports.render.fonts import font_folders
from reports.render.web import TEMPLATES

SIZES = (9.0, 8.75, 8.5)
"""Points of its letters, the first by choice; a smaller one where the report then keeps to its pages."""
TOWN, NEIGHBOURHOOD = 4, 2
"""Pages of a month: product.md asks for four of the whole area; a neighbourhood's are few enough to be read."""
_PAGES = re.compile(rb"/Type/Pages/Count (\d+)")


def paper(document: Document, charts: Mapping[str, str], month: Month) -> tuple[bytes, str]:
    """The document as PDF, and why it could not be made as PDF/UA-1 ("" where it could).

    `charts` are SVG by section key. The file's date is the first of the month it is about, whenever it is made.
    """
    try:
        return _fitted(document, charts, month, "ua-1"), ""
    except typst.TypstError as refused:
        # A sign no font has a shape for must not cost anyone the report.
        return _fitted(document, charts, month, None), refused.message


def _fitted(document: Document, charts: Mapping[str, str], month: Month, standard: Literal["ua-1"] | None) -> bytes:
    """In the largest letters with which it keeps to its pages; in the usual ones where no size does."""
    most = TOWN if document.facts.scope == WHOLE_AREA else NEIGHBOURHOOD
    usual, *_, least = SIZES
    first = compiled(document, charts, month, standard, usual)
    if document.one_side or _pages(first) <= most:
        return first
    last = compiled(document, charts, month, standard, least)
    if _pages(last) > most:
        return first
    between = (compiled(document, charts, month, standard, size) for size in SIZES[1:-1])
    return next((one for one in between if _pages(one) <= most), last)


def _pages(pdf: bytes) -> int:
    found = _PAGES.search(pdf)
    return int(found.group(1)) if found else 0


def compiled(
    document: Document, charts: Mapping[str, str], month: Month, standard: Literal["ua-1"] | None, size: float
) -> bytes:
    """One call of Typst: the document in letters of so many points."""
    made = typst.compile(
        str(TEMPLATES / "report.typ"),
        root=str(TEMPLATES),
        font_paths=[str(folder) for folder in font_folders()],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=standard,
        sys_inputs={"document": json.dumps(_data(document, charts, size, checked=standard is not None))},
        timestamp=datetime.combine(month.first, time(), UTC),
    )
    return bytes(made)


def _data(document: Document, charts: Mapping[str, str], size: float, *, checked: bool) -> dict[str, object]:
    data: dict[str, Any] = to_builtins(document)
    data["checked"], data["size"] = checked, size
    for section, drawn in zip(document.sections, data["sections"], strict=True):
        for block, as_data in zip(section.blocks, drawn["blocks"], strict=True):
            as_data["block"] = type(block).__name__.lower()
            if "figures" in as_data:
                as_data["figures"] = sorted(as_data["figures"])
            if isinstance(block, Chart | Map):
                as_data["svg"] = charts[section.key]
                as_data.pop("spots", None)
            if isinstance(block, Code):
                as_data["svg"] = code(block.address)
    return data
