"""The map of tiles as SVG, by Altair: each place's name and figure on its tile, darker where more people spoke.

Towns are drawn north up whichever way a language runs.
"""

import altair as alt
import vl_convert

from reports.document import Map, Spot
from reports.render.charts import FONT, INK, renumbered

TILE, GAP = 104, 8
"""Pixels of a tile and between two."""
PER_LINE, LINES = 9, 3
"""Letters of a name that fit a line of a tile, and lines."""
SHADES = ("#eef5f3", "#d3e8e3", "#a9d3ca", "#6fb5a8", "#0f6b62")
LIGHT_FROM = 4
"""The shade from which ink is white."""


def draw_map(drawn: Map, prefix: str) -> str:
    """The places as one SVG element, whose ids begin with `prefix`."""
    top, left = min(one.row for one in drawn.spots), min(one.column for one in drawn.spots)
    rows = [_row(one, one.row - top, one.column - left) for one in drawn.spots]
    wide = max(one.column for one in drawn.spots) - left + 1
    high = max(one.row for one in drawn.spots) - top + 1
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, wide], nice=False)),
        y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[high, 0], nice=False)),
    )
    tile = base.mark_rect(cornerRadius=8).encode(
        x2="x2:Q", y2="y2:Q", color=alt.Color("shade:N", scale=None, legend=None)
    )
    text = base.encode(color=alt.Color("ink:N", scale=None, legend=None))
    name = text.mark_text(align="left", baseline="top", dx=7, dy=8, fontSize=16).encode(text="name:N")
    figure = text.mark_text(align="left", baseline="top", dx=8, dy=68, fontSize=24, fontWeight="bold")
    layers = alt.LayerChart(layer=[tile, name, figure.encode(text="figure:N")]).properties(
        width=wide * (TILE + GAP), height=high * (TILE + GAP)
    )
    dressed = layers.configure(font=FONT, padding=2, background="transparent", view=alt.ViewConfig(stroke=None))
    return renumbered(vl_convert.vegalite_to_svg(dressed.to_dict()), prefix)


def _row(spot: Spot, row: int, column: int) -> dict[str, object]:
    inner = TILE / (TILE + GAP)
    return {
        "x": column,
        "y": row,
        "x2": column + inner,
        "y2": row + inner,
        "name": name_lines(spot.name),
        "figure": spot.figure,
        "shade": SHADES[spot.shade],
        "ink": "white" if spot.shade >= LIGHT_FROM else INK,
    }


def name_lines(name: str) -> list[str]:
    """A place's name in up to LINES lines that fit a tile."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= PER_LINE:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines[:LINES]
