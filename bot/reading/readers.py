"""All readers together, built once for an area: a text in, what it seems to say out."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, field, structs

from bot.domain.contribution import Interest
from bot.domain.reading import Danger, Reading
from bot.reading.asking import asking_reader, is_stopped
from bot.reading.danger import DangerReader
from bot.reading.interest import sort_of_interest
from bot.reading.language import LanguageReader
from bot.reading.lexicons import WordList
from bot.reading.likeness import Likeness
from bot.reading.normalise import SENTENCE_ENDS, Plain, plain
from bot.reading.phrases import Phrases
from bot.reading.places import PlaceReader
from bot.reading.private import PrivateReader
from bot.reading.similar import Similar, SimilarReader, Told
from bot.reading.someone import tells_of_someone
from bot.reading.subject import SubjectReader

USUAL_LANGUAGE = "en"
_STRETCHED = re.compile(r"(.)\1{2,}")
LONGEST_RESERVED = 40
"""Signs: a longer message is never a reserved word alone."""


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
        return self.reserved_words.get(spoken(plain(text)))

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
        told = spoken(plain(text)) if len(text) <= LONGEST_RESERVED else ()
        return bool(told) and (self._all_small(told) or self._all_small(_unstretched(told)))

    def _all_small(self, told: tuple[str, ...]) -> bool:
        """Whether words are one such after the other, as in "thank you bye"."""
        return not told or any(
            told[:many] in self.small_words and self._all_small(told[many:]) for many in range(len(told), 0, -1)
        )


def _unstretched(told: tuple[str, ...]) -> tuple[str, ...]:
    """Words without letters held down: "heyyyy" is "hey"."""
    return tuple(_STRETCHED.sub(r"\1", word) for word in told)


def spoken(text: Plain) -> tuple[str, ...]:
    """The words of a text without the signs that end a sentence."""
    return tuple(word for word in text.words if word not in SENTENCE_ENDS)
