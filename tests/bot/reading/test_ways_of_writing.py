"""However the same words are written, the same is read in them."""

import unicodedata
from collections.abc import Callable
from functools import cache

import pytest

from bot.domain.reading import Reading
from bot.reading.normalise import plain
from bot.reading.private import mask
from tests.bot.reading import sentences
from tests.factories_reading import english, many

SPOKEN_OF = (
    "bins on Fishermead are full",
    "lights in tinkers brige and the Lakes Estate",
    "ring me on 07700 900123 in Fullers Slade",
    "mail tom@example.org about Old Wolverton",
    "Mr Patel at 14 Marron Lane is lovely",
)
ENGLISH = (
    *(text for text, _, _ in sentences.KINDS_AND_THEMES),
    *(*sentences.RED, *sentences.AMBER, *sentences.CIVIC, *SPOKEN_OF),
)
ARABIC_NUMBER = "07700 900123".translate({ord("0") + one: 0x660 + one for one in range(10)})
CYRILLIC = str.maketrans("aceopx", "\u0430\u0441\u0435\u043e\u0440\u0445")
GREEK = str.maketrans("aeiknoptuvx", "\u03b1\u03b5\u03b9\u03ba\u03b7\u03bf\u03c1\u03c4\u03c5\u03bd\u03c7")

WAYS: dict[str, Callable[[str], str]] = {
    "between emoji": lambda text: f"\U0001f389\U0001f469\u200d\U0001f467 {text} \U0001f600\ufe0f",
    "behind a flag": lambda text: f"\U0001f3f4\U000e0067\U000e0062\U000e007f {text}",
    "with joiners in it": "\u200b".join,
    "with soft hyphens in it": "\u00ad".join,
    "with spaces that do not break": lambda text: text.replace(" ", "\u00a0"),
    "with tabs": lambda text: text.replace(" ", "\t"),
    "with many spaces": lambda text: text.replace(" ", "  \u200b  "),
    "in full width": lambda text: "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text),
    "in bold letters": lambda text: "".join(chr(0x1D41A + ord(one) - 97) if "a" <= one <= "z" else one for one in text),
    "turned from right to left": lambda text: f"\u202e{text}\u202c",
    "held apart": lambda text: f"\u2067{text}\u2069",
    "under heaps of accents": lambda text: "".join(f"{one}\u0351\u036b" if one.isalpha() else one for one in text),
    "with Cyrillic look-alikes": lambda text: text.translate(CYRILLIC),
    "with Greek look-alikes": lambda text: text.translate(GREEK),
    "with curly apostrophes": lambda text: text.replace("'", "\u2019"),
}


def gist(reading: Reading) -> tuple[object, ...]:
    """All that is read, but for where in the text it stands."""
    places = [one.id for one in reading.places]
    return reading.kind, reading.themes, places, [one.type for one in reading.private], reading.danger


@cache
def gist_as_written(text: str) -> tuple[object, ...]:
    """What is read in the words as they are, once for all ways."""
    return gist(english().read(text))


@pytest.mark.parametrize("way", list(WAYS))
def test_the_same_is_read_in_words_written(way: str) -> None:
    differing = [text for text in ENGLISH if gist(english().read(WAYS[way](text))) != gist_as_written(text)]
    assert differing == []


@pytest.mark.parametrize("way", list(WAYS))
def test_nothing_private_shows_through_the_mask_in_words_written(way: str) -> None:
    text = WAYS[way]("ring 07700 900123 or mail tom@example.org")
    masked = plain(mask(text, english().read(text).private)).text
    assert "[phone]" in masked
    assert "[email]" in masked
    assert not {"07700", "900123", "tom", "example"} & set(plain(masked).words)


@pytest.mark.parametrize(("text", "language", "kind"), sentences.KINDS_ELSEWHERE)
@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_composed_or_not_a_sentence_of_another_language_is_read_alike(
    text: str, language: str, kind: str, form: str
) -> None:
    reading = many().read(unicodedata.normalize(form, text), language)
    assert (reading.language, reading.kind) == (language, kind)


@pytest.mark.parametrize(
    ("given", "bare"),
    [
        ("dziękuję za naprawę drogi przy szkole", "dziekuje za naprawe drogi przy szkole"),
        ("lubię gotować i mogę nauczyć innych", "lubie gotowac i moge nauczyc innych"),
        ("światła są zepsute i nikt ich nie naprawia", "swiatla sa zepsute i nikt ich nie naprawia"),
        ("أُحِبُّ الطَّبخ وأريد أن أتعلّم", "احب الطبخ واريد ان اتعلم"),
        ("شـكـرا على الحديقة الجديدة", "شكرا علي الحديقه الجديدة"),
    ],
)
def test_polish_without_its_tails_and_arabic_without_its_vowels_are_read_alike(given: str, bare: str) -> None:
    code = "pl" if given.isascii() or "ę" in given or "ł" in given else "ar"
    assert gist(many().read(given, code)) == gist(many().read(bare, code))


@pytest.mark.parametrize(
    ("text", "place", "number"),
    [
        ("الأضواء في Fishermead مكسورة، اتصل 07700 900123", "Fishermead", "07700 900123"),
        (f"{ARABIC_NUMBER} - حديقة في Old Wolverton من فضلك", "Old Wolverton", ARABIC_NUMBER),
        ("lampy na Fishermead nie działają, tel. 07700 900123", "Fishermead", "07700 900123"),
        ("\u202bFishermead\u202c الماء مقطوع \u202a07700 900123\u202c", "Fishermead", "07700 900123"),
    ],
)
def test_an_english_place_and_a_number_are_found_in_the_midst_of_another_language(
    text: str, place: str, number: str
) -> None:
    reading = many().read(text)
    assert [text[one.start : one.end] for one in reading.places] == [place]
    assert number in [text[one.start : one.end] for one in reading.private]


@pytest.mark.parametrize("times", [50, 400])
def test_what_is_said_once_in_a_very_long_text_is_still_found(times: int) -> None:
    rambling = "and so on and on it went with nothing much to tell. " * times
    text = f"{rambling} the bins on Fishermead, ring 07700 900123, i want to kill myself. {rambling}"
    reading = english().read(text)
    assert [text[one.start : one.end] for one in reading.places] == ["Fishermead"]
    assert "07700 900123" in [text[one.start : one.end] for one in reading.private]
    assert reading.danger.level == "red"
