from pathlib import Path

import pytest

from bot.i18n import Wording
from bot.kept import FOLDER

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "locales"


@pytest.fixture(scope="session")
def wording() -> Wording:
    return Wording.load(LOCALES, FOLDER)
