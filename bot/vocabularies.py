"""The words of a language, those so common that nobody takes them for a name, and those a dictionary lists.

The first two are from wordfreq's lists, in which names stand beside words; the last from symspellpy's, which has few.
"""

import gzip
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

from msgspec import msgpack

from bot.errors import PackError

RAREST_WORD = 6.3
"""How rare a word of a language may be and still be one, as the exponent of how many words it is one of (2 million).
Rarer ones are mostly names and slips of the keyboard."""
RAREST_COMMON = 5.8
"""Likewise, for words so common that nobody takes one for a surname: 1 in 600,000."""

FEWEST_WORDS = 5_000
LARGE = ("en",)
"""The usual language needs its rarer words too; of others a smaller list will do, which takes less memory."""

DICTIONARIES = {"en": "frequency_dictionary_en_82_765.txt"}
"""What symspellpy calls its list: the words of SCOWL, British spellings among them, that Google's books have too."""

STROKED = {"ł": "l", "đ": "d", "ø": "o"}
"""Letters that no rule of Unicode parts from their stroke; wordfreq's words are small."""


_Header = dict[str, str | int]


@cache
def vocabularies(code: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a language that is written with Latin letters, and the common ones of them (wordfreq)."""
    by_rareness = _by_rareness(code)
    cut = round(100 * RAREST_COMMON)
    common = frozenset(_plain_words(by_rareness[:cut]))
    if len(common) < FEWEST_WORDS:  # another script's list, with the names of makers and the like in it
        return frozenset(), frozenset()
    return common.union(_plain_words(by_rareness[cut : round(100 * RAREST_WORD)])), common


@cache
def dictionary(code: str) -> frozenset[str]:
    """The words that a dictionary of a language lists; nothing for a language that has none here."""
    if code not in DICTIONARIES:
        return frozenset()
    lines = (_data("symspellpy") / DICTIONARIES[code]).read_text("utf-8-sig").splitlines()
    return frozenset(_plain_words([[line.partition(" ")[0] for line in lines]]))


def _by_rareness(code: str) -> Sequence[Sequence[str]]:
    """A language's words, the most frequent first: list n has those that are one in 10^(n / 100) of all words.

    The lists of wordfreq are read as they lie ("cBpack": a header, then those lists): importing it takes a tenth of a
    start.
    Of a language that it has no list of, nothing.
    """
    size = "large" if code in LARGE else "small"
    path = _data("wordfreq") / "data" / f"{size}_{code}.msgpack.gz"
    if not path.is_file():
        return ()
    header, *by_rareness = msgpack.decode(gzip.decompress(path.read_bytes()), type=list[_Header | list[str]])
    if header != {"format": "cB", "version": 1}:
        raise PackError(f"{path} is written otherwise than Earshot reads it: {header}")
    return [one for one in by_rareness if isinstance(one, list)]


def _data(name: str) -> Path:
    """The folder of a package, which is not imported."""
    package = find_spec(name)
    if package is None or not package.submodule_search_locations:
        raise PackError(f"the word lists of {name} are not installed: set Earshot up again")
    return Path(package.submodule_search_locations[0])


def _plain_words(by_rareness: Iterable[Iterable[str]]) -> Iterator[str]:
    """Those words that are written with Latin letters, folded."""
    told = " ".join(chain.from_iterable(by_rareness)).replace("'", "")
    if not told.isascii():
        for stroked, bare in STROKED.items():
            told = told.replace(stroked, bare)
        told = unicodedata.normalize("NFKD", told).encode("ascii", "ignore").decode()
    return (word for word in told.split() if word.isalpha())
