"""The words of a language made ready to look for private details with: what leads up to them, what is a known word."""

import re
from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from bot.reading.lexicons import Lexicon, PrivateWords
from bot.reading.normalise import SENTENCE_ENDS, Plain

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
"""Phrases, by their first word; longer ones first."""

_ENDINGS = "com|co|uk|org|net|edu|gov|eu|pl|ro|me|info|io"  # of mail hosts
SAINTS = frozenset(("st", "saint"))
"""Stand before a name that is a street's, a school's or a church's."""

_SHORTEST_NEW = 3  # letters: shorter words nobody knows are slips and signs


class Hints(Struct, frozen=True):
    """A language's words. `vocabularies` are the words people use: a word in none of them may well be a name.

    `tells` says whether the language's own vocabulary is among them: without it no word is new.
    """

    words: PrivateWords
    vocabularies: tuple[frozenset[str], ...]
    common: tuple[frozenset[str], ...]
    tells: bool
    places: frozenset[str]  # the words of the gazetteer's names
    names_after: Phrases
    names_may_follow: Phrases
    famous: Phrases
    schools_after: Phrases
    living: Phrases
    homes_near: Phrases
    endings: frozenset[str]  # of the names of streets and houses
    doors: frozenset[str]  # words that stand before a door's number
    not_named: frozenset[str]  # words that are no part of a street's name
    not_school: frozenset[str]  # or of a school's
    digit_of: Mapping[str, str]
    times: Mapping[str, int]
    number: re.Pattern[str]
    date: re.Pattern[str]
    mail: re.Pattern[str]

    def knows(self, word: str) -> bool:
        """Whether people use a word of these letters, in this language or in the usual one."""
        return any(word in one for one in self.vocabularies) or word in self.words.not_names

    def is_rare(self, word: str) -> bool:
        """Whether few people use a word, so that beside a first name it is a surname."""
        rare = not any(word in one for one in self.common) and word not in self.words.not_names
        return self.tells and len(word) >= _SHORTEST_NEW and word.isalpha() and rare

    def is_new(self, word: str) -> bool:
        """Whether a word is none that people use: a name, or a slip."""
        return self.tells and len(word) >= _SHORTEST_NEW and word.isalpha() and not self.knows(word)


def hints(
    words: PrivateWords, spoken: Iterable[Lexicon], *, tells: bool, places: frozenset[str] = frozenset()
) -> Hints:
    """Make ready the words of a language, with the vocabularies of those that people who speak it use."""
    lexicons = [one for one in spoken if one.vocabulary]
    return Hints(
        words=words,
        vocabularies=tuple(one.vocabulary for one in lexicons),
        common=tuple(one.common for one in lexicons),
        tells=tells,
        places=places,
        names_after=phrases(words.name_comes_after),
        names_may_follow=phrases(words.name_may_come_after),
        famous=phrases(words.famous),
        schools_after=phrases(words.school_comes_after),
        living=phrases(words.living),
        homes_near=phrases(words.homes_near),
        endings=words.streets | words.buildings,
        doors=words.doors | words.homes,
        not_named=words.stops | words.units | words.months | words.place_cues | words.articles,
        not_school=(words.stops | words.articles | words.place_cues | SENTENCE_ENDS) - words.schools - SAINTS,
        digit_of={word: str(digit) for digit, said in enumerate(words.digits) for word in said.split()}
        | dict.fromkeys(words.hundreds, "00"),
        times={word: times for times, said in enumerate(words.repeats, start=2) for word in said.split()},
        number=_number(words),
        date=_date(words),
        mail=_mail(words),
    )


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


def _number(words: PrivateWords) -> re.Pattern[str]:
    """Digits in a row, as signs or as words, with what is said between them."""
    said = [word for one in (*words.digits, *words.repeats) for word in one.split()]
    digit = rf"(?:\d|o(?![a-np-z])|(?:{_any((*said, *words.hundreds))})(?![a-z]))" if said else r"\d"
    between = rf"(?: (?:{_any(words.between_digits)})(?= ))?" if words.between_digits else ""
    return re.compile(rf"(?<![\w£$€.,])(?:\+ ?|\(\+?|00)?\(?{digit}(?:{between}[\s\-.()/_*,]{{0,4}}{digit})*(?!\w)")


def _date(words: PrivateWords) -> re.Pattern[str]:
    """A day, month and year in figures, or a day and month in words, with its year where it is said."""
    figures = r"\d{1,2} ?[/.\-, ] ?\d{1,2} ?[/.\-, ] ?(?:19|20)?\d\d|(?:19|20)\d\d[\-/.]\d\d?[\-/.]\d\d?|\d{8}|\d{6}"
    if not words.months:
        return re.compile(rf"\b(?:{figures})\b")
    day = r"\d{1,2}(?: ?(?:st|nd|rd|th))?" + (f"|(?:{_any(words.ordinals)})" if words.ordinals else "")
    day = rf"(?:{day})"
    month, year = rf"(?:{_any(words.months)})", r"(?:[ ,]{0,2}'?(?:19|20)?\d\d)"
    spoken = rf"{day} ?(?:of )?[ \-]?{month}\b\.?{year}?|{month}\.? (?:the )?{day}{year}?|{month}\.? (?:19|20)\d\d"
    return re.compile(rf"\b(?:{spoken}|{figures})\b")


def _mail(words: PrivateWords) -> re.Pattern[str]:
    """A mail address that is told: "jo dot bloggs at gmail dot com"."""
    dot = rf"(?: ?\.+ ?| ?[(\[] ?(?:{_any(words.dots)}) ?[)\]] ?| (?:{_any(words.dots)}) )" if words.dots else r" ?\. ?"
    sign = rf"(?: ?@ ?| [(\[]? ?(?:{_any(words.at_signs)}) ?[)\]]? |[(\[](?:at|@)[)\]])" if words.at_signs else r" ?@ ?"
    local = rf"[a-z0-9][a-z0-9._+\-]{{0,63}}(?:(?:{dot}| underscore | dash )[a-z0-9_+\-]{{1,40}}){{0,3}}"
    host = _any(words.mail_hosts) if words.mail_hosts else "gmail"
    ended = rf"[a-z0-9][a-z0-9\-]{{0,40}}(?:{dot}[a-z0-9\-]{{1,30}}){{0,2}}{dot}(?:{_ENDINGS})"
    return re.compile(rf"(?<![\w.@+\-]){local}{sign}(?:{ended}(?:{dot}uk)?|(?:{host}))\b")


def _any(told: Collection[str]) -> str:
    return "|".join(re.escape(one) for one in sorted(told, key=lambda one: (-len(one), one)))
