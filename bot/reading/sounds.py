"""How like the sentences we learned danger from a text sounds: by its words, and by what kinds of word stand together.

"My stepdad thumps me" sounds like "my uncle kicks her" because a word is learned as the kin it belongs to as well, and
each two kinds of one sentence as a sign of their own. Runs of letters are learned beside them: the two err elsewhere.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from bot.domain.reading import DangerLevel
from bot.reading.learned import Learned, Marks, learn, learn_telling
from bot.reading.lexicons import DangerWords
from bot.reading.marks import Kin, letter_marks, word_marks
from bot.reading.normalise import HAN, SENTENCE_ENDS, words

MOST_WORDS = 120
"""Words that are listened to; what comes later is left to the phrases."""

_MANY = 20_000
"""Sentences from which on a language learns by itself."""

_ENOUGH = 4.0
_FEWER = 0.04
"""How much more dangerous a text sounds by what was learned of few sentences: that must rather hear too much.

Of 0, 0.04, 0.08 and 0.12 the least by which two strangers' dangerous messages in seven languages are heard in 97 of
100, of each stranger (docs/benchmarks.md, "The seven other languages, once more").
"""
_HAN_SIGN = 0.7
"""A sign of Chinese says less than a word, and stands as one."""

# A long text is heard bit by bit, each as long as the sentences we learned from, so that talk of bins drowns nothing.
_BIT, _STEP = 24, 12

# What a dangerous sentence is pulled up to, where calm ones are pulled down to -1: rather heard once too often.
_RECALL = 1.4
_BY_LETTERS = 0.35  # how much the letters say beside the words
_SURER = 0.1  # how much surer that it is dangerous a grave text must be than how grave it is


_Way = Callable[[Sequence[Marks], Sequence[float]], Learned]


class Sound(Struct, frozen=True):
    """How dangerous and how grave a text sounds: about 0 where it may be either, higher where it is like the worst."""

    dangerous: float
    grave: float


SILENT = Sound(-1.0, -1.0)
"""How it sounds where nothing is wrong."""


_Marked = tuple[Marks, Marks]
"""The marks of a sentence to learn from, by its words and by its letters."""


class Ear(Struct, frozen=True):
    """What was learned by one sort of marks: danger beside all that is calm, the grave beside what is only dangerous.

    Were the grave learned beside calm talk as well, it would be much the same as the dangerous.
    """

    dangerous: Learned
    grave: Learned

    def hears(self, marks: Marks) -> Sound:
        """How a text of these marks sounds; how grave says nothing unless it is dangerous."""
        return Sound(self.dangerous.score(marks), self.grave.score(marks))


class Heard(Struct, frozen=True):
    """What was learned of some languages by words and by letters, and how many words a bit must have to be heard.

    Of a few words, what was learned of little knows nothing ("not now" is like many a cry): the phrases hear those.
    `lift` is added to how dangerous a bit sounds.
    """

    by_words: Ear
    by_letters: Ear
    enough: float
    lift: float

    def sound(self, words: Marks, letters: Marks) -> Sound:
        """How a bit of these marks sounds."""
        one, other = self.by_words.hears(words), self.by_letters.hears(letters)
        dangerous = (1 - _BY_LETTERS) * one.dangerous + _BY_LETTERS * other.dangerous + self.lift
        grave = (1 - _BY_LETTERS) * one.grave + _BY_LETTERS * other.grave
        return Sound(dangerous, min(grave, dangerous - _SURER))


class Sounds(Struct, frozen=True):
    """What was learned of danger; `learned` is empty where there was nothing to learn from."""

    learned: tuple[Heard, ...]
    kin: Kin

    def of(self, told: Sequence[str]) -> Sound:
        """How the worst bit of a text of these words sounds; of a text without a word, as if nothing were wrong."""
        return self._worst(_bits(told[:MOST_WORDS]))

    def of_one(self, told: Sequence[str]) -> Sound:
        """How a text of these words sounds as one bit, taken whole."""
        return self._worst([[word for word in told[:MOST_WORDS] if word not in SENTENCE_ENDS]])

    def _worst(self, bits: Iterable[Sequence[str]]) -> Sound:
        return worst(self._bit(bit) for bit in bits) if self.learned else SILENT

    def _bit(self, bit: Sequence[str]) -> Sound:
        length = spoken_length(bit)
        marks = word_marks(bit, self.kin), letter_marks(bit)
        return worst(one.sound(*marks) for one in self.learned if length >= one.enough)


def spoken_length(told: Sequence[str]) -> float:
    """How many words stand in a text, a sign of Chinese counting for less than one."""
    words_alone = (word for word in told if word not in SENTENCE_ENDS)
    return sum(_HAN_SIGN if word >= HAN and len(word) == 1 else 1.0 for word in words_alone)


def worst(heard: Iterable[Sound]) -> Sound:
    """The most dangerous and the most grave of some; silence where there are none."""
    every = (SILENT, *heard)
    return Sound(max(one.dangerous for one in every), max(one.grave for one in every))


def sounds(languages: Mapping[str, DangerWords], calm: Iterable[str]) -> Sounds:
    """Hear as is learned from the languages' own sentences, and from `calm` ones.

    Languages with many sentences and those with few learn apart, those with few beside what is calm in all of them: so
    a sentence more in one of them does not move what is heard in a language with many.
    """
    kin = _kin(languages)
    calm = (*calm, *chain.from_iterable(danger.calm for danger in languages.values()))
    many = [danger for danger in languages.values() if learns_by_itself(danger)]
    few = [danger for danger in languages.values() if danger not in many]
    groups = ((many, many, 0.0), (few, languages.values(), _ENOUGH)) if many else ((few, few, 0.0),)
    told = [
        (_levels((*calm, *_harmless(beside)), group), enough)
        for group, beside, enough in groups
        if any(danger.told() for danger in group)
    ]
    marked = {text: _marked(text, kin) for text in dict.fromkeys(chain.from_iterable(levels for levels, _ in told))}
    return Sounds(tuple(_learned(levels, marked, enough) for levels, enough in told), kin)


def learns_by_itself(danger: DangerWords) -> bool:
    """Whether a language has so many sentences that what they sound like is learned from them alone."""
    return sum(len(scene.texts) for scene in danger.told()) >= _MANY


def enough_words(danger: DangerWords) -> float:
    """How many words a bit of a language must have to be listened to."""
    return 0.0 if learns_by_itself(danger) else _ENOUGH


def _harmless(languages: Iterable[DangerWords]) -> Iterator[str]:
    every = (scene for danger in languages for scene in danger.told())
    return (text for scene in every if scene.level is DangerLevel.NONE for text in scene.texts)


def _levels(calm: Iterable[str], group: Iterable[DangerWords]) -> dict[str, DangerLevel]:
    """How dangerous each sentence is that a group of languages learns from."""
    scenes = [scene for danger in group for scene in danger.told() if scene.level is not DangerLevel.NONE]
    return dict.fromkeys(calm, DangerLevel.NONE) | {text: scene.level for scene in scenes for text in scene.texts}


def _learned(levels: Mapping[str, DangerLevel], marked: Mapping[str, _Marked], enough: float) -> Heard:
    told = [marked[text] for text in levels]
    # Of few sentences what a mark tells by itself is chance: they hear more where all marks count alike.
    way, lift = (learn, _FEWER) if enough else (learn_telling, 0.0)
    by_words, by_letters = ([one[sort] for one in told] for sort in range(2))
    wanted = tuple(levels.values())
    return Heard(_ear(by_words, wanted, way), _ear(by_letters, wanted, way), enough, lift)


def _marked(text: str, kin: Kin) -> _Marked:
    bit = [word for word in words(text) if word not in SENTENCE_ENDS]
    return word_marks(bit, kin), letter_marks(bit)


def _ear(marked: Sequence[Marks], levels: Sequence[DangerLevel], way: _Way) -> Ear:
    dangerous = [(marks, level) for marks, level in zip(marked, levels, strict=True) if level is not DangerLevel.NONE]
    return Ear(
        dangerous=way(marked, [-1.0 if level is DangerLevel.NONE else _RECALL for level in levels]),
        grave=learn(
            [marks for marks, _ in dangerous], [1.0 if level is DangerLevel.RED else -1.0 for _, level in dangerous]
        ),
    )


def _kin(languages: Mapping[str, DangerWords]) -> Kin:
    """The kinds of each word, those of one name being one kind in every language."""
    kin: dict[str, tuple[str, ...]] = {}
    for danger in languages.values():
        alike = ((name, danger.groups[name]) for name in danger.alike)
        for name, group in chain(danger.kin.items(), alike):
            for word in {told[0] for told in map(words, group) if len(told) == 1}:
                kin[word] = tuple(sorted({*kin.get(word, ()), name}))
    return kin


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
