"""The words of a language made ready to look for private details with: what leads up to them, what is a known word."""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct
from rapidfuzz.distance import OSA

from bot.reading import patterns
from bot.reading.lexicons import SAINTS, Lexicon
from bot.reading.normalise import HAN, SENTENCE_ENDS, Plain
from bot.reading.private_words import PrivateWords
from bot.reading.school_names import KnownSchools, known_schools

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
"""Phrases, by their first word; longer ones first."""


_SHORTEST_NEW = 3  # letters: shorter words nobody knows are slips and signs
_BIRTHS = (("birthday", 2), ("birthdate", 2), ("birth", 1), ("born", 1))
"""Words that are often misspelt, and how many letters of them may be wrong."""
_SHORTEST_BIRTH, _LONGEST_BIRTH = 5, 11  # letters


class Hints(Struct, frozen=True):
    """A language's words. `vocabularies` are the words people use: a word in none of them may well be a name.

    `tells` says whether the language's own vocabulary is among them: without it no word is new. `by_sign` says whether
    a word of it is one sign (Chinese), so that the signs of a name are those of everything else.
    """

    words: PrivateWords
    vocabularies: tuple[frozenset[str], ...]
    common: tuple[frozenset[str], ...]
    dictionary: frozenset[str]
    tells: bool
    by_sign: bool
    places: frozenset[str]  # the words of the gazetteer's names
    names_after: Phrases
    names_may_follow: Phrases
    called_by: Phrases
    feelings: Phrases
    famous: Phrases
    schools_after: Phrases
    schools_may_follow: Phrases
    schools_follow: Phrases
    known_schools: KnownSchools
    living: Phrases
    homes_near: Phrases
    home_after: Phrases
    births: Phrases
    endings: frozenset[str]  # of the names of streets and houses
    doors: frozenset[str]  # words that stand before a door's number
    not_named: frozenset[str]  # words that are no part of a street's name
    not_school: frozenset[str]  # or of a school's
    small: frozenset[str]  # letters that phrases begin with
    opens_address: frozenset[str]  # words without figures that one may be told by
    digit_of: Mapping[str, str]
    times: Mapping[str, int]
    number: re.Pattern[str]
    date: re.Pattern[str]
    loose_date: re.Pattern[str]
    hint_of_day: re.Pattern[str]
    said_year: re.Pattern[str]
    said_postcode: re.Pattern[str]
    mail: re.Pattern[str]
    mail_unsigned: re.Pattern[str]
    chinese_name: re.Pattern[str] | None

    def says_nothing(self, word: str) -> bool:
        """Whether neither a name nor a school can be told from this word on: a sentence's end, a lone sign."""
        if len(word) != 1 or not word.isalpha():
            return len(word) == 1
        return word not in self.small and (word.isascii() or word >= HAN)

    def knows(self, word: str) -> bool:
        """Whether people use a word of these letters, in this language or in the usual one."""
        if word in self.dictionary or word in self.words.not_names:
            return True
        return any(word in one for one in self.vocabularies)

    def is_birthday(self, word: str) -> bool:
        """Whether a word is none that people use, but hardly another than "birthday" or "birth"."""
        if word[:1] != "b" or not _SHORTEST_BIRTH <= len(word) <= _LONGEST_BIRTH or self.knows(word):
            return False
        return any(OSA.distance(word, one, score_cutoff=most) <= most for one, most in _BIRTHS)

    def is_common(self, word: str) -> bool:
        """Whether many people use a word."""
        return any(word in one for one in self.common)

    def is_rare(self, word: str) -> bool:
        """Whether few people use a word, so that beside a first name it is a surname."""
        rare = not any(word in one for one in self.common) and word not in self.words.not_names
        return self.tells and len(word) >= _SHORTEST_NEW and word.isalpha() and rare

    def is_new(self, word: str) -> bool:
        """Whether a word is none that people use: a name, or a slip."""
        return self.tells and len(word) >= _SHORTEST_NEW and word.isalpha() and not self.knows(word)


def hints(
    words: PrivateWords,
    spoken: Iterable[Lexicon],
    *,
    tells: bool,
    told: frozenset[str] = frozenset(),
    places: frozenset[str] = frozenset(),
    schools: KnownSchools | None = None,
) -> Hints:
    """Make ready the words of a language, with the vocabularies of those that people who speak it use.

    `told` are the words of the language's own sentences, where it has no vocabulary.
    """
    lexicons = [one for one in spoken if one.vocabulary]
    return Hints(
        words=words,
        vocabularies=(*([told] if told else ()), *(one.vocabulary for one in lexicons)),
        common=tuple(one.common for one in lexicons),
        dictionary=next(
            (one.dictionary for one in lexicons if one.dictionary), frozenset()
        ),  # the usual one's: kept once
        tells=tells,
        by_sign=2 * sum(word >= HAN for word in told) > len(told) > 0,
        places=places,
        known_schools=schools or known_schools((), words, frozenset()),
        endings=words.streets | words.buildings,
        doors=words.doors | words.homes,
        not_named=words.stops | words.units | words.months | words.place_cues | words.articles,
        not_school=(words.stops | words.articles | words.place_cues | SENTENCE_ENDS) - words.schools - SAINTS,
        small=_one_sign_begins(words),
        opens_address=_opens_address(words),
        digit_of=_digits(words),
        times={word: times for times, said in enumerate(words.repeats, start=2) for word in said.split()},
        number=patterns.number(words),
        date=patterns.date(words),
        loose_date=patterns.loose_date(words),
        hint_of_day=patterns.hint_of_day(words),
        said_year=patterns.said_year(words),
        said_postcode=patterns.said_postcode(words),
        mail=patterns.mail(words),
        mail_unsigned=patterns.unsigned_mail(words),
        chinese_name=patterns.chinese_name(words),
        names_after=phrases(words.name_comes_after),
        names_may_follow=phrases(words.name_may_come_after),
        called_by=phrases(words.called_by),
        feelings=phrases(words.feelings),
        famous=phrases(words.famous),
        schools_after=phrases(words.school_comes_after),
        schools_may_follow=phrases(words.school_may_come_after),
        schools_follow=phrases(words.school_follows),
        living=phrases(words.living),
        homes_near=phrases(words.homes_near),
        home_after=phrases(words.home_after),
        births=phrases(words.birth_phrases),
    )


def _opens_address(words: PrivateWords) -> frozenset[str]:
    digits = (word for said in words.digits for word in said.split())
    return frozenset("abcdefgh").union(words.houses, words.lives, words.buildings, words.tens, digits)


def _digits(words: PrivateWords) -> Mapping[str, str]:
    """The figures that words are said for."""
    said = {word: str(digit % 10) for digit, told in enumerate(words.digits) for word in told.split()}
    return said | dict.fromkeys(words.hundreds, "00")


def _one_sign_begins(words: PrivateWords) -> frozenset[str]:
    """The letters and signs that are words by themselves and begin something that leads up to a name or a school."""
    led_up = (*words.name_comes_after, *words.name_may_come_after, *words.called_by, *words.feelings)
    led_up += (*words.school_comes_after, *words.school_may_come_after)
    alone = (one for one in words.relations | words.titles | words.schools if len(one) == 1)
    return frozenset("y").union(alone, (one[0] for one in led_up if one[1:2] == " "))


def phrases(told: Iterable[str]) -> Phrases:
    """Phrases by their first word."""
    parted = sorted({tuple(one.split()) for one in told}, key=lambda one: (-len(one), one))
    return {first: tuple(one for one in parted if one[0] == first) for first in {one[0] for one in parted if one}}


def after(found: Phrases, text: Plain, number: int) -> int | None:
    """The word after the longest of some phrases that begins at the word of this number, if one does."""
    for phrase in found.get(text.words[number], ()):
        if text.words[number : number + len(phrase)] == phrase:
            return number + len(phrase)
    return None


def is_between(text: Plain, number: int, signs: str) -> bool:
    """Whether nothing but these signs stands between the word of this number and the one before it."""
    return not text.text[text.ends[number - 1] : text.starts[number]].strip(signs)


def begins_sentence(text: Plain, number: int) -> bool:
    """Whether the word of this number is the first of its sentence."""
    if number == 0 or text.words[number - 1] not in SENTENCE_ENDS:
        return number == 0
    return not (text.words[number - 1] == "." and len(text.word(number - 2)) == 1)  # "R. Choudhury"


def is_capital(text: Plain, number: int) -> bool:
    """Whether the word of this number is written with a capital."""
    return text.as_given(number)[:1].isupper()
