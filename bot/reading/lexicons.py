"""What the readers are given: the word lists of the languages, and the words and examples they learn from."""

from collections.abc import Mapping

from msgspec import Struct, field

from bot.domain.contribution import Kind
from bot.domain.reading import DangerLevel

WordList = tuple[str, ...]
WordGroups = Mapping[str, WordList]


class KindWords(Struct, frozen=True):
    """Phrases by kind; `firm` ones say it outright, `soft` ones hint at it. Phrases read as in `phrases.compiled`."""

    groups: WordGroups = field(default_factory=dict)
    firm: Mapping[Kind, WordList] = field(default_factory=dict)
    soft: Mapping[Kind, WordList] = field(default_factory=dict)


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
    all three, told scene by scene. `alike` names groups
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

    def told(self) -> tuple[Scene, ...]:
        """All sentences to learn from; those of the three lists are a scene each."""
        lists = (
            ("gravest", DangerLevel.RED, self.gravest),
            ("dangerous", DangerLevel.AMBER, self.dangerous),
            ("calm", DangerLevel.NONE, self.calm),
        )
        return (*(Scene(name, level, texts) for name, level, texts in lists if texts), *self.scenes)


class PrivateWords(Struct, frozen=True):
    """The words by which private details, places and streets are told in a language.

    `first_names` are names on sight, `ambiguous_names` only where written like one (they are words too); `titles`
    come before a surname, `sure_titles` before nothing else, so that it may be written small; `name_comes_after` are
    phrases after which a name is said, `own_name_comes_after` those after which one's own is; `relations` are people
    spoken of by name after them; `not_names` never are. `folk` are further people told by where they live, `close_by`
    phrases say where that is, `people_known_here` are two words that point at one person by themselves.
    `streets` end a street's name and `buildings` a house's; `schools` end a school's name, `plain_schools` say which
    kind of school without naming it, `school_cues` lead up to one; `stops` are never part of a street's or a school's
    name. `phone_cues`, `birth_cues`, `handle_cues` and `vehicle_cues` stand before what they announce. `asks_for`
    phrases ask somebody for what nobody may ask a child for. `place_cues` lead up to a place, `articles` make a common
    thing of it, `ordinary` words make place names that mean something else too, `everyday` words are never a misspelt
    place.
    """

    first_names: frozenset[str] = frozenset()
    ambiguous_names: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    sure_titles: frozenset[str] = frozenset()
    name_comes_after: WordList = ()
    own_name_comes_after: WordList = ()
    close_by: WordList = ()
    asks_for: WordList = ()
    people_known_here: frozenset[str] = frozenset()
    folk: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    not_names: frozenset[str] = frozenset()
    streets: frozenset[str] = frozenset()
    buildings: frozenset[str] = frozenset()
    schools: frozenset[str] = frozenset()
    plain_schools: frozenset[str] = frozenset()
    phone_cues: frozenset[str] = frozenset()
    birth_cues: frozenset[str] = frozenset()
    handle_cues: frozenset[str] = frozenset()
    vehicle_cues: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    school_cues: frozenset[str] = frozenset()
    place_cues: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    ordinary: frozenset[str] = frozenset()
    everyday: frozenset[str] = frozenset()

    def beside(self, other: "PrivateWords") -> "PrivateWords":
        """These words and another language's: people of every language are named in every language."""
        pairs = {name: (getattr(self, name), getattr(other, name)) for name in self.__struct_fields__}
        return PrivateWords(
            **{
                name: mine + theirs if isinstance(mine, tuple) else mine | theirs
                for name, (mine, theirs) in pairs.items()
            }
        )


class Example(Struct, frozen=True):
    """A sentence such as residents write, with what it is and what it is about."""

    text: str
    kind: Kind
    theme: str


class Lexicon(Struct, frozen=True):
    """All word lists of one language.

    `reserved` are the ways to say each reserved word, `small_talk` what says nothing by itself, such as "hi".
    """

    reserved: Mapping[str, WordList] = field(default_factory=dict)
    small_talk: WordList = ()
    kind: KindWords = field(default_factory=KindWords)
    danger: DangerWords = field(default_factory=DangerWords)
    private: PrivateWords = field(default_factory=PrivateWords)
    examples: tuple[Example, ...] = ()


Lexicons = Mapping[str, Lexicon]
"""The lexicon of each language, by its code."""
