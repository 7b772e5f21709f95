"""The two files a pack may have and never needs: boundaries to draw, and postcodes to look up."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from bot.domain.outline import Outline
from bot.pack.draft import Draft
from bot.pack.faults import Faults
from bot.pack.files import read_csv

BOUNDARIES = "boundaries.geojson"
POSTCODES = "postcodes.csv"
POSTCODE_COLUMNS = ("postcode", "place")

Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Position = Annotated[
    tuple[Longitude, Latitude],
    BeforeValidator(lambda given: given[:2] if isinstance(given, list) else given),  # some files add a height
]
Ring = Annotated[list[Position], Field(min_length=4)]
Rings = Annotated[list[Ring], Field(min_length=1)]


class _Properties(BaseModel):
    neighbourhood: str


class _Polygon(BaseModel):
    type: Literal["Polygon"]
    coordinates: Rings

    def polygons(self) -> list[list[list[tuple[float, float]]]]:
        return [self.coordinates]


class _MultiPolygon(BaseModel):
    type: Literal["MultiPolygon"]
    coordinates: Annotated[list[Rings], Field(min_length=1)]

    def polygons(self) -> list[list[list[tuple[float, float]]]]:
        return self.coordinates


class _Feature(BaseModel):
    type: Literal["Feature"]
    properties: _Properties
    geometry: Annotated[_Polygon | _MultiPolygon, Field(discriminator="type")]


class _Features(BaseModel):
    type: Literal["FeatureCollection"]
    features: Annotated[list[_Feature], Field(min_length=1)]


def find_boundaries(folder: Path, draft: Draft, faults: Faults) -> Mapping[str, Outline]:
    """The neighbourhoods' outlines by id, from the pack's GeoJSON in WGS84, checked; empty where the pack has none.

    Each feature is a Polygon or MultiPolygon whose property `neighbourhood` is a neighbourhood's id; several may have
    the same.
    """
    path = folder / BOUNDARIES
    if not path.exists():
        return {}
    try:
        content: Any = json.loads(path.read_bytes())
        features = _Features.model_validate(content).features
    except json.JSONDecodeError as error:
        faults.add(BOUNDARIES, f"line {error.lineno}", f"this is not proper JSON: {error.msg}")
    except (UnicodeDecodeError, RecursionError, OSError):
        faults.add(BOUNDARIES, "", "this is not proper JSON")
    except ValidationError as refused:
        faults.add_shape(BOUNDARIES, refused)
    else:
        _check_features(features, draft, faults)
        return _outlines(features)
    return {}


def _outlines(features: list[_Feature]) -> dict[str, Outline]:
    found: dict[str, Outline] = {}
    for one in features:
        here = tuple(tuple(tuple(ring) for ring in rings) for rings in one.geometry.polygons())
        found[one.properties.neighbourhood] = (*found.get(one.properties.neighbourhood, ()), *here)
    return found


def find_postcodes(folder: Path, draft: Draft, faults: Faults) -> Path | None:
    """The CSV that leads from a postcode to a place's id, checked; None where the pack has none."""
    path = folder / POSTCODES
    if not path.exists():
        return None
    seen: dict[str, int] = {}
    for line, row in read_csv(folder, POSTCODES, POSTCODE_COLUMNS, faults) or ():
        _check_postcode(line, row["postcode"], seen, faults)
        if draft.places.lacks(row["place"]):
            faults.add(POSTCODES, f"line {line} place", f'"{row["place"]}" is not in places.csv')
    return path


def _check_postcode(line: int, written: str, seen: dict[str, int], faults: Faults) -> None:
    """Each must be there and stand once; `seen` has the line of each so far."""
    postcode = written.replace(" ", "").upper()
    if not postcode:
        faults.add(POSTCODES, f"line {line} postcode", "must not be empty")
    elif postcode in seen:
        faults.add(POSTCODES, f"line {line} postcode", f'"{written}" is also on line {seen[postcode]}')
    seen.setdefault(postcode, line)


def _check_features(features: list[_Feature], draft: Draft, faults: Faults) -> None:
    for number, feature in enumerate(features, start=1):
        id_ = feature.properties.neighbourhood
        if draft.neighbourhoods.lacks(id_):
            where = f"features entry {number}.properties.neighbourhood"
            faults.add(BOUNDARIES, where, f'"{id_}" is not in neighbourhoods.toml')
