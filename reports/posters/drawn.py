"""Draws a sheet by Typst: tagged, PDF/UA-1, black and one ink; each square code is ours, with its quiet zone."""

import json
from datetime import datetime
from io import BytesIO
from typing import Any, Literal

import segno
import typst
from msgspec import to_builtins

from bot.errors import ReportError
from reports.posters.sheet import Sheet
from reports.render.paper import font_folders
from reports.render.web import TEMPLATES

QUIET_ZONE = 4
"""Squares of white around a code (ISO/IEC 18004)."""


def pdf(sheet: Sheet) -> bytes:
    """The sheet as PDF. Words that no font here has all signs of are printed all the same, but not as PDF/UA-1.

    Raises ReportError where it cannot be drawn at all.
    """
    try:
        return _compile(sheet, "ua-1")
    except typst.TypstError:
        try:
            return _compile(sheet, None)
        except typst.TypstError as fault:
            raise ReportError(f"the poster could not be drawn: {fault.message[:200]}") from fault


def code(address: str) -> str:
    """A square code as SVG, black on white; error correction for a rained-on poster."""
    made = BytesIO()
    segno.make(address, error="q", micro=False).save(
        made, kind="svg", border=QUIET_ZONE, dark="#000", light="#fff", xmldecl=False
    )
    return made.getvalue().decode()


def _compile(sheet: Sheet, standard: Literal["ua-1"] | None) -> bytes:
    return bytes(
        typst.compile(
            str(TEMPLATES / f"{sheet.form}.typ"),
            root=str(TEMPLATES),
            font_paths=[str(folder) for folder in font_folders()],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=standard,
            sys_inputs={"sheet": json.dumps(_data(sheet))},
            timestamp=datetime.fromisoformat(sheet.made_at),
        )
    )


def _data(sheet: Sheet) -> dict[str, Any]:
    data: dict[str, Any] = to_builtins(sheet)
    for face in data["faces"]:
        face["qr"] = code(face["address"])
    return data
