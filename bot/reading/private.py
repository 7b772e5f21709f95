"""Private details in a text: who someone is, and how or where to reach them. The gazetteer's places are not private."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter

from msgspec import Struct

from bot.domain.reading import PlaceSpan, PrivateSpan, PrivateType
from bot.reading import accounts, addresses, births, identifiers, mails, people, phones, references, schools, vehicles
from bot.reading.hints import Hints
from bot.reading.likely import Likely
from bot.reading.names_chinese import chinese_names
from bot.reading.normalise import Plain, words
from bot.reading.told_private import FREE

Finder = Callable[[Plain, Hints], Iterable[PrivateSpan]]

_FINDERS: tuple[Finder, ...] = (
    mails.emails,
    accounts.handles,
    births.births,
    identifiers.national_insurance,
    identifiers.nhs_numbers,
    identifiers.postcodes,
    references.references,
    phones.phones,
    vehicles.vehicles,
    references.bare_numbers,
    addresses.addresses,
    schools.schools,
    people.names,
    chinese_names,
)
"""First to last: of two that overlap, what the finder that stands first finds is kept whole."""


class PrivateReader(Struct, frozen=True):
    """Marks private details by their patterns and by the words of a language, and what is likely one beside them."""

    hints: Hints
    likely: Likely | None = None

    def read(self, text: Plain, places: Sequence[PlaceSpan]) -> tuple[PrivateSpan, ...]:
        """The private details in the order of the text, none overlapping another; `places` are not taken for names."""
        found = self.by_rules(text, places)
        if self.likely is not None:
            for span in self.likely.spans(text, self.hints, places):
                if not (self.hints.by_sign and _is_named(found, span)):
                    found = _and(found, span, text.given)
        return tuple(sorted(found, key=attrgetter("start")))

    def by_rules(self, text: Plain, places: Sequence[PlaceSpan]) -> list[PrivateSpan]:
        """What patterns and words alone tell, in the order of the text."""
        held: list[PrivateSpan | None] = [None] * (len(text.given) + 1)
        for finder in _FINDERS:
            for span in finder(text, self.hints):
                over = _each(held[span.start : span.end])
                for one in _instead(over, span, text.given):
                    held[one.start : one.end] = [one] * (one.end - one.start)
        kept = _each(held)
        return [one for one in kept if one.type is not PrivateType.NAME or not self._is_place(text, one, places)]

    def _is_place(self, text: Plain, span: PrivateSpan, places: Sequence[PlaceSpan]) -> bool:
        """Whether a place was taken for a name, by itself or with a small word after it: "w Wolverton brakuje"."""
        if any(one.start <= span.start and span.end <= one.end for one in places):
            return True
        place = next((one for one in places if one.start == span.start), None)
        if place is None or not text.given[span.start].isupper() or not text.given[place.end : span.end].islower():
            return False
        first = words(text.given[place.start : place.end])[0]
        return first not in self.hints.words.first_names | self.hints.words.ambiguous_names


def _each(held: Iterable[PrivateSpan | None]) -> Sequence[PrivateSpan]:
    """The details that hold some signs, each once, in the order of the text."""
    return list(dict.fromkeys(one for one in held if one is not None))


def _instead(over: Sequence[PrivateSpan], new: PrivateSpan, given: str) -> Iterator[PrivateSpan]:
    """What is kept of one more detail, which lies over some: of one type they are one, else the rest of it is kept.

    What has no form of its own is left out: the surname in a street's name is the street's, a phone number no door.
    """
    if not over:
        yield new
    elif any(one.start <= new.start and new.end <= one.end for one in over):
        return
    elif all(one.type is new.type for one in over):
        yield PrivateSpan(new.type, min(new.start, over[0].start), max(new.end, over[-1].end))
    elif new.type not in _FREELY_WRITTEN:
        yield from (one for one in _rest(new, over, given) if given[one.start : one.end].lower() not in _JOINS)


def _is_named(kept: Sequence[PrivateSpan], new: PrivateSpan) -> bool:
    """Whether a name that was found lies in it: in Chinese the rules know better where it ends."""
    return any(one.type is PrivateType.NAME and one.start < new.end and new.start <= one.end for one in kept)


def _and(kept: list[PrivateSpan], new: PrivateSpan, given: str) -> list[PrivateSpan]:
    """What was found with what is likely beside it: more of a detail that is told in words, else by itself."""
    over = [one for one in kept if one.start < new.end and new.start < one.end]
    if len(over) == 1 and over[0].type in FREE:
        whole = PrivateSpan(over[0].type, min(new.start, over[0].start), max(new.end, over[0].end))
        return [*(one for one in kept if one is not over[0]), whole]
    return [*kept, *_rest(new, over, given)]


_FREELY_WRITTEN = frozenset((PrivateType.NAME, PrivateType.ADDRESS, PrivateType.SCHOOL))


def _rest(new: PrivateSpan, over: Sequence[PrivateSpan], given: str) -> Iterator[PrivateSpan]:
    """The parts of a span that are in none of some others, without the spaces at their ends."""
    start = new.start
    for one in sorted(over, key=attrgetter("start")):
        yield from _trimmed(new, start, min(one.start, new.end), given)
        start = max(start, one.end)
    yield from _trimmed(new, start, new.end, given)


def _trimmed(whole: PrivateSpan, start: int, end: int, given: str) -> Iterator[PrivateSpan]:
    part = given[start:end] if start < end else ""
    first = start + len(part) - len(part.lstrip(_AROUND))
    last = first + len(part.strip(_AROUND))
    if first < last:
        yield PrivateSpan(whole.type, first, last, whole.sure)


_JOINS = frozenset(("and", "or", "to", "n", "then"))
"""Between two numbers they are no part of either."""
_AROUND = " \t\r\n.,;:/()-"


def mask(text: str, spans: Iterable[PrivateSpan]) -> str:
    """The text with each private detail replaced by what it is, such as [name] or [date of birth]."""
    parts = []
    done = 0
    for span in sorted(spans, key=attrgetter("start")):
        parts += [text[done : span.start], f"[{span.type.value.replace('_', ' ')}]"]
        done = max(done, span.end)
    return "".join([*parts, text[done:]])
