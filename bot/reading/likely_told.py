"""Learns what words are likely private, from sentences in which details are marked and from ones that hold none."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from zlib import crc32

from msgspec import Struct

from bot.domain.reading import PlaceSpan, PrivateSpan, PrivateType
from bot.reading.around import Kinds, kinds, marks, rows
from bot.reading.birth_days import BirthDays, Day, day_marks, days
from bot.reading.days import word_at
from bot.reading.hints import Hints
from bot.reading.learned import Learned, Marks, learn
from bot.reading.lexicons import SAINTS
from bot.reading.likely import Likely
from bot.reading.marks import once
from bot.reading.normalise import SENTENCE_ENDS, Plain, plain
from bot.reading.references import announcing
from bot.reading.told_private import FREE, ToldPrivate, exchanged

Places = Callable[[Plain], Sequence[PlaceSpan]]
Rules = Callable[[Plain, Sequence[PlaceSpan]], Sequence[PrivateSpan]]

MOST_CALM, MOST_PLAIN = 2000, 4200
"""Sentences without details that are learned from: themes' examples, and plain talk that the danger screen leaves calm.

With twice as many of the latter fewer details are found, with half as many twice as much is hidden of other plain talk.
"""

FEWER_CALM, FEWER_PLAIN = 600, 800
"""The same beside fewer marked sentences than `_MANY`: of Arabic names a few more are found, and it is quicker."""

_MANY = 3000
_FEWER, _BY_SIGN = 0.2, -0.3
"""How much likelier a word is private by what was learned of fewer sentences than `_MANY`, and a sign of Chinese.

Of 0, 0.25, 0.45 and 0.6 each found a few more names in five languages and hid more of the rest; with this 2 to 3 in 100
are hidden. A sign is part of many words, so that it takes more.
"""

_FAMILIAR = 20  # sentences that have a word
_RECALL = 1.4  # what a private word is pulled up to, where others are pulled down to -1: rather hide once too often

_RECALL_OF_DAYS = 2.0  # the same of a day that is somebody's


class _Word(Struct, frozen=True):
    """A word to learn from: its marks, and of what type the detail is that it is of, None where of none."""

    marks: Marks
    type: PrivateType | None


def plain_talk(examples: Sequence[str], calm: Sequence[str], told: int) -> Sequence[str]:
    """What is learned from of sentences in which hardly a detail stands, from all over them; less beside few `told`."""
    most = (MOST_CALM, MOST_PLAIN) if told >= _MANY else (FEWER_CALM, FEWER_PLAIN)
    return tuple(chain.from_iterable(_some(texts, many) for texts, many in zip((examples, calm), most, strict=True)))


def likely(told: Sequence[ToldPrivate], calm: Sequence[str], hints: Hints, places: Places, rules: Rules) -> Likely:
    """What is learned of marked sentences and `calm` ones. In those, what the rules take for private is not learned."""
    usual = [_by_rules(text, places, rules) for text in calm]
    known = kinds(hints, _familiar((*told, *usual)))
    sure = _all_words(told, hints, known, places, told=True)
    more = _all_words(exchanged(told), hints, known, places, told=True)
    open_ = _all_words(usual, hints, known, places, told=False)
    return Likely(
        lift=_lift(told, hints),
        kinds=known,
        days=_birth_days([*told, *usual], hints, known, places),
        private=_private([*sure, *more, *open_]),
        types=_by_type([one for one in sure if one.type is not None]),
        general=_general(hints),
        spoken=_spoken(hints, known.familiar),
    )


def _lift(told: Sequence[ToldPrivate], hints: Hints) -> float:
    if hints.by_sign:
        return _BY_SIGN
    return _FEWER if len(told) < _MANY else 0.0


def _birth_days(told: Sequence[ToldPrivate], hints: Hints, known: Kinds, places: Places) -> BirthDays:
    dated = list(chain.from_iterable(_days(one, hints, known, places) for one in told))
    wanted = [_RECALL_OF_DAYS if births else -1.0 for _, births in dated]
    return BirthDays(learn([marks for marks, _ in dated], wanted))


def _private(words: Sequence[_Word]) -> Learned:
    return learn([one.marks for one in words], [-1.0 if one.type is None else _RECALL for one in words])


def _by_type(private: Sequence[_Word]) -> dict[PrivateType, Learned]:
    """What tells private words of each type that is told of freely from those of the others."""
    marked = [one.marks for one in private]
    return {type_: learn(marked, [1.0 if one.type is type_ else -1.0 for one in private]) for type_ in FREE}


def _general(hints: Hints) -> frozenset[str]:
    """The words of a language that are no name by themselves."""
    words = hints.words
    return SAINTS.union(
        *(words.schools, words.plain_schools, words.streets, words.buildings, words.months, words.weekdays),
        *(words.not_names, words.birth_cues, words.handle_cues, words.phone_cues, words.vehicle_cues),
    )


def _spoken(hints: Hints, familiar: frozenset[str]) -> frozenset[str]:
    """The words that are of no private detail: familiar ones, towns elsewhere, who it is that is named."""
    words = hints.words
    if hints.by_sign:
        return SENTENCE_ENDS
    return familiar.union(
        SENTENCE_ENDS, words.elsewhere, words.titles, words.relations, announcing() - hints.dictionary
    )


def _some(texts: Sequence[str], most: int) -> Sequence[str]:
    """As many of some texts, drawn so that of more texts mostly the same are: what else is learned then stays put."""
    return sorted(texts, key=lambda one: (crc32(one.encode("utf-8", "surrogatepass")), one))[:most]


def _by_rules(text: str, places: Places, rules: Rules) -> ToldPrivate:
    told = plain(text)
    return ToldPrivate(text, tuple(rules(told, places(told))))


def _familiar(told: Sequence[ToldPrivate]) -> Iterator[str]:
    """The words that many sentences have, within no detail."""
    counted: Counter[str] = Counter()
    for one in told:
        text = plain(one.text)
        counted.update({word for word, type_ in zip(text.words, _types(text, one.spans), strict=True) if type_ is None})
    return (word for word, many in counted.items() if many >= _FAMILIAR)


def _all_words(texts: Iterable[ToldPrivate], hints: Hints, known: Kinds, places: Places, *, told: bool) -> list[_Word]:
    return list(chain.from_iterable(_words(one, hints, known, places, told=told) for one in texts))


def _words(one: ToldPrivate, hints: Hints, known: Kinds, places: Places, *, told: bool) -> Iterator[_Word]:
    """The words of a sentence to learn from: where it was not marked by a person, only what is open in it."""
    text = plain(one.text)
    found = marks(rows(text, hints, known, places(text)))
    for word, type_, row in zip(text.words, _types(text, one.spans), found, strict=False):
        is_open = type_ is None and (hints.by_sign or word not in known.familiar)
        to_learn = type_ in FREE if type_ is not None and told else is_open
        if to_learn and word not in SENTENCE_ENDS:
            yield _Word(once(row), type_)


def _days(one: ToldPrivate, hints: Hints, known: Kinds, places: Places) -> Iterator[tuple[Marks, bool]]:
    """The marks of each day that is told in a sentence, and whether it is somebody's birth."""
    text = plain(one.text)
    told = days(text, hints)
    if not told:
        return
    found = rows(text, hints, known, places(text))
    births = [span for span in one.spans if span.type is PrivateType.DATE_OF_BIRTH]
    for day in told:
        if word_at(text, day[0]) < len(found):
            yield day_marks(text, hints, found, day), _is_of(text, day, births)


def _is_of(text: Plain, day: Day, births: Sequence[PrivateSpan]) -> bool:
    """Whether a day lies in one of some dates of birth."""
    start, end = text.at[day[0]], text.at[day[1] - 1] + 1
    return any(one.start < end and start < one.end for one in births)


def _types(text: Plain, spans: Sequence[PrivateSpan]) -> Iterator[PrivateType | None]:
    """Of what type the detail is that each word is of."""
    for start in text.starts:
        at = text.at[start]
        yield next((span.type for span in spans if span.start <= at < span.end), None)
