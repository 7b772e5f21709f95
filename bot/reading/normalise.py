"""A text made plain: folded to what was meant, each sign still knowing where it stood in the text as given."""

import re
import unicodedata
from collections.abc import Sequence

from msgspec import Struct

SENTENCE_ENDS = frozenset(".!?;\n")
HAN = "\u3400"
"""From here on a word is one sign, and a text has as many words as signs."""

# The vowel signs of Indian scripts, Bengali first of all: a word is another without them. The dots below (the combining
# class of nukta) are left out by many who type.
_NUKTA = 7
_VOWELS = "".join(
    sign
    for sign in map(chr, range(0x0900, 0x0E00))
    if unicodedata.category(sign).startswith("M") and unicodedata.combining(sign) != _NUKTA
)
# Chinese parts its words by nothing: each of its signs is a word here.
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
# So are words of two scripts that are written together: "بBletchley" is in Bletchley, "Kieranএর" is Kieran's. A letter
# or two of the other script are a slip.
_FARTHER = "\u0590-\U0010ffff"
_LATIN, _OTHER = rf"[^\W_{_FARTHER}]", rf"(?:(?![{_HAN}])(?=[{_FARTHER}])[^\W_])"
_SLIP = rf"[^\W\d_{_FARTHER}]{{1,2}}"
_OTHERS = rf"{_OTHER}(?:[{_VOWELS}]|{_OTHER}|{_SLIP}(?!{_LATIN}))*"
_WORD = rf"(?:(?:{_LATIN}*\d|{_SLIP})(?={_OTHER}){_OTHERS}|{_LATIN}+|{_OTHERS})"
_TOKEN = re.compile(rf"[{_HAN}]|{_WORD}(?:'{_WORD})*|[.!?;\n]")
_SIMPLE_TOKEN = re.compile(r"[a-z\d]+(?:'[a-z\d]+)*|[.!?;\n]")
_SPACES = frozenset(" \t\r\f\v")
_UNEVEN = re.compile(r"[\t\r\f\v]|  ")  # spacing other than one space between words: folded to one
_LONGEST_FOLD = 3  # code points one sign may unfold to: a hostile ligature would otherwise make a text 18 times as long
_ASCII_END = 0x80

# What NFKD leaves alone though people type, or are shown, the plain sign: quotes, dashes, letters with a stroke,
# Arabic and Urdu spellings that are used for one another, other scripts' full stops, and the look-alikes that hide a
# Latin word (a few of Unicode TR39's).
_SIGNS = {
    ord(sign): meant
    for meant, signs in {
        "'": "\u2018\u2019\u02bc\u00b4\u201b",
        "-": "\u2013\u2014\u2212\u2010\u2011",
        "l": "\u0142",
        "d": "\u0111\u0501",
        "o": "\u00f8\u043e\u03bf",
        "s": "\u00df\u0455",
        "a": "\u00e6\u0430\u03b1\u0251",
        "b": "\u0432",
        "c": "\u0441\u03f2",
        "e": "\u0435\u03b5",
        "g": "\u0261",
        "h": "\u04bb\u043d",
        "i": "\u0131\u0456\u03b9",
        "j": "\u0458",
        "k": "\u043a\u03ba",
        "m": "\u043c",
        "n": "\u03b7",
        "p": "\u0440\u03c1",
        "q": "\u051b",
        "t": "\u0442\u03c4",
        "u": "\u03c5",
        "v": "\u03bd",
        "w": "\u051d\u03c9",
        "x": "\u0445\u03c7",
        "y": "\u0443",
        "\u0647": "\u0629\u06c1\u06c3\u06be\u06d5",  # teh marbuta, the hehs of Urdu, heh
        ".": "\u3002\u0964\u06d4",  # the full stops of Chinese, Bengali and Urdu
        "?": "\u061f",
        ";": "\u061b",
        "\u064a": "\u0649\u06cc",  # alef maksura and Farsi yeh, yeh
        "\u0643": "\u06a9",  # keheh, kaf
        "": "\u0640",  # the stretch of tatweel
    }.items()
    for sign in signs
}


class Plain(Struct, frozen=True):
    """A text, folded. `at[i]` is the code point of `given` that `text[i]` came from.

    `words` are its words without apostrophes, and its sentence ends as words of one sign; `starts` and `ends` say where
    in `text` each stands, half-open. `loud`: all is written in capitals, so that none of them says anything.
    """

    given: str
    text: str
    at: Sequence[int]
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    loud: bool = False

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the text as given the non-empty part `start` to `end` of `text` stands."""
        return self.at[start], self.at[end - 1] + 1

    def word(self, number: int) -> str:
        """The word of this number; "" before the first and after the last."""
        return self.words[number] if 0 <= number < len(self.words) else ""

    def follows(self, number: int) -> bool:
        """Whether nothing but spaces and hyphens parts the word of this number from the one before it."""
        return not self.text[self.ends[number - 1] : self.starts[number]].strip(" -")

    def as_given(self, word: int) -> str:
        """The word of this number as it was written."""
        first, last = self.span(self.starts[word], self.ends[word])
        return self.given[first:last]


def plain(text: str) -> Plain:
    """Fold case, widths, accents, look-alikes and invisible signs away, and part the text into words.

    Any text will do.
    """
    simple = text.isascii() and not _UNEVEN.search(text)
    folded, at = (text.lower(), range(len(text))) if simple else _fold(text)
    found = list((_SIMPLE_TOKEN if simple else _TOKEN).finditer(folded))
    return Plain(
        given=text,
        text=folded,
        at=at,
        words=tuple([one[0].replace("'", "") for one in found]),
        starts=tuple([one.start() for one in found]),
        ends=tuple([one.end() for one in found]),
        loud=text.isupper(),
    )


def words(text: str) -> tuple[str, ...]:
    """The words of a text, as `plain` parts it."""
    return plain(text).words


def _fold(text: str) -> tuple[str, Sequence[int]]:
    signs: list[str] = []
    at: list[int] = []
    for place, sign in enumerate(text):
        folded = sign.lower() if ord(sign) < _ASCII_END else _fold_sign(sign)
        if folded in _SPACES:
            folded = "" if signs and signs[-1] == " " else " "
        if folded:
            signs.append(folded)
            at.extend([place] * len(folded))
    return "".join(signs), at


def _fold_sign(sign: str) -> str:
    if sign.isdigit():
        return str(unicodedata.digit(sign))
    unfolded = unicodedata.normalize("NFKD", sign).lower()[:_LONGEST_FOLD]
    return "".join([one for one in unfolded.translate(_SIGNS) if _is_seen(one)])


def _is_seen(sign: str) -> bool:
    category = unicodedata.category(sign)
    return sign in _VOWELS or not (category.startswith("M") or category in _UNSEEN)


_UNSEEN = frozenset(("Cf", "Cc", "Cs", "Co", "Cn"))
