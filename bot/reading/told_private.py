"""Sentences in which private details are marked, and the same sentences with other details in their place."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from bot.domain.reading import PrivateSpan, PrivateType

FREE = (PrivateType.NAME, PrivateType.SCHOOL, PrivateType.ADDRESS, PrivateType.DATE_OF_BIRTH)
"""The types that are told in words, whatever they are; the others have forms of their own."""

_EXCHANGED = FREE[:3]
_FAR = 37  # how far on the detail is taken from: not from the next sentence, which may be of the same sort
_LONGEST_SHORT = 3  # letters of an abbreviation, whose capitals are its own


class ToldPrivate(Struct, frozen=True):
    """A sentence such as residents write, and which private details stand in it."""

    text: str
    spans: tuple[PrivateSpan, ...]


def exchanged(told: Sequence[ToldPrivate]) -> Iterator[ToldPrivate]:
    """Each sentence with another name, school or address in place of each: what is around them is to be learned."""
    known = {type_: _details(told, type_) for type_ in _EXCHANGED}
    turns: Counter[PrivateType] = Counter()
    for one in told:
        if any(span.type in known for span in one.spans):
            text, spans, upto = "", list[PrivateSpan](), 0
            for span in one.spans:
                detail = one.text[span.start : span.end]
                if span.type in known:
                    turns[span.type] += 1
                    others = known[span.type]
                    detail = _written_like(others[turns[span.type] * _FAR % len(others)], detail)
                text += one.text[upto : span.start]
                spans.append(PrivateSpan(span.type, len(text), len(text) + len(detail)))
                text, upto = text + detail, span.end
            yield ToldPrivate(text + one.text[upto:], tuple(spans))


def _details(told: Sequence[ToldPrivate], type_: PrivateType) -> Sequence[str]:
    found = (one.text[span.start : span.end] for one in told for span in one.spans if span.type is type_)
    return tuple(dict.fromkeys(found))


def _written_like(detail: str, other: str) -> str:
    """A detail in capitals or small where the other is so."""
    if other.islower():
        return detail.lower()
    if other.isupper() and len(other) > _LONGEST_SHORT:
        return detail.upper()
    return " ".join(word[:1].upper() + word[1:] for word in detail.split()) if detail.islower() else detail
