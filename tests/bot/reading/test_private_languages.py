"""Private details in the languages beside English: how names, doors, schools and birthdays are written in them."""

from functools import cache

import pytest
from msgspec import structs

from bot.reading.building import Learned, build
from bot.reading.normalise import plain
from bot.reading.private import mask
from bot.reading.readers import LanguageReaders
from tests.factories_reading import area, english, lexicons


@cache
def reader(language: str) -> LanguageReaders:
    """Learned now, in some seconds: of kinds nothing is learned, and of other languages nothing private."""
    lists = {code: structs.replace(one, kinds=(), told_private=()) for code, one in lexicons().items()}
    lists[language] = structs.replace(lists[language], told_private=lexicons()[language].told_private)
    return build(area(language), lists, Learned(danger=english().danger)).by_language[language]


def masked(language: str, text: str) -> str:
    told = plain(text)
    return mask(text, reader(language).private.read(told, reader(language).places.read(told)))


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
