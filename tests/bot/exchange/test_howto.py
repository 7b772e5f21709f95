"""The how-to pages name what there is."""

import pytest

from bot.core import ROOT
from bot.exchange.csv_form import COLUMNS


@pytest.mark.parametrize("page", ["bring-in-what-was-gathered.md", "take-the-words-out.md"])
def test_every_column_is_told(page: str) -> None:
    told = (ROOT / "docs" / "howto" / page).read_text("utf-8")
    assert [column for column in COLUMNS if f"`{column}`" not in told] == []
