"""Private details in the languages beside English: how names, doors, schools and birthdays are written in them."""

from functools import cache

import pytest
from msgspec import structs

from bot.reading.building import ground, likely_private, private_rules
from bot.reading.normalise import plain
from bot.reading.places import PlaceReader
from bot.reading.private import PrivateReader, mask
from tests.factories_reading import area, lexicons

LEARNED = {"so", "zh"}
"""What is learned is tried in two languages, one of words and one of signs: each takes some seconds."""


@cache
def readers(language: str) -> tuple[PrivateReader, PlaceReader]:
    town, known = ground(area(language)), lexicons()
    private, places = private_rules(town, language, known)
    learned = likely_private(town, language, known) if language in LEARNED else None
    return structs.replace(private, likely=learned), places


def masked(language: str, text: str) -> str:
    (private, places), told = readers(language), plain(text)
    return mask(text, private.read(told, places.read(told)))


@pytest.mark.parametrize(
    ("language", "text", "hidden"),
    [
        ("ar", "شفت محمد وعائشة عند الدكان", "شفت [name] عند الدكان"),
        ("ar", "ابني بيلعب مع Kieran وLily بالحديقة", "ابني بيلعب مع [name] و[name] بالحديقة"),
        ("ar", "ساكنين ب14 Larch Close والباب مكسور", "ساكنين ب[address] والباب مكسور"),
        ("bn", "রহিমের দোকানের সামনে আলো নাই", "[name] দোকানের সামনে আলো নাই"),
        ("ur", "میری بیٹی نادیہ کو کتابیں پسند ہیں", "میری بیٹی [name] کو کتابیں پسند ہیں"),
        ("so", "Xaliimo waxay rabtaa fasal karinta", "[name] waxay rabtaa fasal karinta"),
        ("zh", "谢谢王阿姨帮我填表", "谢谢[name]帮我填表"),
        ("zh", "我住Mill Lane 91号 电梯坏了", "我住[address] 电梯坏了"),
        ("zh", "他1963年9月2號出生", "他[date of birth]出生"),
        ("so", "wiilkaygu wuxuu dhashay 19kii Oktoobar 2008", "wiilkaygu wuxuu dhashay [date of birth]"),
        ("pl", "syn urodzony czternastego maja 2014 chce grać", "syn urodzony [date of birth] chce grać"),
    ],
)
def test_who_somebody_is_is_hidden_as_it_is_written_there(language: str, text: str, hidden: str) -> None:
    assert masked(language, text) == hidden


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "الضو مطفي بالحديقة من شهر"),
        ("bn", "পার্কে আলো দরকার"),
        ("ur", "پارک میں بتیاں لگوا دیں"),
        ("so", "beerta iftiin baa loo baahan yahay"),
        ("zh", "公园的灯坏了 希望快点修"),
        ("zh", "小区的滑梯很旧了"),
        ("pl", "w parku nie ma ławek"),
        ("ro", "în parc nu sunt bănci"),
    ],
)
def test_what_tells_of_nobody_is_left_open(language: str, text: str) -> None:
    assert masked(language, text) == text
