"""Which of the area's languages a text is in; the person's own choice comes first."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

from babel.core import get_global
from msgspec import Struct, field
from py3langid.langid import MODEL_FILE, LanguageIdentifier

_SURE = 0.9  # how sure the model must be (0 to 1) where nobody chose a language
_SURER = 0.97  # how sure to go against the person's own choice
_LETTERS = re.compile(r"[^\W\d_]")
_ENOUGH = 12  # letters; the fewer there are, the more often the model is wrong
_PLENTY = 25
_LONGEST = 1000  # signs looked at; more say nothing new


_NAMES = {"Latn": "LATIN", "Arab": "ARABIC", "Beng": "BENGALI", "Hans": "CJK", "Cyrl": "CYRILLIC", "Grek": "GREEK"}


class Identifier(Protocol):
    """What we use of py3langid."""

    def classify(self, text: str) -> tuple[str, float]:
        """The likeliest language and how likely it is, 0 to 1."""


class LanguageReader(Struct, frozen=True):
    """Tells the languages apart; `identifier` is None where there is one only, for it takes 70 MB and a second."""

    codes: tuple[str, ...]
    identifier: Identifier | None
    scripts: Mapping[str, str] = field(default_factory=dict)

    def read(self, text: str, chosen: str | None) -> str:
        """The code of the text's language. Short or unclear texts are in `chosen`, or else in the first language."""
        letters = _LETTERS.findall(text[:_LONGEST])
        codes = self._written_like(letters)
        if len(codes) == 1:
            return codes[0]
        if chosen in self.codes:
            return self._told_by_model(text, len(letters), chosen, _PLENTY, _SURER)
        return self._told_by_model(text, len(letters), self.codes[0], _ENOUGH, _SURE)

    def _told_by_model(self, text: str, letters: int, usual: str, enough: int, sure: float) -> str:
        """What the model says where it has enough letters to go by and is sure of it, else `usual`."""
        if self.identifier is None or letters < enough:
            return usual
        code, sureness = self.identifier.classify(text[:_LONGEST])
        return code if sureness >= sure else usual

    def _written_like(self, letters: Sequence[str]) -> tuple[str, ...]:
        """The languages that are written in the script of most of these letters; all where none is."""
        if not letters:
            return self.codes
        ((script, _),) = Counter(unicodedata.name(one, "").partition(" ")[0] for one in letters).most_common(1)
        return tuple(code for code in self.codes if self.scripts.get(code) == script) or self.codes


def _scripts(codes: Sequence[str]) -> dict[str, str]:
    """The script each language is usually written in, as Unicode's names of letters begin (CLDR's likely subtags)."""
    likely = get_global("likely_subtags")
    tags = {code: next((tag for tag in likely.get(code, "").split("_") if tag in _NAMES), "") for code in codes}
    return {code: _NAMES[tag] for code, tag in tags.items() if tag}


def language_reader(codes: Sequence[str]) -> LanguageReader:
    """A reader for these language codes, the first being the usual one; codes the model does not know are left out."""
    if len(codes) < 2:  # noqa: PLR2004 - one language needs no telling apart
        return LanguageReader(tuple(codes) or ("en",), None)
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in codes if code in identifier.labels])
    identifier._full_model = ()  # noqa: SLF001 - 25 MB of the 97 languages nobody here speaks
    return LanguageReader(tuple(codes), identifier, _scripts(codes))
