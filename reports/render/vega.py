"""Drawings as SVG by Vega-Lite, whose plain data is written here: Altair was half of what a start to draw cost."""

import re
from collections.abc import Mapping, Sequence
from itertools import count

import vl_convert

INK = "#1c2321"
FONT = "Inter, Noto Sans, system-ui, sans-serif"
_CONFIG = {
    "font": FONT,
    "padding": 2,
    "background": "transparent",
    "view": {"continuousWidth": 300, "continuousHeight": 300, "stroke": None},
}
_SPOKEN = re.compile(r'\s(?:role|aria-[a-z]+)="[^"]*"')

Part = Mapping[str, object]
"""A piece of a drawing, in Vega-Lite's words (https://vega.github.io/vega-lite/docs/)."""


def data(rows: Sequence[Part]) -> Part:
    """What a drawing or a layer of it is drawn from."""
    return {"values": rows}


def layer(mark: str, channels: Part, **look: object) -> Part:
    """One mark a row, looking like this, by what the channels take of the row."""
    return {"mark": {"type": mark, **look}, "encoding": channels}


def amount(field: str) -> Part:
    """A channel that a number moves, along the scale of another layer."""
    return {"field": field, "type": "quantitative"}


def scaled(field: str, domain: Sequence[float], *, reverse: bool = False) -> Part:
    """The same along a scale of its own that is not shown."""
    return {**amount(field), "axis": None, "scale": {"domain": domain, "nice": False, "reverse": reverse}}


def words(field: str) -> Part:
    """A channel that says what stands there."""
    return {"field": field, "type": "nominal"}


def colour(field: str) -> Part:
    """A channel whose field is a colour already."""
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


def drawn(layers: Sequence[Part], prefix: str, **whole: object) -> str:
    """One SVG element of these layers, whose ids begin with `prefix`; `whole` has its width, height and the like."""
    return renumbered(vl_convert.vegalite_to_svg({"config": _CONFIG, "layer": layers, **whole}), prefix)


def renumbered(svg: str, prefix: str) -> str:
    """The same drawing with ids that begin with `prefix`, numbered from 1, and with no roles of its own.

    What a drawing is is said once, by the words around it; each bar as a symbol without a name would be a fault.
    """
    svg = _SPOKEN.sub("", svg)
    # vl-convert numbers clip paths and gradients through the life of the process: the same chart would differ.
    numbers = count(1)
    names: dict[str, str] = {}
    for old in re.findall(r'\bid="([^"]+)"', svg):
        names.setdefault(old, f"{prefix}-{next(numbers)}")
    for old, new in names.items():
        svg = re.sub(rf'(id="|url\(#|href="#){re.escape(old)}(?=["\)])', rf"\g<1>{new}", svg)
    return svg
