"""How like the sentences we learned danger from a text sounds: by its words, and by what kinds of word stand together.

"My stepdad thumps me" sounds like "my uncle kicks her" because a word is learned as the kin it belongs to as well, and
each two kinds of one sentence as a sign of their own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, pairwise
from zlib import crc32

import numpy as np
from msgspec import Struct

from bot.domain.reading import DangerLevel
from bot.reading.learned import MARKS, Learned, Marks, learn
from bot.reading.lexicons import DangerWords
from bot.reading.normalise import SENTENCE_ENDS, words

_DANGEROUS, _GRAVE = "dangerous", "grave"
_LABELS: Mapping[DangerLevel, Sequence[str]] = {
    DangerLevel.NONE: (),
    DangerLevel.AMBER: (_DANGEROUS,),
    DangerLevel.RED: (_DANGEROUS, _GRAVE),
}

MOST_WORDS = 120
"""Words that are listened to; what comes later is left to the phrases."""

_MANY = 1000
"""Sentences from which on a language learns by itself."""

_ENOUGH = 4.0
_HAN, _HAN_SIGN = "\u3400", 0.7
"""A sign of Chinese says less than a word, and stands as one."""

# A long text is heard bit by bit, each as long as the sentences we learned from, so that talk of bins drowns nothing.
_BIT, _STEP = 24, 12

_LONGEST_WORD = 24  # letters
_PART = 4  # letters
_SOON = 4  # words

Heard = Sequence[tuple[Learned, float]]
"""What was learned, each with how many words a bit must have for it to be asked."""

Kin = Mapping[str, Sequence[str]]
"""By word, the kinds of word it is."""


class Sound(Struct, frozen=True):
    """How dangerous and how grave a text sounds: about 0 where it may be either, higher where it is like the worst."""

    dangerous: float
    grave: float


class Sounds(Struct, frozen=True):
    """What was learned of danger; `learned` is empty where there was nothing to learn from.

    Each of `learned` hears bits of at least so many words: of a few words, what was learned of little knows nothing
    ("not now" is like many a cry). The phrases hear short ones.
    """

    learned: Heard
    kin: Kin

    def of(self, told: Sequence[str]) -> Sound:
        """How the worst bit of a text of these words sounds; of a text without a word, as if nothing were wrong."""
        return self._worst(_bits(told[:MOST_WORDS]))

    def of_one(self, told: Sequence[str]) -> Sound:
        """How a text of these words sounds as one bit, taken whole."""
        return self._worst([[word for word in told[:MOST_WORDS] if word not in SENTENCE_ENDS]])

    def _worst(self, bits: Iterable[Sequence[str]]) -> Sound:
        heard = [self._bit(bit) for bit in bits] if self.learned else []
        return Sound(
            dangerous=max((one.get(_DANGEROUS, -1.0) for one in heard), default=-1.0),
            grave=max((one.get(_GRAVE, -1.0) for one in heard), default=-1.0),
        )

    def _bit(self, bit: Sequence[str]) -> Mapping[str, float]:
        marks = _marks(bit, self.kin)
        length = sum(_HAN_SIGN if word >= _HAN and len(word) == 1 else 1.0 for word in bit)
        heard = [one.scores(marks) for one, enough in self.learned if length >= enough]
        return {label: max((one.get(label, -1.0) for one in heard), default=-1.0) for label in (_DANGEROUS, _GRAVE)}


def sounds(languages: Mapping[str, DangerWords], calm: Iterable[str]) -> Sounds:
    """Hear as is learned from the languages' own sentences, and from `calm` ones."""
    return Sounds(_heard(languages, calm), _kin(languages))


def _heard(languages: Mapping[str, DangerWords], calm: Iterable[str]) -> Heard:
    """Learn from the languages' own sentences, and from `calm` ones.

    Languages with many sentences and those with few learn apart, each beside what is calm in all of them: so a sentence
    more in one language does not move what is heard in another.
    """
    kin = _kin(languages)
    usual: dict[str, Sequence[str]] = dict.fromkeys(calm, _LABELS[DangerLevel.NONE])
    for danger in languages.values():
        usual |= _labelled(danger, lambda level: level is DangerLevel.NONE)
    many = {code: danger for code, danger in languages.items() if _sentences_told(danger) >= _MANY}
    few = {code: danger for code, danger in languages.items() if code not in many}
    groups = ((many, 0.0), (few, _ENOUGH)) if many else ((few, 0.0),)
    return tuple((_learned(usual, group.values(), kin), enough) for group, enough in groups if group)


def _learned(usual: Mapping[str, Sequence[str]], group: Iterable[DangerWords], kin: Kin) -> Learned:
    labels = dict(usual)
    for danger in group:
        labels |= _labelled(danger, lambda level: level is not DangerLevel.NONE)
    marked = [_marks([word for word in words(text) if word not in SENTENCE_ENDS], kin) for text in labels]
    return learn(marked, list(labels.values()))


def _labelled(danger: DangerWords, wanted: Callable[[DangerLevel], bool]) -> Mapping[str, Sequence[str]]:
    return {text: _LABELS[scene.level] for scene in danger.told() if wanted(scene.level) for text in scene.texts}


def _sentences_told(danger: DangerWords) -> int:
    return sum(len(scene.texts) for scene in danger.told())


def _kin(languages: Mapping[str, DangerWords]) -> Kin:
    """The kinds of each word, those of one name being one kind in every language."""
    kin: dict[str, tuple[str, ...]] = {}
    for danger in languages.values():
        alike = ((name, danger.groups[name]) for name in danger.alike)
        for name, group in chain(danger.kin.items(), alike):
            for word in {told[0] for told in map(words, group) if len(told) == 1}:
                kin[word] = tuple(sorted({*kin.get(word, ()), name}))
    return kin


def _marks(bit: Sequence[str], kin: Kin) -> Marks:
    """What marks a bit: its words, parts of them, words side by side and one apart, and its kinds of word."""
    edged = ("<", *bit, ">")
    found = {
        *bit,
        *map(" ".join, pairwise(edged)),
        *map("  ".join, zip(edged, edged[2:], strict=False)),
        *_signs(bit, kin),
    }
    for word in set(bit):
        part = f"<{word[:_LONGEST_WORD]}>"
        found.update([part[at : at + _PART] for at in range(len(part) - _PART + 1)])
    # In order, so that sums are the same on every run: sets of texts are not.
    return np.array(sorted({crc32(one.encode("utf-8", "surrogatepass")) % MARKS for one in found}), dtype=np.int32)


def _signs(bit: Sequence[str], kin: Kin) -> Iterator[str]:
    """The kinds of word in a bit, each two of them, and which comes soon after which."""
    kinds = [kin.get(word, ()) for word in bit]
    held = sorted(set(chain.from_iterable(kinds)))
    yield from held
    yield from map("&".join, combinations(held, 2))
    for at, before in enumerate(kinds):
        if before:
            after = set(chain.from_iterable(kinds[at + 1 : at + 1 + _SOON]))
            yield from [f"{one}>{two}" for one in before for two in after]
    row = [f"{{{kin[word][0]}}}" if word in kin else word for word in bit]
    yield from map(" ".join, pairwise(row))
    yield from map("  ".join, zip(row, row[2:], strict=False))


def _bits(told: Sequence[str]) -> Iterator[Sequence[str]]:
    """A text's sentences and, where there are several, all of it; of what is long, overlapping parts."""
    sentences = list(_sentences(told))
    if len(sentences) > 1 and len(told) <= _BIT:
        yield [word for word in told if word not in SENTENCE_ENDS]
    for sentence in sentences:
        yield from _parts(sentence)


def _sentences(told: Sequence[str]) -> Iterator[Sequence[str]]:
    sentence: list[str] = []
    for word in chain(told, "."):
        if word not in SENTENCE_ENDS:
            sentence.append(word)
        elif sentence:
            yield sentence
            sentence = []


def _parts(sentence: Sequence[str]) -> Iterator[Sequence[str]]:
    if len(sentence) <= _BIT:
        yield sentence
        return
    for start in range(0, len(sentence) - _STEP, _STEP):
        yield sentence[start : start + _BIT]
