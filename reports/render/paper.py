"""The PDF, by Typst: tagged and checked as PDF/UA-1; the document goes in as data, so hostile text stays text."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any, Literal

import typst
from msgspec import to_builtins

from reports.document import Chart, Code, Document, Map
from reports.model import Month
from reports.posters.drawn import code
from reports.render.fonts import font_folders
from reports.render.web import TEMPLATES


def paper(document: Document, charts: Mapping[str, str], month: Month) -> tuple[bytes, str]:
    """The document as PDF, and why it could not be made as PDF/UA-1 ("" where it could).

    `charts` are SVG by section key. The file's date is the first of the month it is about, whenever it is made.
    """
    try:
        return _compile(document, charts, month, "ua-1"), ""
    except typst.TypstError as refused:
        # A sign no font has a shape for must not cost anyone the report.
        return _compile(document, charts, month, None), refused.message


def _compile(document: Document, charts: Mapping[str, str], month: Month, standard: Literal["ua-1"] | None) -> bytes:
    made = typst.compile(
        str(TEMPLATES / "report.typ"),
        root=str(TEMPLATES),
        font_paths=[str(folder) for folder in font_folders()],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=standard,
        sys_inputs={"document": json.dumps(_data(document, charts, checked=standard is not None))},
        timestamp=datetime.combine(month.first, time(), UTC),
    )
    return bytes(made)


def _data(document: Document, charts: Mapping[str, str], *, checked: bool) -> dict[str, object]:
    data: dict[str, Any] = to_builtins(document)
    data["checked"] = checked
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
