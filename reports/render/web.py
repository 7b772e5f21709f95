"""The web page: one file that works opened from disk, with its style inside and no script at all."""

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from reports.document import Chart, Document, Map
from reports.posters.drawn import code
from reports.render.charts import draw
from reports.render.outlines import draw_outlines
from reports.render.tiles import draw_map

TEMPLATES = Path(__file__).parent.parent / "templates"


def web_page(document: Document, drawn: Mapping[str, str]) -> bytes:
    """The document as HTML, UTF-8; `drawn` are its charts."""
    page = _template().render(document=document, style=style_sheet(), policy=policy(), charts=drawn, code=code)
    return page.encode()


@cache
def _template() -> Template:
    """The page's template, compiled once for all reports that a process draws."""
    loader = FileSystemLoader(TEMPLATES)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["shape"] = lambda block: type(block).__name__.lower()
    return environment.get_template("report.html.j2")


def style_sheet() -> str:
    """The style of every report page."""
    return (TEMPLATES / "report.css").read_text(encoding="utf-8")


def policy() -> str:
    """The Content-Security-Policy a report page needs: its own style sheet, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style_sheet().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def charts(document: Document) -> dict[str, str]:
    """Each section's chart or map as SVG, by section key; names in it are escaped by the drawing."""
    return {
        section.key: _drawn(block, f"{section.key}-chart", rtl=document.rtl)
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Chart | Map)
    }


def _drawn(block: Chart | Map, prefix: str, *, rtl: bool) -> str:
    if isinstance(block, Chart):
        return draw(block, prefix, rtl=rtl)
    return draw_outlines(block, prefix) if all(one.outline for one in block.spots) else draw_map(block, prefix)
