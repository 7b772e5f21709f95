"""The rows of a report as bytes, frozen with its draft: the same rows give the same bytes."""

from collections.abc import Iterable
from operator import attrgetter

from bot.domain.form import decode, encode
from reports.model import Heard


def dump(rows: Iterable[Heard]) -> bytes:
    """Rows as bytes, in the order of their ids."""
    return encode(sorted(rows, key=attrgetter("id")))


def load(raw: bytes) -> tuple[Heard, ...]:
    """The rows that `dump` wrote."""
    return decode(raw, tuple[Heard, ...])
