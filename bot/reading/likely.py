"""Words that are likely private by what stands around them, as was learned from sentences in which details are marked.

It is asked beside the rules: it hears a school in "the Oakgrove lot were at it again", and only adds to what they find.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from bot.domain.reading import PlaceSpan, PrivateSpan, PrivateType
from bot.reading.around import Kinds, marks, rows
from bot.reading.birth_days import BirthDays
from bot.reading.by_sign import door_after, is_no_name, school_after
from bot.reading.hints import Hints, after, begins_sentence, is_between, is_capital
from bot.reading.houses import street_or_flat
from bot.reading.known_schools import further, named_ends
from bot.reading.learned import Learned
from bot.reading.likely_runs import BETWEEN, SURE, stretched
from bot.reading.normalise import Plain
from bot.reading.spans import marked_words

SURE_ALONE = 0.5
"""How likely where it would be a school and is one word, which the dictionary has."""
SURE_STREET = 0.2
"""How likely where it is called like a street and has no door: of a school, "she is at Wick Lane"."""
SURE_FAMILIAR = 0.8
"""How likely where everybody uses a word, beside one that is private: "Severn Lodge"."""
SURE_AT_FIRST = 0.75
"""How likely where it would be a name that begins its sentence and is a word too: "Amber light", "Hope it lasts"."""


class _Run(Struct, frozen=True):
    """Words that are likely a detail of this type, and how likely."""

    type: PrivateType
    first: int
    last: int
    score: float


class Likely(Struct, frozen=True):
    """What was learned: how likely a word is private, and of what type it is if it is.

    `general` words are no name by themselves, whatever stands around them; `spoken` ones are of none at all. `lift` is
    added to how likely each word is.
    """

    lift: float
    kinds: Kinds
    days: BirthDays
    private: Learned
    types: Mapping[PrivateType, Learned]
    general: frozenset[str]
    spoken: frozenset[str]

    def spans(self, text: Plain, hints: Hints, places: Sequence[PlaceSpan]) -> Iterator[PrivateSpan]:
        """What is likely private. A place's name by itself is not, nor a street without a door."""
        if _is_foreign(text, hints):
            return
        found = rows(text, hints, self.kinds, places)
        yield from self.days.spans(text, hints, found)
        marked = marks(found)
        scores = (self.private.scores(marked) + self.lift).tolist()
        if max(scores, default=-1.0) < SURE:
            return
        types = {type_: learned.sums(marked).tolist() for type_, learned in self.types.items()}
        for run in self._runs(text, hints, scores):
            type_ = _most({one: sum(by_word[slice(*run)]) for one, by_word in types.items()})
            if type_ is PrivateType.DATE_OF_BIRTH:  # which `days` knows better
                continue
            first, last = self._whole(text, hints, type_, *_without_small(text, hints, *run))
            whole = _Run(type_, first, last, max(scores[first:last]))
            if not (_is_place(text, hints, places, first, last) or self._is_other(text, hints, whole)):
                yield marked_words(type_, text, first, _goes_on_to(text, hints, type_, last))

    def _is_other(self, text: Plain, hints: Hints, run: _Run) -> bool:
        """Whether these words tell of nobody, name a street without a door, or may well be another word."""
        type_, first, last = run.type, run.first, run.last
        may_be_school = type_ is PrivateType.SCHOOL and run.score >= SURE_STREET and not _is_way(text, first)
        street = not may_be_school and _is_street(text, hints, first, last)
        if hints.by_sign and is_no_name(text, first, last):
            return True
        alone = last == first + 1 and _is_unsure(text, hints, type_, first, run.score)
        return street or alone or self._is_known(text, hints, type_, first, last)

    def _is_known(self, text: Plain, hints: Hints, type_: PrivateType, first: int, last: int) -> bool:
        """Whether these words tell of nobody: general ones, or one alone that everybody uses."""
        if self._is_general(text, hints, type_, first, last):
            return True
        return last == first + 1 and _is_everyday(text, hints, first, type_)

    def _runs(self, text: Plain, hints: Hints, scores: Sequence[float]) -> Iterator[tuple[int, int]]:
        """The words that are likely private, with those beside them that are nearly."""
        known = self._open(text, hints, len(scores))
        apart = {one for one in known if scores[one] < SURE_FAMILIAR or text.words[one] in hints.words.stops}
        done = 0
        for number, score in enumerate(scores):
            if score < SURE or number < done or number in known:
                continue
            first, done = stretched(text, number, done, scores, apart)
            yield first, done

    def _whole(self, text: Plain, hints: Hints, type_: PrivateType, first: int, last: int) -> tuple[int, int]:
        """A detail with the capitals beside it, and with its door."""
        if not (text.loud or text.given.istitle()) and is_capital(text, first):
            first, last = self._with_capitals(text, hints, type_, first, last)
        return (_door(text, first), last) if type_ is PrivateType.ADDRESS else (first, last)

    def _with_capitals(self, text: Plain, hints: Hints, type_: PrivateType, first: int, last: int) -> tuple[int, int]:
        while first and self._is_part(text, hints, type_, first - 1) and is_between(text, first, BETWEEN):
            first -= 1
        while last < len(text.words) and self._is_part(text, hints, type_, last) and is_between(text, last, BETWEEN):
            last += 1
        return first, last

    def _is_part(self, text: Plain, hints: Hints, type_: PrivateType, number: int) -> bool:
        """Whether a capital beside a detail is of it: not that of a day, a sentence or somebody's title.

        A school or a house may be called by any word, as in "Hollin Bank", a person not by a familiar one.
        """
        word, words = text.words[number], hints.words
        is_whole = len(word) > 1 and not _is_starred(text, number)
        if not (is_whole and is_capital(text, number)) or begins_sentence(text, number) or word in _OWN:
            return False
        groups = (words.months, words.weekdays, words.elsewhere, words.relations, words.titles, hints.places)
        if any(word in group for group in groups):
            return False
        return type_ is not PrivateType.NAME or word not in self.spoken

    def _open(self, text: Plain, hints: Hints, many: int) -> set[int]:
        """The numbers of the words that are never private: familiar ones, towns elsewhere, the famous, who it is."""
        told = text.words[:many]
        found = {
            number
            for number, word in enumerate(told)
            if word in self.spoken or (word[0] == "b" and hints.is_birthday(word)) or _is_starred(text, number)
        }
        for number in (number for number, word in enumerate(told) if word in hints.famous):
            found.update(range(number, after(hints.famous, text, number) or number))
        return found

    def _is_general(self, text: Plain, hints: Hints, type_: PrivateType, first: int, last: int) -> bool:
        """Whether nobody and nothing is named: by general words, or a bare number."""
        if type_ is PrivateType.SCHOOL and _is_called_after(text, hints, first, last):
            return True
        told = (word.removesuffix("s") if word not in self.general else word for word in text.words[first:last])
        return all(word in self.general or word[:1].isdigit() for word in told)


def _without_small(text: Plain, hints: Hints, first: int, last: int) -> tuple[int, int]:
    """Words without those at their ends that everybody uses and that are written small, where others have capitals."""
    capitals = [number for number in range(first, last) if is_capital(text, number)]
    if not capitals or text.loud:
        return first, last
    while first < capitals[0] and _is_small(hints, text.words[first]):
        first += 1
    while last > capitals[-1] + 1 and _is_small(hints, text.words[last - 1]):
        last -= 1
    return first, last


def _is_small(hints: Hints, word: str) -> bool:
    """Whether people use a word that ends the name of no school and no street, and says of no house where it is."""
    words = hints.words
    kinds = (words.schools, words.plain_schools, words.class_words, words.houses, words.house_parts, hints.doors)
    return (
        hints.knows(word)
        and word not in hints.endings | words.streets_if_capital
        and not any(word in one for one in kinds)
    )


def _is_called_after(text: Plain, hints: Hints, first: int, last: int) -> bool:
    """Whether no school is named but a road by its sign, or what is called after one: "H3", "St Mary's church"."""
    then = text.word(last)
    if last == first + 1 and _ROAD.fullmatch(text.words[first]) and text.word(first - 1) not in hints.words.class_words:
        return True
    return then in hints.words.named_after - hints.words.schools and is_between(text, last, " ")


def _is_way(text: Plain, first: int) -> bool:
    """Whether it begins with the sign of a road or a bus: "V7 Saxon Street", "the 23 on Tithe Street"."""
    return _ROAD.fullmatch(text.words[first]) is not None or text.word(first - 1) == "the"


_ROAD = re.compile(r"[a-z]\d{1,2}")


def _goes_on_to(text: Plain, hints: Hints, type_: PrivateType, last: int) -> int:
    """Where a detail ends with what kind of school it is, or with the street that the house is in."""
    if type_ is PrivateType.SCHOOL:
        return school_after(text, last) if hints.by_sign else further(text, hints, last)
    if type_ is not PrivateType.ADDRESS:
        return last
    last = street_or_flat(text, hints, last) or last
    return door_after(text, last) if hints.by_sign else last


def _door(text: Plain, first: int) -> int:
    """Where an address begins: with the number before it, be it "12 the ..."."""
    door = first - (text.word(first - 1) == "the")
    numbered = text.word(door - 1)[:1].isdigit() and is_between(text, door, " ") and is_between(text, first, " ")
    return door - 1 if numbered else first


def _is_starred(text: Plain, number: int) -> bool:
    """Whether a word is the beginning or the end of one that is starred out: "F***ING"."""
    return text.text[text.starts[number] - 1] == "*" or text.text.startswith("*", text.ends[number])


def _is_unsure(text: Plain, hints: Hints, type_: PrivateType, number: int, score: float) -> bool:
    """Whether one word by itself may well be another than a school's or a person's name."""
    if type_ is PrivateType.SCHOOL:
        return score < SURE_ALONE and _is_doubtful(text, hints, number)
    word = text.words[number]
    is_word = word in hints.words.ambiguous_names and hints.knows(word) and begins_sentence(text, number)
    return type_ is PrivateType.NAME and is_word and score < SURE_AT_FIRST


def _is_doubtful(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word by itself is hardly a school: one of the dictionary, or not of letters alone."""
    return text.words[number] in hints.dictionary or not text.words[number].isalpha()


def _is_place(text: Plain, hints: Hints, places: Sequence[PlaceSpan], first: int, last: int) -> bool:
    """Whether these words are of a place's name, be it after one that begins a sentence: "Hello Fishermead"."""
    named = first + 1 if last > first + 1 and _only_begins(text, hints, first) else first
    start, end = text.at[text.starts[named]], text.at[text.ends[last - 1] - 1]
    return any(one.start <= start and end < one.end for one in places)


def _only_begins(text: Plain, hints: Hints, number: int) -> bool:
    """Whether this word only begins a sentence, and is no name, title or sort of school."""
    words, word = hints.words, text.words[number]
    may_name = (words.first_names, words.ambiguous_names, words.titles, words.schools)
    return begins_sentence(text, number) and word in hints.dictionary and not any(word in one for one in may_name)


def _is_everyday(text: Plain, hints: Hints, number: int, type_: PrivateType) -> bool:
    """Whether a word stands alone that people use, written small, or one such as "I've", and it is nobody's name.

    Schools are called by many a word, so of them only "I've" and the like.
    """
    word, words = text.words[number], hints.words
    if word in words.first_names or word in words.ambiguous_names:
        return False
    small = text.as_given(number).islower() and type_ is not PrivateType.SCHOOL
    shortened = "'" in text.text[text.starts[number] : text.ends[number]]
    return hints.knows(word) and (small or shortened)


def _is_street(text: Plain, hints: Hints, first: int, last: int) -> bool:
    """Whether a street is named, without a door and no school's name."""
    streets = hints.words.streets
    if text.words[last - 1] not in streets and text.word(last) not in streets:
        return False
    number_of = (*text.words[first:last], text.word(first - 1))
    numbered = any(word[:1].isdigit() for word in number_of) and text.word(first - 1) != "the"  # "the 23" is a bus
    numbered = numbered or (hints.by_sign and door_after(text, last) > last)
    return not numbered and named_ends(text, hints, first) is None


def _most(by_type: Mapping[PrivateType, float]) -> PrivateType:
    return max(by_type, key=lambda one: by_type[one])


def _is_foreign(text: Plain, hints: Hints) -> bool:
    """Whether no more than half the words of a text are known: what stands around a word says nothing then."""
    if hints.by_sign:
        return text.given.isascii()
    told = [word for word in text.words if word.isalpha() and len(word) > 1 and word not in hints.places]
    return 2 * sum(map(hints.knows, told)) <= len(told)


_OWN = frozenset(("im", "ill", "ive", "id"))
