"""The marks of a few words, by which the danger screen learns: whole numbers for what stands in them, no words.

A mark is made of numbers, not of texts put together: many are made at once, and a message has some hundreds.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.reading.learned import MARKS, Marks

_LONGEST_WORD = 24  # letters
_PART = 4  # letters
_RUNS = (3, 4, 5, 6)  # letters
_SOON = 4  # words
_GAP = ord(" ")

# Odd numbers that spread what they are multiplied with (Knuth, "The Art of Computer Programming" 3, 6.4).
STEPS = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1, 0x2545F491], dtype=np.uint32)
_MIX = np.uint32(0x2C1B3C6D)
_FOLD, _CUT = np.uint32(15), np.uint32(32 - (MARKS - 1).bit_length())

Kin = Mapping[str, Sequence[str]]
"""By word, the kinds of word it is."""

Numbers = NDArray[np.uint32]
Whole = TypeVar("Whole", np.uint32, np.int32)


def word_marks(bit: Sequence[str], kin: Kin) -> Marks:
    """By words: each, its parts, those side by side or one apart, three in a row, any two; and by kinds of word."""
    said = _numbers(("<", *bit, ">"))
    row = _numbers(("<", *[f"{{{kin[word][0]}}}" if word in kin else word for word in bit], ">"))
    return _marks(
        [
            _tagged(said[1:-1], "word"),
            _tagged(_beside(said, 1), "beside"),
            _tagged(_beside(said, 2), "apart"),
            _tagged(_in_a_row(said, 3), "three"),
            _tagged(_any_two(said[1:-1]), "two"),
            _tagged(_parts(bit), "part"),
            _tagged(_beside(row, 1), "kin beside"),
            _tagged(_beside(row, 2), "kin apart"),
            *_kinds([kin.get(word, ()) for word in bit]),
        ]
    )


def letter_marks(bit: Sequence[str]) -> Marks:
    """By runs of letters, over the gaps between words: these know a word misspelt, or parted elsewhere."""
    told = _letters(f" {' '.join([word[:_LONGEST_WORD] for word in bit])} ")
    return _marks([_tagged(_in_a_row(told, size), f"run of {size}") for size in _RUNS])


def _kinds(kinds: Sequence[Sequence[str]]) -> Sequence[Numbers]:
    """The kinds of word in a bit, each two of them, and which comes soon after which."""
    held = _numbers(chain.from_iterable(kinds))
    at = np.repeat(np.arange(len(kinds)), [len(one) for one in kinds])
    far = at[None, :] - at[:, None]
    before, after = np.nonzero((far > 0) & (far <= _SOON))
    return (
        _tagged(held, "kind"),
        _tagged(_any_two(held), "two kinds"),
        _tagged(_joined(held[before], held[after]), "kind after kind"),
    )


def _numbers(texts: Iterable[str]) -> Numbers:
    return np.array([crc32(one.encode("utf-8", "surrogatepass")) for one in texts], dtype=np.uint32)


def _letters(text: str) -> Numbers:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _parts(bit: Sequence[str]) -> Numbers:
    """The parts of words, none of them over a gap."""
    told = _letters(" ".join([f"<{word[:_LONGEST_WORD]}>" for word in bit]))
    over = sum(told[at : len(told) - _PART + 1 + at] == _GAP for at in range(_PART))
    return _in_a_row(told, _PART)[over == 0] if len(told) >= _PART else told[:0]


def _beside(row: Numbers, apart: int) -> Numbers:
    return _joined(row[:-apart], row[apart:])


def _joined(one: Numbers, other: Numbers) -> Numbers:
    found: Numbers = one * STEPS[0] + other * STEPS[1]
    return found


def _in_a_row(row: Numbers, count: int) -> Numbers:
    many = max(len(row) - count + 1, 0)
    found = np.zeros(many, dtype=np.uint32)
    for at in range(count):
        found += row[at : at + many] * STEPS[at]
    return found


def _any_two(row: Numbers) -> Numbers:
    """Each two of them, in whatever order they stand."""
    told = once(row)
    at = np.arange(len(told))
    one, other = np.nonzero(at[:, None] < at)
    return _joined(told[one], told[other])


def _tagged(found: Numbers, sort: str) -> Numbers:
    """Numbers of one sort, so that the same number of another sort is another mark."""
    return found + np.uint32(crc32(sort.encode()))


def _marks(found: Sequence[Numbers]) -> Marks:
    """Each mark once and in order, so that sums are the same on every run."""
    return once(spread(np.concatenate(found)))


def once(found: NDArray[Whole]) -> NDArray[Whole]:
    """Each number once and in order; of as few as a message has, five times as quick as `np.unique`."""
    told = np.sort(found)
    first = np.ones(told.shape, dtype=np.bool_)
    np.not_equal(told[1:], told[:-1], out=first[1:])
    return told[first]


def spread(found: Numbers) -> Marks:
    """The mark that each number stands for."""
    even: Numbers = ((found ^ (found >> _FOLD)) * _MIX) >> _CUT
    return even.astype(np.int32)
