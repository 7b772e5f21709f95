"""Whether a text sounds as if someone were in danger. Recall comes first: a person looks at whatever is found."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from bot.domain.reading import Danger, DangerLevel
from bot.reading.learned import Learned, learn
from bot.reading.lexicons import DangerWords
from bot.reading.normalise import Plain, words
from bot.reading.phrases import Phrases, compiled

_WORSE = (DangerLevel.NONE, DangerLevel.AMBER, DangerLevel.RED)
_UNLESS = "unless "

SOUNDS_DANGEROUS = "sounds_dangerous"
"""The rule of a text that is like the sentences we learned danger from, though no phrase says so: amber."""

SOUNDS_GRAVE = "sounds_grave"
"""The rule of a text that is like the gravest of them: amber too, for only a phrase may end somebody's talk."""

_DANGEROUS, _GRAVE, _CALM = "dangerous", "grave", "calm"
_LABELS = {
    DangerLevel.NONE: (_CALM,),
    DangerLevel.AMBER: (_DANGEROUS,),
    DangerLevel.RED: (_DANGEROUS, _GRAVE),
}

# Chosen on the tuning half of the held-out sentences and on 1,204 real civic texts, of which 1.3 % then raise an alarm:
# recall first, as long as that stays below 2 %.
_LIKE_DANGER = 0.5
_LIKE_GRAVE = 0.36
# Words; of fewer the model knows nothing ("bye" is like many a last word). The phrases hear short ones.
_ENOUGH = 3

# Signs that stand for letters, and ways of writing that hide a word: k1ll, kiiill, k i l l, k.i.l.l, k*ll.
_DISGUISED = re.compile(r"[0-9@$!|*+]|([^\W\d_])\1\1|\b[^\W_][ .\-_*][^\W_][ .\-_*][^\W_]\b")
_MEANT = str.maketrans("01345789@$!|+", "oieastbgasiit", "*")
_SPELT_OUT = re.compile(r"\b[^\W_](?:[ .\-_*]{1,3}[^\W_]\b)+")
_BETWEEN = re.compile(r"[ .\-_*]")
_STRETCHED = re.compile(r"([^\W\d_])\1\1+")
_BESIDE_LETTER = re.compile(r"[0-9@$!|*+]{1,3}(?=[^\W\d_])|(?<=[^\W\d_])[0-9@$|*+]{1,3}")


class DangerReader(Struct, frozen=True):
    """Looks for the phrases of every language at once, for fear speaks its first language."""

    phrases: Phrases
    levels: Mapping[str, DangerLevel]
    learned: Learned
    kin: Mapping[str, str]
    shorter: Mapping[tuple[str, str], str]

    def read(self, text: Plain) -> Danger:
        """How dangerous a text sounds and by which rules, in alphabetical order."""
        told = self._shortened(text.words)
        found = self._found(text, told)
        rules = sorted(name for name in found if not name.startswith(_UNLESS) and _UNLESS + name not in found)
        if not any(self.levels[name] is DangerLevel.RED for name in rules):
            rules = sorted((*rules, *self._sounds_like(told)))
        level = max((self.levels[name] for name in rules), key=_WORSE.index, default=DangerLevel.NONE)
        return Danger(level, tuple(rules))

    def _found(self, text: Plain, told: Sequence[str]) -> set[str]:
        """The names of the phrases in a text: as written, shortened as `told`, and out of disguise."""
        found = self.phrases.found(text.words)
        if told != text.words:
            found |= self.phrases.found(told)
        if _DISGUISED.search(text.text):
            found.update(*(self.phrases.found(meant) for meant in _undisguised(text.text)))
        return found

    def _shortened(self, told: Sequence[str]) -> Sequence[str]:
        """The words, pairs that have a shorter way of being said as one word."""
        if not any(pair in self.shorter for pair in pairwise(told)):
            return told
        short: list[str] = []
        for word in told:
            if short and (one := self.shorter.get((short[-1], word))):
                short[-1] = one
            else:
                short.append(word)
        return short

    def _sounds_like(self, told: Sequence[str]) -> Sequence[str]:
        if len(told) < _ENOUGH:
            return ()
        scores = self.learned.scores(_with_kin(told, self.kin))
        if scores.get(_GRAVE, 0.0) > _LIKE_GRAVE:
            return (SOUNDS_GRAVE,)
        return (SOUNDS_DANGEROUS,) if scores.get(_DANGEROUS, 0.0) > _LIKE_DANGER else ()


def danger_reader(languages: Mapping[str, DangerWords], calm: Iterable[str]) -> DangerReader:
    """A reader of every language's rules; a rule of one name has one level everywhere.

    It learns from the languages' own sentences and from `calm` ones. ValueError names a phrase that cannot be used.
    """
    groups = {f"{code}:{name}": group for code, danger in languages.items() for name, group in danger.groups.items()}
    named = [one for code, danger in languages.items() for one in _named_phrases(code, danger)]
    levels = {rule.name: rule.level for danger in languages.values() for rule in danger.rules}
    levels |= {SOUNDS_DANGEROUS: DangerLevel.AMBER, SOUNDS_GRAVE: DangerLevel.AMBER}
    kin = _kin(languages)
    learned = learn([(_with_kin(words(text), kin), labels) for text, labels in _examples(languages, calm).items()])
    return DangerReader(compiled(named, groups), levels, learned, kin, _shorter(languages))


def _named_phrases(code: str, danger: DangerWords) -> Iterator[tuple[str, str]]:
    """Each phrase under its rule's name, its groups being this language's own."""
    for rule in danger.rules:
        for name, phrases in ((rule.name, rule.phrases), (_UNLESS + rule.name, rule.unless)):
            for phrase in phrases:
                yield name, phrase.replace("{", f"{{{code}:")


def _examples(languages: Mapping[str, DangerWords], calm: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """The labels of each sentence to learn from."""
    return dict.fromkeys(calm, (_CALM,)) | {
        text: _LABELS[scene.level] for danger in languages.values() for scene in danger.told() for text in scene.texts
    }


def _shorter(languages: Mapping[str, DangerWords]) -> Mapping[tuple[str, str], str]:
    pairs = [(two.split(), one) for danger in languages.values() for two, one in danger.shorter.items()]
    return {(first, second): one for (first, second), one in pairs}


def _kin(languages: Mapping[str, DangerWords]) -> Mapping[str, str]:
    """By word, the first of its language's groups of words that are learned as one."""
    kin: dict[str, str] = {}
    for danger in languages.values():
        for name in danger.alike:
            for told in map(words, danger.groups[name]):
                if len(told) == 1:
                    kin.setdefault(told[0], f"{{{name}}}")
    return kin


def _with_kin(told: Sequence[str], kin: Mapping[str, str]) -> Sequence[str]:
    """The words, and the words again with each kind of them called by its group."""
    return (*told, "#", *[kin.get(word, word) for word in told])


def _undisguised(text: str) -> list[Sequence[str]]:
    """The words of a text with disguises taken off; stretched letters may stand for one or for two."""
    joined = _SPELT_OUT.sub(lambda spelt: _BETWEEN.sub("", spelt[0]), text)
    meant = _BESIDE_LETTER.sub(lambda signs: signs[0].translate(_MEANT), joined)
    return [words(_STRETCHED.sub(r"\1", meant)), words(_STRETCHED.sub(r"\1\1", meant))]
