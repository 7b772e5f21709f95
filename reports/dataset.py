"""A frozen month as bytes: the same month gives the same bytes, whose hash every document of it prints."""

import hashlib
from operator import attrgetter

from msgspec.structs import replace

from bot.domain.form import decode, encode
from reports.frozen import Frozen
from reports.model import Heard, Month


def dump(frozen: Frozen) -> bytes:
    """A frozen month as bytes, its rows in the order of their ids."""
    return encode(replace(frozen, heard=tuple(sorted(frozen.heard, key=attrgetter("id")))))


def load(raw: bytes, month: Month) -> Frozen:
    """The month that `dump` wrote. What was frozen before there was more than rows is `month` with those rows alone."""
    if raw.startswith(b"["):
        return Frozen(month, heard=decode(raw, tuple[Heard, ...]))
    return decode(raw, Frozen)


def fingerprint(frozen: Frozen) -> str:
    """SHA-256 of the month as bytes, in hexadecimal, whatever the order of its rows.

    It can be printed in public: each row has its contribution's random id in it, so that nobody can try out small sets
    until one fits.
    """
    return hashlib.sha256(dump(frozen)).hexdigest()
