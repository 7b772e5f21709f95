"""Whether a text sounds as if someone were in danger. Recall comes first: a person looks at whatever is found."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise, takewhile

from msgspec import Struct

from bot.domain.reading import Danger, DangerLevel
from bot.reading.lexicons import DangerWords
from bot.reading.normalise import SENTENCE_ENDS, Plain, words
from bot.reading.phrases import Phrases, compiled
from bot.reading.sounds import MOST_WORDS, Sound, Sounds, enough_words, sounds, spoken_length, worst

_WORSE = (DangerLevel.NONE, DangerLevel.AMBER, DangerLevel.RED)
_UNLESS = "unless "

SOUNDS_DANGEROUS = "sounds_dangerous"
"""The rule of a text that is like the sentences we learned danger from, though no phrase says so: amber."""

SOUNDS_GRAVE = "sounds_grave"
"""The rule of a text that is so like the gravest of them that it is red, though no phrase says so."""

TOLD_BIT_BY_BIT = "told_bit_by_bit"
"""The rule of several texts that sound dangerous only together."""

# Chosen where five blind sets, totals only, were heard in 97 of 100 with the fewest alarms; strangers who write near
# misses on purpose, each part of theirs left out at a time, would have it far lower (docs/benchmarks.md, "Readers").
_LIKE_DANGER = 0.08
_LIKE_GRAVE = 0.12
# How much nearer a phrase brings a text, and how much nearer red where the phrase is: it speaks unless the text sounds
# like calm talk ("i died lol"). 0.3 heard two more of 781 strangers, and raised a third more alarms about teenagers.
_PHRASE, _GRAVE_PHRASE = 0.15, 0.2
# How much more it takes where several texts are read as one.
_TOGETHER, _GRAVE_TOGETHER = 0.15, 0.04
_SHORT = 8  # words of a text that may be a bit of something
# So few words are often added to something ("since may", "for the little ones") and say little by themselves: without a
# phrase it takes more before they are feared. A stranger's dangerous texts as short as that all sounded so.
_FEW_WORDS, _FEW = 6, -0.35
# So many calm sentences make it safe to doubt a phrase of that language, where a text is long enough to be heard.
_DOUBTS_FROM = 2000

# Signs that stand for letters, and ways of writing that hide a word: k1ll, kiiill, k i l l, k.i.l.l, k*ll.
_DISGUISED = re.compile(r"[0-9@$!|*+]|([^\W\d_])\1\1|\b[^\W_][ .\-_*][^\W_][ .\-_*][^\W_]\b")
_MEANT = str.maketrans("01345789@$!|+", "oieastbgasiit", "*")
_SPELT_OUT = re.compile(r"\b[^\W_](?:[ .\-_*]{1,3}[^\W_]\b)+")
_BETWEEN = re.compile(r"[ .\-_*]")
_STRETCHED = re.compile(r"([^\W\d_])\1\1+")
_BESIDE_LETTER = re.compile(r"[0-9@$!|*+]{1,3}(?=[^\W\d_])|(?<=[^\W\d_])[0-9@$|*+]{1,3}")


class DangerReader(Struct, frozen=True):
    """Looks for the phrases of every language at once, for fear speaks its first language.

    `doubted` are the languages whose phrases are believed only where the text does not sound calm, each with the words
    that a text must have to be listened to.
    """

    phrases: Phrases
    levels: Mapping[str, DangerLevel]
    sounds: Sounds
    shorter: Mapping[tuple[str, str], str]
    doubted: Mapping[str, float]

    def read(self, text: Plain) -> Danger:
        """How dangerous a text sounds and by which rules, in alphabetical order."""
        meant = _undisguised(text)
        found = self.found(text, meant)
        sound = worst(self.sounds.of(told) for told in (text.words, *meant))
        doubted = self._doubted(text)
        lift = _lift(text)
        level = max(self._level(found, sound, doubted), _sounding(sound, lift, lift), key=_WORSE.index)
        rules = {_rule(name) for name in found}
        return Danger(level, tuple(sorted(rules) or _of_sound(level)) if level is not DangerLevel.NONE else ())

    def _doubted(self, text: Plain) -> Collection[str]:
        """The languages whose phrases are doubted in a text: none where part of it is not listened to."""
        if len(text.words) > MOST_WORDS:
            return ()
        length = spoken_length(text.words)
        return [code for code, enough in self.doubted.items() if length >= enough]

    def read_together(self, texts: Sequence[Plain]) -> Danger:
        """What several texts of one person say together, none of which need say it alone: danger told bit by bit.

        Each run of them up to the last is read as one. Asks for more than one text does, so that harmless runs stay so;
        a text of many words has been heard by itself, and nothing before it counts.
        """
        bits = [[word for word in text.words if word not in SENTENCE_ENDS] for text in texts]
        told = list(takewhile(lambda bit: len(bit) <= _SHORT, reversed(bits)))[::-1]
        runs = [self.sounds.of_one(list(chain.from_iterable(told[at:]))) for at in range(len(told) - 1)]
        level = max((_sounding_together(sound) for sound in runs), key=_WORSE.index, default=DangerLevel.NONE)
        return Danger(level, (TOLD_BIT_BY_BIT,) if level is not DangerLevel.NONE else ())

    def found(self, text: Plain, meant: Iterable[Sequence[str]]) -> Collection[str]:
        """The rules with a phrase in the text, each as "en:name": as written, shortened, and as `meant`."""
        found: set[str] = set()
        for told in (text.words, *meant):
            found |= self.phrases.found(told)
            if (short := self._shortened(told)) != told:
                found |= self.phrases.found(short)
        return {name for name in found if not name.startswith(_UNLESS) and _UNLESS + _rule(name) not in found}

    def _level(self, found: Collection[str], sound: Sound, doubted: Collection[str]) -> DangerLevel:
        """How grave the phrases are: those of `doubted` languages lift the sound, the others speak for themselves.

        What a doubted language says too, such as "suicidal", which is Romanian as well, is doubted whoever says it.
        """
        level = DangerLevel.NONE
        held = {_rule(name) for name in found if name.split(":", 1)[0] in doubted}
        for rule in map(_rule, found):
            said = self.levels[rule]
            if rule in held:
                said = min(said, _sounding(sound, _PHRASE, _GRAVE_PHRASE), key=_WORSE.index)
            level = max(level, said, key=_WORSE.index)
        return level

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


def danger_reader(languages: Mapping[str, DangerWords], calm: Iterable[str]) -> DangerReader:
    """A reader of every language's rules; a rule of one name has one level everywhere.

    It learns from the languages' own sentences and from `calm` ones. ValueError names a phrase that cannot be used.
    """
    groups = {f"{code}:{name}": group for code, danger in languages.items() for name, group in danger.groups.items()}
    named = [one for code, danger in languages.items() for one in _named_phrases(code, danger)]
    return DangerReader(
        phrases=compiled(named, groups),
        levels={rule.name: rule.level for danger in languages.values() for rule in danger.rules},
        sounds=sounds(languages, calm),
        shorter=_shorter(languages),
        doubted={
            code: enough_words(danger) for code, danger in languages.items() if _calm_sentences(danger) >= _DOUBTS_FROM
        },
    )


def _rule(name: str) -> str:
    """The rule of a name such as "en:hits"."""
    return name.split(":", 1)[1]


def _sounding(sound: Sound, lift: float, grave_lift: float) -> DangerLevel:
    if sound.grave + grave_lift > _LIKE_GRAVE:
        return DangerLevel.RED
    return DangerLevel.AMBER if sound.dangerous + lift > _LIKE_DANGER else DangerLevel.NONE


def _lift(text: Plain) -> float:
    few = sum(word not in SENTENCE_ENDS for word in text.words) <= _FEW_WORDS
    return _FEW if few else 0.0


def _sounding_together(sound: Sound) -> DangerLevel:
    if sound.grave > _LIKE_GRAVE + _GRAVE_TOGETHER:
        return DangerLevel.RED
    worried = max(sound.dangerous, sound.grave) > _LIKE_DANGER + _TOGETHER
    return DangerLevel.AMBER if worried else DangerLevel.NONE


def _of_sound(level: DangerLevel) -> Sequence[str]:
    return (SOUNDS_GRAVE,) if level is DangerLevel.RED else (SOUNDS_DANGEROUS,)


def _calm_sentences(danger: DangerWords) -> int:
    return sum(len(scene.texts) for scene in danger.told() if scene.level is DangerLevel.NONE)


def _named_phrases(code: str, danger: DangerWords) -> Iterator[tuple[str, str]]:
    """Each phrase under its language and rule, as "en:hits", its groups being this language's own.

    What silences a rule silences it in every language.
    """
    for rule in danger.rules:
        name = f"{code}:{rule.name}"
        for given, phrases in ((name, rule.phrases), (_UNLESS + rule.name, rule.unless)):
            for phrase in phrases:
                yield given, phrase.replace("{", f"{{{code}:")


def _shorter(languages: Mapping[str, DangerWords]) -> Mapping[tuple[str, str], str]:
    pairs = [(two.split(), one) for danger in languages.values() for two, one in danger.shorter.items()]
    return {(first, second): one for (first, second), one in pairs}


def _undisguised(text: Plain) -> Sequence[Sequence[str]]:
    """The words of a text with disguises taken off, where there are any; stretched letters may stand for one or two."""
    if not _DISGUISED.search(text.text):
        return ()
    joined = _SPELT_OUT.sub(lambda spelt: _BETWEEN.sub("", spelt[0]), text.text)
    meant = _BESIDE_LETTER.sub(lambda signs: signs[0].translate(_MEANT), joined)
    ways = {words(_STRETCHED.sub(r"\1", meant)), words(_STRETCHED.sub(r"\1\1", meant))}
    return sorted(ways - {text.words})
