"""The real town and its readers, for conversations as residents have them."""

import pytest

from bot import pack
from bot.domain.area import Area
from bot.heard_before import heard_before
from bot.lexicons import load_lexicons
from bot.reading.readers import Readers, build
from tests.chat import LOCALES


@pytest.fixture(scope="session")
def milton_keynes() -> Area:
    return pack.load(LOCALES.parent / "areas" / "milton-keynes")


@pytest.fixture(scope="session")
def readers(milton_keynes: Area) -> Readers:
    lexicons = load_lexicons(LOCALES)
    return build(milton_keynes, lexicons, heard=heard_before(lexicons))
