"""Bar charts as SVG: the label above its bar (so that it reads on a phone), the figure at its end."""

from typing import Literal

from reports.document import Bar, Chart
from reports.render.vega import INK, Part, amount, data, drawn, layer, scaled, words

ACCENT = "#0f6b62"
WIDTH, ROW, LABEL, THICK, AFTER = 280, 30, 8, 10, 6
ROOM = 1.22
"""How much longer than the longest bar the scale is: room for the figure after it."""

Side = Literal["left", "right"]


def draw(chart: Chart, prefix: str, *, rtl: bool) -> str:
    """The chart as one SVG element, whose ids begin with `prefix` and are numbered from 1 in each drawing."""
    rows = [_row(place, bar) for place, bar in enumerate(chart.bars)]
    return drawn(_layers(chart, rtl=rtl), prefix, data=data(rows), width=WIDTH, height=ROW * len(chart.bars))


def _layers(chart: Chart, *, rtl: bool) -> list[Part]:
    longest = max(max(bar.length, bar.usual or 0) for bar in chart.bars)
    side: Side = "right" if rtl else "left"
    length = scaled("length", [0, longest * ROOM], reverse=rtl)
    label = {"x": {"datum": 0}, "text": words("label")}
    figure = {"x": amount("end"), "text": words("figure")}
    after = -AFTER if rtl else AFTER
    return [
        _line("bar", {"x": length}, color=ACCENT, size=THICK, yOffset=LABEL, cornerRadiusEnd=2),
        _line("text", label, align=side, dy=-LABEL + 3, fontSize=14, color=INK),
        _line("text", figure, align=side, dx=after, dy=LABEL, fontSize=14, fontWeight=600, color=INK),
        # A white edge keeps the line apart from the bar it crosses.
        _usual(color="white", thickness=6, size=THICK),
        _usual(color=INK, thickness=2.5, size=THICK + 6),
    ]


def _line(mark: str, channels: Part, **look: object) -> Part:
    """A layer with a line for each bar."""
    scale = {"paddingInner": 0, "paddingOuter": 0}
    return layer(mark, {**channels, "y": {"field": "place", "type": "ordinal", "axis": None, "scale": scale}}, **look)


def _usual(**look: object) -> Part:
    marked = _line("tick", {"x": amount("usual")}, yOffset=LABEL, **look)
    return {**marked, "transform": [{"filter": "datum.usual !== null"}]}


def _row(place: int, bar: Bar) -> Part:
    return {
        "place": place,
        "label": bar.label,
        "length": bar.length,
        "end": max(bar.length, bar.usual or 0),
        "figure": bar.figure,
        "usual": bar.usual,
    }
