"""What a text is and what it is about: the kind and the themes, read by the same words and one model."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from bot.domain.contribution import Kind
from bot.domain.reading import ThemeScore
from bot.reading.kind import PREFERENCE, KindReader
from bot.reading.likeness import Likeness, liken
from bot.reading.themes import ThemeReader

Labelled = tuple[Sequence[str], Kind, str]
"""The words of a text, what it is, and the theme it is about; "" where nobody said which."""


class SubjectReader(Struct, frozen=True):
    """Kind and themes in one language."""

    kind: KindReader
    themes: ThemeReader
    learned: Likeness

    def read(self, words: Sequence[str]) -> tuple[Kind, tuple[ThemeScore, ...]]:
        """The kind of a text of these words, and its themes, best first."""
        kinds, themes = self.kind.found(words), self.themes.found(words)
        learned = self.learned.scores(words, (*kinds, *themes), self.kind.frames(words))
        return self.kind.read(kinds, learned), self.themes.read(themes, learned)


def subject_reader(kind: KindReader, themes: ThemeReader, examples: Iterable[Labelled]) -> SubjectReader:
    """A reader that has learned from examples; of none it reads by the word lists alone."""
    known = [
        (words, (*kind.found(words), *themes.found(words)), kind.frames(words), tuple(filter(None, (label, theme))))
        for words, label, theme in examples
    ]
    return SubjectReader(kind, themes, liken(known, (frozenset(PREFERENCE), frozenset(themes.codes))))
