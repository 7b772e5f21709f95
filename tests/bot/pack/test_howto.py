"""The page an operator reads names what a pack holds."""

from pathlib import Path

import pytest

from bot.pack.area_shapes import AreaFile, ReportTable, SafeguardingTable, ThresholdsTable
from bot.pack.draft import PLACE_COLUMNS
from bot.pack.extras import BOUNDARIES, POSTCODE_COLUMNS, POSTCODES
from bot.pack.shapes import NeighbourhoodTable, Shape

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "howto" / "change-the-area-pack.md").read_text("utf-8")
SHIPPED = sorted(one.name for one in (ROOT / "areas" / "milton-keynes").iterdir() if one.suffix in {".toml", ".csv"})


@pytest.mark.parametrize("file", [*SHIPPED, BOUNDARIES, POSTCODES])
def test_every_file_of_a_pack_is_explained(file: str) -> None:
    assert file in PAGE


@pytest.mark.parametrize("columns", [PLACE_COLUMNS, POSTCODE_COLUMNS])
def test_the_columns_are_given_as_they_must_stand(columns: tuple[str, ...]) -> None:
    assert f"`{','.join(columns)}`" in PAGE


@pytest.mark.parametrize("shape", [AreaFile, ReportTable, SafeguardingTable, ThresholdsTable, NeighbourhoodTable])
def test_every_key_of_the_settings_is_explained(shape: type[Shape]) -> None:
    missing = [key for key in shape.model_fields if f"`{key}" not in PAGE and f"[{key}]" not in PAGE]
    assert missing == []
