"""The map of tiles as SVG: each place's name and figure on its tile, darker where more people spoke.

Towns are drawn north up whichever way a language runs.
"""

from reports.document import Map, Spot
from reports.render.vega import INK, Part, colour, data, drawn, layer, scaled, words

TILE, GAP = 104, 8
"""Pixels of a tile and between two."""
PER_LINE, LINES = 9, 3
"""Letters of a name that fit a line of a tile, and lines."""
SHADES = ("#eef5f3", "#d3e8e3", "#a9d3ca", "#6fb5a8", "#0f6b62")
LIGHT_FROM = 4
"""The shade from which ink is white."""


def draw_map(places: Map, prefix: str) -> str:
    """The places as one SVG element, whose ids begin with `prefix`."""
    top, left = min(one.row for one in places.spots), min(one.column for one in places.spots)
    rows = [_row(one, one.row - top, one.column - left) for one in places.spots]
    wide = max(one.column for one in places.spots) - left + 1
    high = max(one.row for one in places.spots) - top + 1
    at = {"x": scaled("x", [0, wide]), "y": scaled("y", [high, 0])}
    ends = {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
    tile = layer("rect", {**at, **ends, "color": colour("shade")}, cornerRadius=8)
    name = _text(at, "name", dx=7, dy=8, fontSize=16)
    figure = _text(at, "figure", dx=8, dy=68, fontSize=24, fontWeight="bold")
    pixels = TILE + GAP
    return drawn([tile, name, figure], prefix, data=data(rows), width=wide * pixels, height=high * pixels)


def _text(at: Part, what: str, **look: object) -> Part:
    channels = {**at, "color": colour("ink"), "text": words(what)}
    return layer("text", channels, align="left", baseline="top", **look)


def _row(spot: Spot, row: int, column: int) -> Part:
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
