"""Whether a text tells of someone else: by name, or so that those who live near would know who is meant."""

import pytest

from bot import pack
from bot.prepared import prepared
from bot.reading.readers import Readers
from tests.chat import LOCALES


@pytest.fixture(scope="module")
def readers() -> Readers:
    return prepared(pack.load(LOCALES.parent / "areas" / "milton-keynes"), LOCALES).readers


@pytest.mark.parametrize(
    "text",
    [
        "Dave Wilkins is dealing drugs again and nobody does a thing",
        "my neighbour Kevin has his music on all night",
        "my neighbour shouts at everyone",
        "the man upstairs smokes weed all day",
        "the people next door fight every night",
        "the bloke at number 9 parks on the path",
        "the headteacher at Water Hall Primary is rude to us",
        "a red corsa AB12 CDE speeds down our road",
        "thank you to Mrs Khan for the club",
        "my neighbours Kaiden and Jayce leave their bins out",
        "im Tom and Ryan keeps hitting me",
    ],
)
def test_someone_is_told_of_by_name_or_by_where_they_are(readers: Readers, text: str) -> None:
    assert readers.read(text, "en").someone


@pytest.mark.parametrize(
    "text",
    [
        "",
        "my name is Anna and there is damp in my flat",
        "im Tom, the park is a mess",
        "i dont know my neighbours",
        "cars park opposite the school",
        "the number 12 bus never comes",
        "broken lights next door to the shop",
        "the flat above me leaks",
        "people drop litter at the corner of Serpentine Court",
        "we need a family centre on the Lakes Estate",
        "my neighbours stairwell light is broken",
        "my neighbour's downpipe leaks on the path",
    ],
)
def test_nobody_else_is_told_of(readers: Readers, text: str) -> None:
    assert not readers.read(text, "en").someone
