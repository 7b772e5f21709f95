"""All readers together, built once for an area: a text in, what it seems to say out."""

import re
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from types import MappingProxyType

from msgspec import Struct, field, structs

from bot.domain.area import Area, Place
from bot.domain.contribution import Interest
from bot.domain.reading import Danger, Reading
from bot.domain.school import School
from bot.domain.theme import Theme
from bot.reading.asking import asking_reader, is_stopped
from bot.reading.danger import DangerReader
from bot.reading.danger_learned import danger_learned
from bot.reading.every_language import with_forms
from bot.reading.hints import Hints, hints
from bot.reading.interest import sort_of_interest
from bot.reading.kind import kind_reader
from bot.reading.language import LanguageReader, language_reader
from bot.reading.lexicons import Lexicon, Lexicons, WordList
from bot.reading.likely_told import likely
from bot.reading.likeness import FORM, Likeness
from bot.reading.normalise import SENTENCE_ENDS, Plain, plain, words
from bot.reading.phrases import Phrases
from bot.reading.places import PlaceReader, place_reader
from bot.reading.private import PrivateReader
from bot.reading.school_names import known_schools
from bot.reading.similar import Similar, SimilarReader, Told, similar_reader
from bot.reading.someone import tells_of_someone
from bot.reading.subject import Labelled, SubjectReader, subject_reader
from bot.reading.themes import theme_reader

USUAL_LANGUAGE = "en"
_STRETCHED = re.compile(r"(.)\1{2,}")
LONGEST_RESERVED = 40
"""Signs: a longer message is never a reserved word alone."""


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


class LanguageReaders(Struct, frozen=True):
    """The readers that need to know a text's language."""

    subject: SubjectReader
    places: PlaceReader
    private: PrivateReader
    sorts: Mapping[Interest, WordList]


class Readers(Struct, frozen=True):
    """All readers of an area. Pure: the same text reads the same each time."""

    language: LanguageReader
    danger: DangerReader
    by_language: Mapping[str, LanguageReaders]
    reserved_words: Mapping[tuple[str, ...], str]
    alike: SimilarReader
    small_words: frozenset[tuple[str, ...]] = frozenset()
    asking: Phrases = field(default_factory=lambda: asking_reader(()))

    def read(self, text: str, language: str | None = None) -> Reading:
        """All that a text seems to say; `language` is the code the person chose, if they did. Any text will do."""
        told = plain(text)
        code = self.language.read(text, language)
        readers = self.by_language.get(code) or self.by_language[USUAL_LANGUAGE]
        kind, themes = readers.subject.read(told.words)
        places = readers.places.read(told)
        private = readers.private.read(told, places)
        return Reading(
            language=code,
            kind=kind,
            themes=themes,
            places=places,
            private=private,
            danger=self.danger.read(told),
            interest=sort_of_interest(told.words, readers.sorts),
            someone=tells_of_someone(told, private, readers.private.hints.words),
        )

    def screen(self, text: str) -> Danger:
        """How dangerous a text sounds, whatever its language: for every text at every step, before anything else.

        A greeting alone is no danger, whatever it sounds like in another language.
        """
        return Danger() if self.small_talk(text) else self.danger.read(plain(text))

    def similar(self, told: Told, others: Sequence[Told]) -> tuple[Similar, ...]:
        """Which of `others` are possibly the same as what is told, the most alike first: for a person to decide."""
        return self.alike.read(told, others)

    def screen_together(self, texts: Sequence[str]) -> Danger:
        """How dangerous the last texts of one person sound when read as one."""
        return self.danger.read_together([plain(text) for text in texts])

    def reserved(self, text: str) -> str | None:
        """The reserved word a message consists of, in whatever language, as `conversation.events.Reserved` has it."""
        if len(text) > LONGEST_RESERVED:
            return None
        return self.reserved_words.get(_spoken(plain(text)))

    def asks_for_contact(self, text: str) -> bool:
        """Whether a worker's words may not go out to a child: they ask for a name, a number, a meeting, or give one."""
        return is_stopped(self.asking, text, self.read(text).private)

    def taught(self, learned: Mapping[str, Likeness]) -> "Readers":
        """These readers with what was learned of kinds and themes, by language, in the stead of what they ship with."""
        by_language = {
            code: structs.replace(one, subject=structs.replace(one.subject, learned=learned[code]))
            for code, one in self.by_language.items()
            if code in learned
        }
        return structs.replace(self, by_language={**self.by_language, **by_language})

    def small_talk(self, text: str) -> bool:
        """Whether a message is only a greeting, thanks or the like: nothing to keep."""
        told = _spoken(plain(text)) if len(text) <= LONGEST_RESERVED else ()
        return bool(told) and (self._all_small(told) or self._all_small(_unstretched(told)))

    def _all_small(self, told: tuple[str, ...]) -> bool:
        """Whether words are one such after the other, as in "thank you bye"."""
        return not told or any(
            told[:many] in self.small_words and self._all_small(told[many:]) for many in range(len(told), 0, -1)
        )


def build(
    area: Area,
    lexicons: Lexicons,
    screen: DangerReader | None = None,
    subjects: Mapping[str, SubjectReader] = MappingProxyType({}),
) -> Readers:
    """The readers of an area, in a few seconds: they learn from the languages' examples and sentences.

    `screen` is `danger_learned` of the same word lists, and `subjects` what `subject` makes by language, where these
    were built before. ValueError names a phrase of a word list that cannot be used.
    """
    town = ground(area)
    return Readers(
        language=language_reader(
            {code: _texts(town, code, lexicons.get(code, Lexicon())) for code in town.languages},
            [name for place in town.places.values() for name in (place.name, *place.aliases)],
        ),
        danger=screen or danger_learned(lexicons),
        by_language={
            code: _language_readers(town, code, lexicons, subjects.get(code) or subject(town, code, lexicons))
            for code in known_languages(town)
        },
        reserved_words=_reserved_words(lexicons),
        asking=asking_reader(phrase for lexicon in lexicons.values() for phrase in lexicon.private.asks_for),
        alike=similar_reader(
            (lexicon.kin for lexicon in lexicons.values()),
            _place_ids(town),
            frozenset().union(*(lexicon.private.streets for lexicon in lexicons.values())),
        ),
        small_words=frozenset(_spoken(plain(one)) for lexicon in lexicons.values() for one in lexicon.small_talk),
    )


def known_languages(town: Ground) -> tuple[str, ...]:
    """The languages that readers are built for: the area's, and the usual one beside them."""
    return tuple(dict.fromkeys((*town.languages, USUAL_LANGUAGE)))


def subject(town: Ground, code: str, lexicons: Lexicons) -> SubjectReader:
    """What tells kind and themes in a language, learned from its examples. It knows of the area its themes alone."""
    lexicon = lexicons.get(code, Lexicon())
    return subject_reader(kind_reader(lexicon.kind), theme_reader(town.themes, code), labelled(lexicon))


def _texts(town: Ground, code: str, lexicon: Lexicon) -> Sequence[str]:
    """All that is written in a language in its word lists, for its parts of words to be known by."""
    return [
        *(one.text for one in lexicon.examples),
        *(text for scene in lexicon.danger.told() for text in scene.texts),
        *(spelling for spellings in lexicon.reserved.values() for spelling in spellings),
        *lexicon.small_talk,
        *(word for theme in town.themes for word in theme.words.get(code, ())),
    ]


def _reserved_words(lexicons: Lexicons) -> dict[tuple[str, ...], str]:
    """By what is said, the reserved word it stands for, in whatever language."""
    return {
        _spoken(plain(spelling)): word
        for lexicon in lexicons.values()
        for word, spellings in lexicon.reserved.items()
        for spelling in spellings
    }


def _language_readers(town: Ground, code: str, lexicons: Lexicons, about: SubjectReader) -> LanguageReaders:
    lexicon, usual = lexicons.get(code, Lexicon()), lexicons.get(USUAL_LANGUAGE, Lexicon())
    every = [lexicons.get(one, Lexicon()).private for one in town.languages]
    private = with_forms(lexicon.private.beside(usual.private), every)
    known = frozenset(word for told, *_ in labelled(lexicon) for word in told) | private.ordinary | private.everyday
    spoken = (lexicon,) if lexicon is usual else (lexicon, usual)
    vocabularies = (known, *(one.vocabulary for one in spoken if one.vocabulary))
    places = place_reader(town.places.values(), private, vocabularies, [one.common for one in spoken])
    ready = hints(
        private,
        spoken,
        tells=bool(lexicon.vocabulary),
        places=_place_words(town),
        schools=known_schools(town.schools, private, frozenset(_place_ids(town)) | {town.name}, usual),
    )
    return LanguageReaders(about, places, _private_reader(ready, lexicon, places), lexicon.kind.sorts)


def _private_reader(ready: Hints, lexicon: Lexicon, places: PlaceReader) -> PrivateReader:
    """A reader by the words of a language; where sentences with marked details are told in it, by those as well."""
    rules = PrivateReader(ready)
    if not lexicon.told_private:
        return rules
    calm = [one.text for one in lexicon.examples]
    return structs.replace(rules, likely=likely(lexicon.told_private, calm, ready, places.read, rules.by_rules))


def labelled(lexicon: Lexicon) -> Sequence[Labelled]:
    """A language's examples, as the readers learn from them."""
    return [(words(one.text), one.kind, one.theme) for one in lexicon.examples]


def fingerprint(area: Area, lexicon: Lexicon, language: str) -> str:
    """What weights of kind and themes must have been learned beside: other word lists would read other signs."""
    beside = (
        FORM,
        [(one.text, one.kind.value, one.theme) for one in lexicon.examples],
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


def _unstretched(told: tuple[str, ...]) -> tuple[str, ...]:
    """Words without letters held down: "heyyyy" is "hey"."""
    return tuple(_STRETCHED.sub(r"\1", word) for word in told)


def _spoken(text: Plain) -> tuple[str, ...]:
    return tuple(word for word in text.words if word not in SENTENCE_ENDS)
