"""What a text is about: the themes of the pack, best first."""

from collections.abc import Iterable, Mapping, Sequence
from math import exp

from msgspec import Struct

from bot.domain.reading import ThemeScore
from bot.domain.theme import Theme
from bot.reading.phrases import Phrases, compiled

OTHER = "other"
_WORD = 0.3  # what a word of a theme says where no example teaches what it is worth
_NOTHING = 0.05  # what speaks for "other" in any text: more than nothing, less than a word
_SHARPNESS = 6.0  # turns likeness into scores that add up to 1
_LEAST = 0.01  # scores below it are not worth a button
_MOST = 5


class ThemeReader(Struct, frozen=True):
    """Finds the pack's words of one language, and weighs what was learned of them and of all other words."""

    codes: tuple[str, ...]
    words: Phrases

    def found(self, words: Sequence[str]) -> frozenset[str]:
        """The themes that have a word in a text of these words."""
        return frozenset(name.partition(" ")[0] for name in self.words.found(words))

    def read(self, found: Iterable[str], learned: Mapping[str, float]) -> tuple[ThemeScore, ...]:
        """The themes of a text, best first, scores at most 1 together; "other" first where nothing speaks for any.

        `found` are the themes with a word in it, `learned` is what the model says by theme.
        """
        shares = {code: exp(min(_SHARPNESS * one, 50.0)) for code, one in self._weights(found, learned).items()}
        whole = sum(shares.values()) or 1.0
        scores = [ThemeScore(code, round(share / whole, 3)) for code, share in shares.items()]
        best = sorted(scores, key=lambda one: (-one.score, one.theme))[:_MOST]
        return tuple(one for one in best if one.score >= _LEAST)

    def _weights(self, found: Iterable[str], learned: Mapping[str, float]) -> dict[str, float]:
        weights = {code: learned.get(code, 0.0) for code in self.codes}
        if OTHER in weights:
            weights[OTHER] += _NOTHING
        for code in found:
            if code not in learned:
                weights[code] += _WORD
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
