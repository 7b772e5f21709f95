"""Whether a text sounds as if someone were in danger. Recall comes first: a person looks at whatever is found."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.reading import Danger, DangerLevel
from bot.reading.learned import Learned, learn
from bot.reading.lexicons import DangerWords
from bot.reading.normalise import Plain, words
from bot.reading.phrases import Phrases, compiled

_WORSE = (DangerLevel.NONE, DangerLevel.AMBER, DangerLevel.RED)
_UNLESS = "unless "

SOUNDS_DANGEROUS = "sounds_dangerous"
"""The rule of a text that no phrase is found in, but that is like the sentences we learned danger from: amber."""

_DANGEROUS, _CALM = "dangerous", "calm"
_LIKE_DANGER = 0.33  # where false alarms on civic talk stay below 2 in 100

# Signs that stand for letters, and ways of writing that hide a word: k1ll, kiiill, k i l l, k.i.l.l, k*ll.
_DISGUISED = re.compile(r"[0-9@$!|*+]|([^\W\d_])\1\1|\b[^\W_][ .\-_*][^\W_][ .\-_*][^\W_]\b")
_MEANT = str.maketrans("01345789@$!|+", "oieastbgasiit", "*")
_SPELT_OUT = re.compile(r"\b[^\W_](?:[ .\-_*]{1,3}[^\W_]\b)+")
_BETWEEN = re.compile(r"[ .\-_*]")
_STRETCHED = re.compile(r"([^\W\d_])\1\1+")
_BESIDE_LETTER = re.compile(r"[0-9@$!|*+]{1,3}(?=[^\W\d_])|(?<=[^\W\d_])[0-9@$|*+]{1,3}")


@dataclass(frozen=True, slots=True)
class DangerReader:
    """Looks for the phrases of every language at once, for fear speaks its first language."""

    phrases: Phrases
    levels: Mapping[str, DangerLevel]
    learned: Learned

    def read(self, text: Plain) -> Danger:
        """How dangerous a text sounds and by which rules, in alphabetical order."""
        found = self.phrases.found(text.words)
        if _DISGUISED.search(text.text):
            for told in _undisguised(text.text):
                found |= self.phrases.found(told)
        if not found and self.learned.scores(text.words).get(_DANGEROUS, 0.0) > _LIKE_DANGER:
            return Danger(DangerLevel.AMBER, (SOUNDS_DANGEROUS,))
        rules = sorted(name for name in found if not name.startswith(_UNLESS) and _UNLESS + name not in found)
        level = max((self.levels[name] for name in rules), key=_WORSE.index, default=DangerLevel.NONE)
        return Danger(level, tuple(rules))


def danger_reader(languages: Mapping[str, DangerWords], calm: Iterable[str]) -> DangerReader:
    """A reader of every language's rules; a rule of one name has one level everywhere.

    It learns from the languages' own sentences and from `calm` ones. ValueError names a phrase that cannot be used.
    """
    groups = {f"{code}:{name}": group for code, danger in languages.items() for name, group in danger.groups.items()}
    named = [
        (name, phrase.replace("{", f"{{{code}:"))
        for code, danger in languages.items()
        for rule in danger.rules
        for name, phrases in ((rule.name, rule.phrases), (_UNLESS + rule.name, rule.unless))
        for phrase in phrases
    ]
    levels = {rule.name: rule.level for danger in languages.values() for rule in danger.rules}
    alike = {text: _CALM for danger in languages.values() for text in danger.calm} | dict.fromkeys(calm, _CALM)
    alike |= {text: _DANGEROUS for danger in languages.values() for text in danger.dangerous}
    learned = learn([(words(text), (label,)) for text, label in alike.items()])
    return DangerReader(compiled(named, groups), levels, learned)


def _undisguised(text: str) -> list[Sequence[str]]:
    """The words of a text with disguises taken off; stretched letters may stand for one or for two."""
    joined = _SPELT_OUT.sub(lambda spelt: _BETWEEN.sub("", spelt[0]), text)
    meant = _BESIDE_LETTER.sub(lambda signs: signs[0].translate(_MEANT), joined)
    return [words(_STRETCHED.sub(r"\1", meant)), words(_STRETCHED.sub(r"\1\1", meant))]
