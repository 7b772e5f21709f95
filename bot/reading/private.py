"""Private details in a text: who someone is, and how or where to reach them. The gazetteer's places are not private."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter

from msgspec import Struct

from bot.domain.reading import PlaceSpan, PrivateSpan, PrivateType
from bot.reading import identifiers, people
from bot.reading.lexicons import PrivateWords
from bot.reading.normalise import Plain

Finder = Callable[[Plain, PrivateWords], Iterable[PrivateSpan]]

# First to last: of two that overlap, the one whose finder stands first is kept.
_WITH_AT: tuple[Finder, ...] = (identifiers.emails, identifiers.handles)
_WITH_DIGITS: tuple[Finder, ...] = (
    identifiers.births,
    identifiers.national_insurance,
    identifiers.nhs_numbers,
    identifiers.postcodes,
    identifiers.phones,
    identifiers.addresses,
    identifiers.vehicles,
)
_ALWAYS: tuple[Finder, ...] = (identifiers.named_handles, people.schools, people.names)
_DIGIT = re.compile(r"\d")


class PrivateReader(Struct, frozen=True):
    """Marks private details by their patterns and by the words of a language."""

    words: PrivateWords

    def read(self, text: Plain, places: Sequence[PlaceSpan]) -> tuple[PrivateSpan, ...]:
        """The private details in the order of the text, none overlapping another; `places` are not taken for names."""
        finders = (_WITH_AT if "@" in text.text else ()) + (_WITH_DIGITS if _DIGIT.search(text.text) else ()) + _ALWAYS
        kept: list[PrivateSpan] = []
        for finder in finders:
            kept.extend(_beside(kept, finder(text, self.words)))
        named = [one for one in kept if one.type is not PrivateType.NAME or not _is_place(one, places)]
        return tuple(sorted(named, key=attrgetter("start")))


def mask(text: str, spans: Iterable[PrivateSpan]) -> str:
    """The text with each private detail replaced by what it is, such as [name] or [date of birth]."""
    parts = []
    done = 0
    for span in sorted(spans, key=attrgetter("start")):
        parts += [text[done : span.start], f"[{span.type.value.replace('_', ' ')}]"]
        done = max(done, span.end)
    return "".join([*parts, text[done:]])


def _beside(kept: Sequence[PrivateSpan], found: Iterable[PrivateSpan]) -> Iterator[PrivateSpan]:
    for span in found:
        if all(span.end <= one.start or one.end <= span.start for one in kept):
            yield span


def _is_place(span: PrivateSpan, places: Sequence[PlaceSpan]) -> bool:
    return any(one.start <= span.start and span.end <= one.end for one in places)
