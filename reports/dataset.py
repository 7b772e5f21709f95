"""A frozen month as bytes: the same month gives the same bytes, whose hash every document of it prints."""

import hashlib
import zlib
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from bot.domain.form import decode, encode
from reports.frozen import Frozen
from reports.model import Heard, Month

_PACKED = b"month\0"
_SIZE = 8  # bytes that say how long the packed head is
_QUICK = 1  # zlib's level: a sixth of the bytes, and a deeper one takes five times as long for a tenth less


class Packed(Struct, frozen=True):
    """A month as it is kept. `hash` is its fingerprint."""

    content: bytes
    hash: str


def dump(frozen: Frozen) -> bytes:
    """A frozen month as bytes, its rows in the order of their ids."""
    return encode(replace(frozen, heard=tuple(sorted(frozen.heard, key=attrgetter("id")))))


def pack(frozen: Frozen) -> Packed:
    """A frozen month as it is kept: all but its rows first, then the rows, both made small.

    A month of a hundred thousand voices is 130 MB as it is dumped, and 20 MB so: whoever writes to the store meanwhile
    waits a sixth of the time.
    """
    rows = tuple(sorted(frozen.heard, key=attrgetter("id")))
    head = zlib.compress(encode(replace(frozen, heard=())), _QUICK)
    content = b"".join((_PACKED, len(head).to_bytes(_SIZE), head, zlib.compress(encode(rows), _QUICK)))
    return Packed(content, fingerprint(frozen))


def load(raw: bytes, month: Month) -> Frozen:
    """The month that `dump` or `pack` wrote.

    What was frozen before there was more than rows is `month` with those rows alone.
    """
    if raw.startswith(b"["):
        return Frozen(month, heard=decode(raw, tuple[Heard, ...]))
    if not raw.startswith(_PACKED):
        return decode(raw, Frozen)
    head, rows = _parted(raw)
    return replace(_unpacked(head), heard=decode(zlib.decompress(rows), tuple[Heard, ...]))


def head(raw: bytes, month: Month) -> Frozen:
    """The same without its rows: quick however many there are, where it was packed."""
    if not raw.startswith(_PACKED):
        return replace(load(raw, month), heard=())
    return _unpacked(_parted(raw)[0])


def fingerprint(frozen: Frozen) -> str:
    """SHA-256 of the month as bytes, in hexadecimal, whatever the order of its rows.

    It can be printed in public: a release has a salt in it and each row its contribution's random id, so that nobody
    can try out small sets until one fits.
    """
    return hashlib.sha256(dump(frozen)).hexdigest()


def _parted(raw: bytes) -> tuple[bytes, bytes]:
    begins = len(_PACKED) + _SIZE
    size = int.from_bytes(raw[len(_PACKED) : begins])
    return raw[begins : begins + size], raw[begins + size :]


def _unpacked(head: bytes) -> Frozen:
    return decode(zlib.decompress(head), Frozen)
