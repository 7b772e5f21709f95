"""Whether a worker's words ask somebody for what nobody may ask a child for, or hand it out (product.md 25)."""

from collections.abc import Iterable

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.normalise import plain
from bot.reading.phrases import Phrases, compiled

_HANDED_OUT = frozenset(
    {PrivateType.PHONE, PrivateType.EMAIL, PrivateType.HANDLE, PrivateType.ADDRESS, PrivateType.POSTCODE}
)


def asking_reader(phrases: Iterable[str]) -> Phrases:
    """A reader of such phrases; ValueError names one that cannot be used."""
    return compiled([("asks_for", phrase) for phrase in phrases], {})


def is_stopped(reader: Phrases, words: str, private: Iterable[PrivateSpan]) -> bool:
    """Whether these words of a worker's are not to go out to a child; `private` is what a reading found in them."""
    return bool(reader.found(plain(words).words)) or any(span.type in _HANDED_OUT for span in private)
