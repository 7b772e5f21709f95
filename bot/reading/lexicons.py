"""What the readers are given: the word lists of the languages, and the words and examples they learn from."""

from collections.abc import Mapping

from msgspec import Struct, field

from bot.domain.contribution import Interest, Kind
from bot.domain.reading import DangerLevel
from bot.reading.private_words import PrivateWords
from bot.reading.told_private import ToldPrivate

WordList = tuple[str, ...]
WordGroups = Mapping[str, WordList]

SAINTS = frozenset(("st", "saint"))
"""Stand before a name that is a street's, a school's or a church's."""


class KindWords(Struct, frozen=True):
    """Phrases by kind; `firm` ones say it outright, `soft` ones hint at it; `sure` ones settle it.

    Phrases read as in `phrases.compiled`.

    `sorts` are plain phrases by sort of interest. `opening` words hint at a kind where a text begins with them:
    "build", "put" and "more" begin an idea. `kin` are kinds of word, each learned as one, and `endings` are learned of
    words that are in none of them.
    """

    groups: WordGroups = field(default_factory=dict)
    sure: Mapping[Kind, WordList] = field(default_factory=dict)
    firm: Mapping[Kind, WordList] = field(default_factory=dict)
    soft: Mapping[Kind, WordList] = field(default_factory=dict)
    sorts: Mapping[Interest, WordList] = field(default_factory=dict)
    opening: Mapping[Kind, WordList] = field(default_factory=dict)
    kin: WordGroups = field(default_factory=dict)
    endings: WordList = ()


class DangerRule(Struct, frozen=True):
    """Phrases that sound dangerous. Where one of `unless` is found as well, the rule says nothing."""

    name: str
    level: DangerLevel
    phrases: WordList
    unless: WordList = ()


class Scene(Struct, frozen=True):
    """Sentences about one kind of thing that happens, and how grave it is: `level` is none where it is harmless."""

    name: str
    level: DangerLevel
    texts: WordList


class DangerWords(Struct, frozen=True):
    """A language's rules of danger, the groups their phrases use, and sentences to learn from.

    What sounds like `gravest` ones is red, like `dangerous` ones amber, like `calm` ones neither; `scenes` are more of
    all three, told scene by scene. `kin` are kinds of word, each learned as one as well; `alike` names groups
    whose words are learned as one too, the first group that has a word: "dad" and "uncle" are near. `shorter` says
    which two words are read as one: "i am" as "im".
    """

    groups: WordGroups = field(default_factory=dict)
    rules: tuple[DangerRule, ...] = ()
    shorter: Mapping[str, str] = field(default_factory=dict)
    alike: WordList = ()
    gravest: WordList = ()
    dangerous: WordList = ()
    calm: WordList = ()
    scenes: tuple[Scene, ...] = ()
    kin: WordGroups = field(default_factory=dict)

    def told(self) -> tuple[Scene, ...]:
        """All sentences to learn from; those of the three lists are a scene each."""
        lists = (
            ("gravest", DangerLevel.RED, self.gravest),
            ("dangerous", DangerLevel.AMBER, self.dangerous),
            ("calm", DangerLevel.NONE, self.calm),
        )
        return (*(Scene(name, level, texts) for name, level, texts in lists if texts), *self.scenes)


class KinWords(Struct, frozen=True):
    """Words, and runs of words, that residents use for one another, by group: what a concern is made of.

    `things` are spoken of, `matters` are what is the matter with them, `frames` how it is meant (`bot.reading.concern`
    knows their names), `times` when and `folk` for whom. `spots` may be where something is, after a word of `where`;
    `small` words say nothing, `numbered` things are told apart by a number. `known` are concerns, each with the ways
    to tell it (`bot.reading.known_concerns`), and `lists` are the words these may name.
    """

    things: WordGroups = field(default_factory=dict)
    matters: WordGroups = field(default_factory=dict)
    frames: WordGroups = field(default_factory=dict)
    times: WordGroups = field(default_factory=dict)
    folk: WordGroups = field(default_factory=dict)
    spots: WordList = ()
    where: WordList = ()
    small: WordList = ()
    numbered: WordList = ()
    lists: WordGroups = field(default_factory=dict)
    known: WordGroups = field(default_factory=dict)


class Example(Struct, frozen=True):
    """A sentence such as residents write, with what it is and what it is about."""

    text: str
    kind: Kind
    theme: str


class Lexicon(Struct, frozen=True):
    """All word lists of one language.

    `reserved` are the ways to say each reserved word, `small_talk` what says nothing by itself, such as "hi".
    Of some `kinds` the theme is "": not told. `vocabulary` are the language's words as people use them, folded to plain
    letters, `common` the commoner; empty where none are known or its script has no capitals. `dictionary`: few names.
    """

    reserved: Mapping[str, WordList] = field(default_factory=dict)
    small_talk: WordList = ()
    kind: KindWords = field(default_factory=KindWords)
    danger: DangerWords = field(default_factory=DangerWords)
    private: PrivateWords = field(default_factory=PrivateWords)
    told_private: tuple[ToldPrivate, ...] = ()
    examples: tuple[Example, ...] = ()
    kinds: tuple[Example, ...] = ()
    kin: KinWords = field(default_factory=KinWords)
    vocabulary: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    dictionary: frozenset[str] = frozenset()


Lexicons = Mapping[str, Lexicon]
"""The lexicon of each language, by its code."""
