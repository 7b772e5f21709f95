"""Outline: where a neighbourhood really lies, as an operator's GeoJSON has it."""

Position = tuple[float, float]
"""Longitude and latitude in degrees of WGS84."""
Outline = tuple[tuple[tuple[Position, ...], ...], ...]
"""Polygons, each an outer ring and the holes in it, each ring closed."""
