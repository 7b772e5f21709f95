"""Bar charts as SVG, by Altair: the label above its bar (so that it reads on a phone), the figure at its end."""

import re
from itertools import count
from typing import Literal

import altair as alt
import vl_convert

from reports.document import Bar, Chart

INK, ACCENT = "#1c2321", "#0f6b62"
FONT = "Inter, Noto Sans, system-ui, sans-serif"
WIDTH, ROW, LABEL, THICK, AFTER = 280, 30, 8, 10, 6
ROOM = 1.22
"""How much longer than the longest bar the scale is: room for the figure after it."""
_SPOKEN = re.compile(r'\s(?:role|aria-[a-z]+)="[^"]*"')

Side = Literal["left", "right"]


def draw(chart: Chart, prefix: str, *, rtl: bool) -> str:
    """The chart as one SVG element, whose ids begin with `prefix` and are numbered from 1 in each drawing."""
    layers = _layers(chart, rtl=rtl).properties(width=WIDTH, height=ROW * len(chart.bars))
    dressed = layers.configure(font=FONT, padding=2, background="transparent", view=alt.ViewConfig(stroke=None))
    return renumbered(vl_convert.vegalite_to_svg(dressed.to_dict()), prefix)


def _layers(chart: Chart, *, rtl: bool) -> alt.LayerChart:
    longest = max(max(bar.length, bar.usual or 0) for bar in chart.bars)
    base = alt.Chart(alt.InlineData(values=[_row(place, bar) for place, bar in enumerate(chart.bars)])).encode(
        y=alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    )
    length = alt.X("length:Q", axis=None, scale=alt.Scale(domain=[0, longest * ROOM], nice=False, reverse=rtl))
    bars = base.mark_bar(color=ACCENT, size=THICK, yOffset=LABEL, cornerRadiusEnd=2).encode(x=length)
    return alt.LayerChart(layer=[bars, *_texts(base, rtl=rtl), *_usual(base)])


def _texts(base: alt.Chart, *, rtl: bool) -> tuple[alt.Chart, alt.Chart]:
    side: Side = "right" if rtl else "left"
    label = base.mark_text(align=side, dy=-LABEL + 3, fontSize=14, color=INK)
    figure = base.mark_text(align=side, dx=-AFTER if rtl else AFTER, dy=LABEL, fontSize=14, fontWeight=600, color=INK)
    return label.encode(x=alt.datum(0), text="label:N"), figure.encode(x="end:Q", text="figure:N")


def _usual(base: alt.Chart) -> tuple[alt.Chart, alt.Chart]:
    # A white edge keeps the line apart from the bar it crosses.
    marked = base.transform_filter("datum.usual !== null").encode(x="usual:Q")
    edge = marked.mark_tick(color="white", thickness=6, size=THICK, yOffset=LABEL)
    return edge, marked.mark_tick(color=INK, thickness=2.5, size=THICK + 6, yOffset=LABEL)


def _row(place: int, bar: Bar) -> dict[str, object]:
    return {
        "place": place,
        "label": bar.label,
        "length": bar.length,
        "end": max(bar.length, bar.usual or 0),
        "figure": bar.figure,
        "usual": bar.usual,
    }


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
