"""Which of the area's languages a text is in; the person's own choice comes first.

Letters come first: most languages are known by their script. Those that share one are told apart by the parts of their
words (Cavnar and Trenkle, "N-Gram-Based Text Categorization", 1994), learned from the languages' own word lists and
examples: for the few languages of an area that is surer than a model of a hundred, and costs a tenth of its memory.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from zlib import crc32

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

_BUCKETS = 1 << 15
_SIZES = (2, 3, 4)  # letters of a part
_LONGEST = 1000  # signs looked at; more say nothing new
_PLENTY = 500  # texts of each language learned from
_FEW = 250  # letters; a language of which fewer are written in a script is not told by it
_TRUST = 1000.0  # how many parts of a language must be seen to be trusted as much as those of all languages together
_ALIKE = 0.3  # parts of one word say nearly the same, so that each counts for less than one
_ENOUGH = 12  # letters; of fewer the person's own choice is surer
_NOTHING = 3  # letters; fewer are "ok" or "no" anywhere
_SURE = 2.0  # how much likelier (a logarithm) the language must be than the usual one where nobody chose
_SURER = 5.0  # how much likelier than the one the person chose
_EVERYWHERE = "LATIN"  # names and brands are in its letters, whatever the language around them
_SIGN_WEIGHT = {"CJK": 4, _EVERYWHERE: 1}  # a Chinese sign is a word
_OTHER_WEIGHT = 2

_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")

Floats = NDArray[np.float32]


class LanguageReader(Struct, frozen=True):
    """Tells the languages apart that `codes` name, the first being the usual one.

    `written` are the scripts that each is written in; `likelier` says, by part of a word and by language within a
    script, how much likelier the part is there than elsewhere. Words of `names` say nothing.
    """

    codes: tuple[str, ...]
    written: Mapping[str, tuple[str, ...]]
    likelier: Mapping[str, Floats]
    names: frozenset[str] = frozenset()

    def read(self, text: str, chosen: str | None) -> str:
        """The code of the text's language. Short or unclear texts are in `chosen`, or else in the first language."""
        letters = _LETTER.findall(text[:_LONGEST])
        usual, sure, enough = self._usual(chosen)
        if not letters or len(self.codes) == 1:
            return usual
        script = _script(letters)
        codes = self.written.get(script, ())
        if len(codes) < 2:  # noqa: PLR2004 - one language needs no telling apart
            return next(iter(codes), usual)
        if script == _EVERYWHERE and len(letters) < enough:
            return usual
        may_be_usual = usual in codes or (usual == chosen and script == _EVERYWHERE)
        return self._likeliest(text[:_LONGEST], script, usual, sure if may_be_usual else -math.inf)

    def _usual(self, chosen: str | None) -> tuple[str, float, int]:
        """The language of short texts, how much likelier another must be, and how many letters tell one."""
        if chosen in self.codes:
            return chosen, _SURER, _ENOUGH
        return self.codes[0], _SURE, _NOTHING

    def _likeliest(self, text: str, script: str, usual: str, sure: float) -> str:
        """The likeliest language of a script; the usual one, unless another is likelier than it by so much."""
        codes = self.written[script]
        said = self.likelier[script][_parts(text, self.names)].sum(axis=0) * _ALIKE
        if usual in codes:
            said -= said[codes.index(usual)]
        best = int(said.argmax())
        return codes[best] if float(said[best]) >= sure else usual


def language_reader(texts: Mapping[str, Sequence[str]], names: Iterable[str] = ()) -> LanguageReader:
    """A reader for these languages, by their codes, the usual one first; each with texts in it to learn from.

    `names` are of places, alike in all languages. A language of which there are no texts is never read, only chosen.
    """
    codes = tuple(texts)
    if len(codes) == 1:
        return LanguageReader(codes, {}, {})
    said = frozenset(_all_words(chain.from_iterable(texts.values())))
    named = tuple(_all_words(names))
    # Words of names that are said otherwise too, such as "park", are the usual language's.
    learned = {**texts, codes[0]: [*texts[codes[0]], *(word for word in named if word in said)]}
    parts = {code: _counted(given) for code, given in learned.items()}
    written = _by_script(parts)
    likelier = {script: _likelier([parts[code][script] for code in found]) for script, found in _several(written)}
    return LanguageReader(codes, written, likelier, frozenset(named) - said)


def _all_words(texts: Iterable[str]) -> Iterator[str]:
    return chain.from_iterable(map(_words, texts))


def _by_script(parts: Mapping[str, Collection[str]]) -> dict[str, tuple[str, ...]]:
    """The languages written in each script, in their order."""
    scripts = sorted(set(chain.from_iterable(parts.values())))
    return {script: tuple(code for code, found in parts.items() if script in found) for script in scripts}


def _several(written: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The scripts of more than one language, with those."""
    return (one for one in written.items() if len(one[1]) > 1)


def _counted(given: Sequence[str]) -> dict[str, Floats]:
    """By script, how often each part of a word is in these texts; scripts that hardly occur are left out."""
    found: dict[str, list[int]] = {}
    letters: Counter[str] = Counter()
    for text in given[:: 1 + len(given) // _PLENTY]:
        if spelt := _LETTER.findall(text):
            script = _script(spelt)
            letters[script] += len(spelt)
            found.setdefault(script, []).extend(_parts(text))
    return {
        script: np.bincount(np.array(parts, dtype=np.intp), minlength=_BUCKETS).astype(np.float32)
        for script, parts in found.items()
        if letters[script] >= _FEW
    }


def _likelier(counts: Sequence[Floats]) -> Floats:
    """By part and language the logarithm of how much likelier it is there; Dirichlet smoothing towards all together."""
    shares = np.stack([one / one.sum() for one in counts], axis=1)
    usual = shares.mean(axis=1, keepdims=True)
    totals = np.array([one.sum() for one in counts])
    smooth = (np.stack(counts, axis=1) + _TRUST * usual) / (totals + _TRUST)
    return np.where(usual > 0, np.log(np.maximum(smooth, 1e-12) / np.maximum(usual, 1e-12)), 0).astype(np.float32)


def _script(letters: Sequence[str]) -> str:
    """The script most of these letters are in, as Unicode's names of letters begin."""
    found = Counter(unicodedata.name(one, "").partition(" ")[0] for one in letters)
    return max(found, key=lambda script: found[script] * _SIGN_WEIGHT.get(script, _OTHER_WEIGHT))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _parts(text: str, names: Collection[str] = ()) -> list[int]:
    """Where the parts of a text's words, but for names, are kept; beginning and end of a word are marked."""
    parts: list[str] = []
    for word in _words(text):
        if word in names:
            continue
        edged = f"<{word}>"
        for size in _SIZES:
            parts.extend([edged[at : at + size] for at in range(len(edged) - size + 1)])
        parts.append(edged)
    return [crc32(part.encode()) % _BUCKETS for part in parts]
