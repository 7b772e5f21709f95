from pathlib import Path

import pytest

from bot.i18n import Wording

LOCALES = Path(__file__).parents[2] / "locales"


@pytest.fixture(scope="session")
def wording() -> Wording:
    return Wording.load(LOCALES)
