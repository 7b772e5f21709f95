"""Draws a sheet by Typst: tagged, PDF/UA-1, black and one ink; each square code is ours, with its quiet zone."""

import json
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
import typst
from msgspec import to_builtins
from msgspec.structs import replace

from bot.errors import ReportError
from reports.posters.sheet import Face, Sheet
from reports.render.fonts import font_folders

TEMPLATES = Path(__file__).parent.parent / "templates"
QUIET_ZONE = 4
"""Squares of white around a code (ISO/IEC 18004)."""
_PICTURES = frozenset({"So", "Cs", "Co", "Cn", "Cf"})
"""What a text may do without on paper: emoji, and what joins and colours them."""


def pdf(sheet: Sheet) -> bytes:
    """The sheet as PDF. Emoji in somebody's own words are left out where no font here has them.

    Raises ReportError where it cannot be drawn, or a language has signs that no font here has: a sheet of empty boxes
    is worse than none.
    """
    try:
        return _compile(sheet)
    except typst.TypstError:
        try:
            return _compile(replace(sheet, faces=tuple(_plain(one) for one in sheet.faces)))
        except typst.TypstError as fault:
            raise ReportError(f"no font here has every sign of it, or it is wrong: {fault.message[:120]}") from fault


def code(address: str) -> str:
    """A square code as SVG of no size of its own, black on white; error correction for a rained-on poster."""
    made = BytesIO()
    segno.make(address, error="q", micro=False).save(
        made, kind="svg", border=QUIET_ZONE, dark="#000", light="#fff", xmldecl=False, omitsize=True
    )
    return made.getvalue().decode()


def _plain(face: Face) -> Face:
    became = tuple(replace(one, asked=_text(one.asked), became=_text(one.became)) for one in face.became)
    return replace(face, words=_texts(face.words), became=became)


def _texts(given: Sequence[str]) -> tuple[str, ...]:
    return tuple(_text(one) for one in given)


def _text(given: str) -> str:
    kept = "".join(sign for sign in given if unicodedata.category(sign) not in _PICTURES and sign != "\ufe0f")
    return " ".join(kept.split())


def _compile(sheet: Sheet) -> bytes:
    return bytes(
        typst.compile(
            str(TEMPLATES / f"{sheet.form}.typ"),
            root=str(TEMPLATES),
            font_paths=[str(folder) for folder in font_folders()],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards="ua-1",
            sys_inputs={"sheet": json.dumps(_data(sheet))},
            timestamp=datetime.fromisoformat(sheet.made_at).replace(microsecond=0),
        )
    )


def _data(sheet: Sheet) -> dict[str, Any]:
    data: dict[str, Any] = to_builtins(sheet)
    for face in data["faces"]:
        face["qr"] = code(face["address"])
    return data
