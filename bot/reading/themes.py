"""What a text is about: the themes of the pack, best first."""

from collections.abc import Iterable, Mapping, Sequence
from math import exp

from msgspec import Struct

from bot.domain.area import Theme
from bot.domain.reading import ThemeScore
from bot.reading.phrases import Phrases, compiled

OTHER = "other"
_WORD = 0.5  # what a word of the pack weighs
_LEARNED = 2.5  # how much the examples weigh beside it
_NOTHING = 0.12  # what speaks for "other" in any text: more than nothing, less than a word
_SHARPNESS = 3.5  # turns weights into scores that add up to 1
_LEAST = 0.02  # scores below it are not worth a button
_MOST = 5


class ThemeReader(Struct, frozen=True):
    """Weighs the pack's words of one language with what was learned from its examples."""

    codes: tuple[str, ...]
    words: Phrases

    def read(self, words: Sequence[str], learned: Mapping[str, float]) -> tuple[ThemeScore, ...]:
        """The themes of a text of these words, best first, scores at most 1 together; `learned` by theme.

        "other" alone where nothing speaks for any theme.
        """
        shares = {code: exp(min(_SHARPNESS * one, 50.0)) for code, one in self._weights(words, learned).items()}
        whole = sum(shares.values()) or 1.0
        scores = [ThemeScore(code, round(share / whole, 3)) for code, share in shares.items()]
        best = sorted(scores, key=lambda one: (-one.score, one.theme))[:_MOST]
        return tuple(one for one in best if one.score >= _LEAST)

    def _weights(self, words: Sequence[str], learned: Mapping[str, float]) -> dict[str, float]:
        weights = {code: _LEARNED * learned.get(code, 0.0) for code in self.codes}
        if OTHER in weights:
            weights[OTHER] += _NOTHING
        for name in self.words.found(words):
            weights[name.partition(" ")[0]] += _WORD
        return weights


def theme_reader(themes: Iterable[Theme], language: str) -> ThemeReader:
    """A reader of these themes by their words in one language; ValueError names a word that cannot be used."""
    known = tuple(themes)
    spelt = [
        (f"{theme.code} {number}", form)
        for theme in known
        for number, word in enumerate(theme.words.get(language, ()))
        for form in _forms(word)
    ]
    return ThemeReader(tuple(theme.code for theme in known), compiled(spelt, {}))


def _forms(word: str) -> tuple[str, ...]:
    """The word, and its plural: in languages without an s-plural that form is never met, so it does no harm."""
    return (word,) if word.endswith("s") else (word, f"{word}s")
