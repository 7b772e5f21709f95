"""Builds the readers of an area from its places, its themes and the word lists of its languages."""

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from itertools import chain
from types import MappingProxyType

from msgspec import Struct

from bot.domain.area import Area, Place
from bot.domain.reading import DangerLevel
from bot.domain.school import School
from bot.domain.theme import Theme
from bot.reading.asking import asking_reader
from bot.reading.danger import DangerReader
from bot.reading.danger_learned import danger_learned
from bot.reading.every_language import with_forms
from bot.reading.hints import Hints, hints
from bot.reading.kind import kind_reader
from bot.reading.language import LanguageReader, language_reader
from bot.reading.lexicons import Lexicon, Lexicons
from bot.reading.likely import Likely
from bot.reading.likely_told import likely, plain_talk
from bot.reading.likeness import FORM
from bot.reading.normalise import plain, words
from bot.reading.places import PlaceReader, place_reader
from bot.reading.private import PrivateReader
from bot.reading.private_words import PrivateWords
from bot.reading.readers import USUAL_LANGUAGE, LanguageReaders, Readers, spoken
from bot.reading.school_names import known_schools
from bot.reading.similar import SimilarReader, similar_reader
from bot.reading.subject import Labelled, SubjectReader, subject_reader
from bot.reading.themes import theme_reader

_TOLD_OFTEN = 2
"""Sentences that a word must stand in to be one that people use: once it may be a slip, or somebody's name."""


class Ground(Struct, frozen=True):
    """All that readers know of an area: its languages' codes, its places by their ids, its themes, schools and name."""

    languages: tuple[str, ...]
    places: Mapping[str, Place]
    themes: tuple[Theme, ...]
    schools: tuple[School, ...] = ()
    name: str = ""


def ground(area: Area) -> Ground:
    """What readers know of this area. One of which no language is told speaks the usual one."""
    codes = tuple(language.code for language in area.languages) or (USUAL_LANGUAGE,)
    return Ground(codes, area.places, area.themes, area.schools, " ".join(words(area.name)))


class Learned(Struct, frozen=True):
    """What takes long to learn, where it was learned before of the same word lists, the rest by language.

    `danger` is what `danger_learned` makes, `subjects` what `subject` does, and `private` what `likely_private` does.
    """

    danger: DangerReader | None = None
    subjects: Mapping[str, SubjectReader] = MappingProxyType({})
    private: Mapping[str, Likely] = MappingProxyType({})


def build(area: Area, lexicons: Lexicons, learned: Learned = Learned()) -> Readers:  # noqa: B008 - it never changes
    """The readers of an area, in a few seconds: what is not in `learned` they learn from the languages' sentences.

    ValueError names a phrase of a word list that cannot be used.
    """
    town = ground(area)
    return Readers(
        language=_language(town, lexicons),
        danger=learned.danger or danger_learned(lexicons),
        by_language={code: _language_readers(town, code, lexicons, learned) for code in known_languages(town)},
        reserved_words=_reserved_words(lexicons),
        asking=asking_reader(phrase for lexicon in lexicons.values() for phrase in lexicon.private.asks_for),
        alike=_alike(town, lexicons),
        small_words=frozenset(spoken(plain(one)) for lexicon in lexicons.values() for one in lexicon.small_talk),
    )


def _language(town: Ground, lexicons: Lexicons) -> LanguageReader:
    return language_reader(
        {code: _texts(town, code, lexicons.get(code, Lexicon())) for code in town.languages},
        [name for place in town.places.values() for name in (place.name, *place.aliases)],
    )


def _alike(town: Ground, lexicons: Lexicons) -> SimilarReader:
    return similar_reader(
        (lexicon.kin for lexicon in lexicons.values()),
        _place_ids(town),
        frozenset().union(*(lexicon.private.streets for lexicon in lexicons.values())),
    )


def known_languages(town: Ground) -> tuple[str, ...]:
    """The languages that readers are built for: the area's, and the usual one beside them."""
    return tuple(dict.fromkeys((*town.languages, USUAL_LANGUAGE)))


def subject(town: Ground, code: str, lexicons: Lexicons) -> SubjectReader:
    """What tells kind and themes in a language, learned from its examples. It knows of the area its themes alone."""
    lexicon = lexicons.get(code, Lexicon())
    return subject_reader(kind_reader(lexicon.kind), theme_reader(town.themes, code), labelled(lexicon))


def _texts(town: Ground, code: str, lexicon: Lexicon) -> Sequence[str]:
    """What is written in a language in its short word lists, for its parts of words to be known by.

    Among the thousands told beside them the few in other letters, as Bengali is often typed, would be lost.
    """
    danger = lexicon.danger
    return [
        *(one.text for one in lexicon.examples),
        *(*danger.gravest, *danger.dangerous, *danger.calm),
        *(spelling for spellings in lexicon.reserved.values() for spelling in spellings),
        *lexicon.small_talk,
        *(word for theme in town.themes for word in theme.words.get(code, ())),
    ]


def _reserved_words(lexicons: Lexicons) -> dict[tuple[str, ...], str]:
    """By what is said, the reserved word it stands for, in whatever language."""
    return {
        spoken(plain(spelling)): word
        for lexicon in lexicons.values()
        for word, spellings in lexicon.reserved.items()
        for spelling in spellings
    }


def _language_readers(town: Ground, code: str, lexicons: Lexicons, learned: Learned) -> LanguageReaders:
    lexicon = lexicons.get(code, Lexicon())
    every = [lexicons.get(one, Lexicon()).private for one in town.languages]
    private = with_forms(_private_words(code, lexicons), every)
    likely_ = learned.private.get(code)
    if likely_ is None and lexicon.told_private:
        likely_ = likely_private(town, code, lexicons)
    return LanguageReaders(
        learned.subjects.get(code) or subject(town, code, lexicons),
        _place_reader(town, code, lexicons, private),
        PrivateReader(_hints(town, code, lexicons, private), likely_),
        lexicon.kind.sorts,
    )


def private_rules(town: Ground, code: str, lexicons: Lexicons) -> tuple[PrivateReader, PlaceReader]:
    """What marks private details in a language by patterns and words alone, and what reads the places beside them."""
    private = _private_words(code, lexicons)
    return PrivateReader(_hints(town, code, lexicons, private)), _place_reader(town, code, lexicons, private)


def likely_private(town: Ground, code: str, lexicons: Lexicons) -> Likely:
    """What is likely private, learned from the sentences with marked details that are told in a language.

    It knows of the area that they tell of its places, its schools and its name, and reads for any other as well.
    """
    lexicon = lexicons[code]
    rules, places = private_rules(town, code, lexicons)
    talk = [text for scene in lexicon.danger.told() if scene.level is DangerLevel.NONE for text in scene.texts]
    calm = plain_talk([one.text for one in lexicon.examples], talk, len(lexicon.told_private))
    return likely(lexicon.told_private, calm, rules.hints, places.read, rules.by_rules)


def _private_words(code: str, lexicons: Lexicons) -> PrivateWords:
    return lexicons.get(code, Lexicon()).private.beside(lexicons.get(USUAL_LANGUAGE, Lexicon()).private)


def _lists_of(code: str, lexicons: Lexicons) -> Sequence[Lexicon]:
    """The word lists of a language, and of the usual one, which people who speak it use too."""
    return [lexicons.get(one, Lexicon()) for one in dict.fromkeys((code, USUAL_LANGUAGE))]


def _place_reader(town: Ground, code: str, lexicons: Lexicons, private: PrivateWords) -> PlaceReader:
    told = lexicons.get(code, Lexicon()).examples
    known = frozenset(word for one in told for word in words(one.text)) | private.ordinary | private.everyday
    lists = _lists_of(code, lexicons)
    vocabularies = (known, *(one.vocabulary for one in lists if one.vocabulary))
    return place_reader(town.places.values(), private, vocabularies, [one.common for one in lists])


def _hints(town: Ground, code: str, lexicons: Lexicons, private: PrivateWords) -> Hints:
    usual, own = (lexicons.get(one, Lexicon()) for one in (USUAL_LANGUAGE, code))
    return hints(
        private,
        _lists_of(code, lexicons),
        tells=bool(own.vocabulary),
        told=frozenset() if own.vocabulary else _told_words(own),
        places=_place_words(town),
        schools=known_schools(town.schools, private, frozenset(_place_ids(town)) | {town.name}, usual),
    )


def _told_words(lexicon: Lexicon) -> frozenset[str]:
    """The words that stand in several of a language's own sentences."""
    told = [one.text for one in (*lexicon.examples, *lexicon.kinds)]
    feared = chain.from_iterable(scene.texts for scene in lexicon.danger.told())
    counted = Counter(word for text in (*told, *feared) for word in set(words(text)))
    return frozenset(word for word, many in counted.items() if many >= _TOLD_OFTEN)


def labelled(lexicon: Lexicon) -> Sequence[Labelled]:
    """A language's examples, as the readers learn from them."""
    return [(words(one.text), one.kind, one.theme) for one in (*lexicon.examples, *lexicon.kinds)]


def fingerprint(area: Area, lexicon: Lexicon, language: str) -> str:
    """What weights of kind and themes must have been learned beside: other word lists would read other signs."""
    beside = (
        FORM,
        [(one.text, one.kind.value, one.theme) for one in (*lexicon.examples, *lexicon.kinds)],
        [(theme.code, theme.words.get(language, ())) for theme in area.themes],
        sorted((kind.value, phrases) for kind, phrases in lexicon.kind.sure.items()),
        sorted((kind.value, phrases) for kind, phrases in lexicon.kind.firm.items()),
        sorted((kind.value, phrases) for kind, phrases in lexicon.kind.soft.items()),
        sorted((kind.value, words) for kind, words in lexicon.kind.opening.items()),
        sorted(lexicon.kind.groups.items()),
        sorted(lexicon.kind.kin.items()),
        lexicon.kind.endings,
    )
    return blake2b(repr(beside).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _place_words(town: Ground) -> frozenset[str]:
    names = (name for place in town.places.values() for name in (place.name, *place.aliases))
    return frozenset(word for name in names for word in words(name))


def _place_ids(town: Ground) -> dict[str, str]:
    """The id of each place by its names, in small letters and without signs."""
    return {" ".join(words(name)): place.id for place in town.places.values() for name in (place.name, *place.aliases)}
