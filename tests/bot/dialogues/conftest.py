"""The real town and its readers, for conversations as residents have them."""

import pytest

from bot import pack
from bot.domain.area import Area
from bot.prepared import prepared
from bot.reading.readers import Readers
from tests.chat import LOCALES
from tests.read_once import read_once


@pytest.fixture(scope="session")
def milton_keynes() -> Area:
    return pack.load(LOCALES.parent / "areas" / "milton-keynes")


@pytest.fixture(scope="session")
def readers(milton_keynes: Area) -> Readers:
    return read_once(prepared(milton_keynes, LOCALES).readers)
