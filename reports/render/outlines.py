"""The map of real outlines as SVG: each place where it lies, its name and figure on it, north up."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import cos, dist, radians
from typing import Literal

from msgspec import Struct

from bot.domain.outline import Outline, Position
from reports.document import Map, Spot
from reports.render.tiles import SHADES, name_lines
from reports.render.vega import INK, Part, colour, data, drawn, layer, scaled, words

SIDE, ROOM = 340, 40
"""Pixels of the map's longer side, and of the edge around it, so that a name at the edge is whole."""
FINE = 0.7
"""Points nearer to the last one than so many pixels are left out: a survey's file has many thousands."""
EDGE = "#4d625d"
LINE, HALO = 17, 4
SIZES: dict[str, tuple[int, Literal["normal", "bold"]]] = {"name": (15, "normal"), "figure": (22, "bold")}


class Spread(Struct, frozen=True):
    """How degrees become pixels: the degrees of the upper left corner, and pixels a degree across and down."""

    west: float
    north: float
    across: float
    down: float

    @classmethod
    def of(cls, points: Sequence[Position]) -> "Spread":
        """So that all of them lie within SIDE, as wide as they are at their middle's latitude."""
        west, east = min(x for x, _ in points), max(x for x, _ in points)
        south, north = min(y for _, y in points), max(y for _, y in points)
        narrower = cos(radians((south + north) / 2))
        down = SIDE / max((east - west) * narrower, north - south, 1e-6)
        return cls(west, north, down * narrower, down)

    def ring(self, ring: Iterable[Position]) -> list[Position]:
        """A closed ring in pixels, without the points that nobody would see apart."""
        flat = [(ROOM + (x - self.west) * self.across, ROOM + (self.north - y) * self.down) for x, y in ring]
        kept = flat[:1]
        for point in flat[1:-1]:
            if dist(point, kept[-1]) >= FINE:
                kept.append(point)
        return [*kept, flat[0]]

    def shape(self, outline: Outline) -> Outline:
        """All rings of a place in pixels."""
        return tuple(tuple(tuple(self.ring(ring)) for ring in rings) for rings in outline)


def _corners(outline: Outline) -> Iterator[Position]:
    return (point for rings in outline for ring in rings for point in ring)


def draw_outlines(places: Map, prefix: str) -> str:
    """The places as one SVG element, whose ids begin with `prefix`; each spot has an outline."""
    spread = Spread.of([point for spot in places.spots for point in _corners(spot.outline)])
    flat = [spread.shape(spot.outline) for spot in places.spots]
    wide, high = _size(flat)
    labels = [_label(spot, shape) for spot, shape in zip(places.spots, flat, strict=True)]
    layers = [_shapes(places.spots, flat)]
    layers += [one for what in SIZES for one in _written(labels, what, wide, high)]
    flat_already = {"type": "identity", "scale": 1, "translate": [0, 0]}
    return drawn(layers, prefix, projection=flat_already, width=wide, height=high)


def _size(flat: Sequence[Outline]) -> tuple[float, float]:
    """How wide and high the map is in pixels, with the edge around it."""
    points = [point for shape in flat for rings in shape for point in rings[0]]
    return max(x for x, _ in points) + ROOM, max(y for _, y in points) + ROOM


def _shapes(spots: Sequence[Spot], flat: Sequence[Outline]) -> Part:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "MultiPolygon", "coordinates": shape},
            "properties": {"shade": SHADES[spot.shade]},
        }
        for spot, shape in zip(spots, flat, strict=True)
    ]
    shaped = layer("geoshape", {"color": colour("properties.shade")}, stroke=EDGE, strokeWidth=1.2)
    return {**shaped, "data": data(features)}


def _written(labels: Sequence[Part], what: str, wide: float, high: float) -> Iterator[Part]:
    """Upon a white edge: a small place is narrower than its name, and a dark one as dark as ink."""
    size, weight = SIZES[what]
    channels = {"x": scaled("x", [0, wide]), "y": scaled(f"{what}_y", [high, 0]), "text": words(what)}
    edge = {"color": "white", "stroke": "white", "strokeWidth": HALO, "strokeJoin": "round"}
    for look in (edge, {"color": INK}):
        written = layer("text", channels, baseline="top", lineHeight=LINE, fontSize=size, fontWeight=weight, **look)
        yield {**written, "data": data(labels)}


def _label(spot: Spot, shape: Outline) -> Part:
    """Its name and figure, one above the other in the middle of its largest part."""
    x, y = _middle(max((rings[0] for rings in shape), key=lambda ring: abs(_doubled(ring))))
    lines = name_lines(spot.name)
    top = y - (len(lines) * LINE + SIZES["figure"][0]) / 2
    return {"x": x, "name": lines, "name_y": top, "figure": spot.figure, "figure_y": top + len(lines) * LINE}


def _doubled(ring: Sequence[Position]) -> float:
    """Twice the area of a closed ring, below 0 where it runs the other way round (the shoelace formula)."""
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring))


def _middle(ring: Sequence[Position]) -> Position:
    """The centre of a closed ring's area; its first point where it has none."""
    doubled = _doubled(ring)
    if not doubled:
        return ring[0]
    sides = [(ax + bx, ay + by, ax * by - bx * ay) for (ax, ay), (bx, by) in pairwise(ring)]
    across, down = (sum(side[n] * side[2] for side in sides) / (3 * doubled) for n in (0, 1))
    return across, down
