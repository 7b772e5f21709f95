"""The form of a backup file: a header that cannot be changed unseen, then the store in sealed chunks. No I/O.

    16 bytes  MAGIC
    4 bytes   length of the header, big-endian
    header    JSON, in the clear: whose it is can be seen without any key
    16 bytes  the header's seal
    chunks    CHUNK bytes each, sealed (16 bytes more); the last one may be shorter and is marked as the last

Each file has a key of its own, drawn at random and wrapped by the master key in the header. The chunks are sealed as in
STREAM (Hoang, Reyhanitabar, Rogaway, Vizar 2015; age does the same): the nonce is the chunk's number and whether it is
the last, so that nothing can be taken out, moved, added or cut off. Every seal covers the header.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from enum import StrEnum

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import Struct

from bot.errors import BackupRefused

MAGIC = b"Earshot backup 1"
CHUNK = 1024 * 1024
"""Bytes of the store in a chunk: what is in memory at once."""
SEAL = 16
OWNER = "backup"
"""Whose key a file's key is (see storage.keys)."""
_LENGTH = 4
_MOST_HEADER = 64 * 1024
_MORE, _LAST, _HEADER = b"\0", b"\1", b"\2"
_NUMBER = 11

Read = Callable[[int], bytes]
"""Gives so many bytes, fewer only at the end."""


class Kind(StrEnum):
    """Which store it is: what was kept in one comes back in the same kind only."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


class Header(Struct, frozen=True, forbid_unknown_fields=True):
    """What is told of a backup: `schema` is the migration the store stood at, `moment` (UTC) what it holds all of.

    `erasures` counts the lines of erased.log at that moment.
    """

    organisation: str
    moment: datetime
    schema: str
    kind: Kind
    erasures: int
    wrapped_key: bytes


def sealed(header: Header, secret: bytes, content: Iterable[bytes]) -> Iterator[bytes]:
    """The whole file, piece by piece. `content` comes in pieces of any size; `secret` (32 bytes) never served."""
    aes, told = AESGCM(secret), _told(header)
    yield told
    yield aes.encrypt(_nonce(0, _HEADER), b"", told)
    number, held = 0, None
    for chunk in _evenly(content):
        if held is not None:
            yield aes.encrypt(_nonce(number, _MORE), held, told)
            number += 1
        held = chunk
    yield aes.encrypt(_nonce(number, _LAST), held or b"", told)


def read_header(read: Read) -> tuple[Header, bytes]:
    """The header of a file, and its bytes as they stand there, not yet trusted. BackupRefused where it is none."""
    magic = read(len(MAGIC))
    if magic != MAGIC:
        newer = magic[:-1] == MAGIC[:-1]
        raise BackupRefused("of a newer Earshot: update this one" if newer else "no backup of Earshot's")
    length = read(_LENGTH)
    size = int.from_bytes(length)
    if size > _MOST_HEADER:
        raise BackupRefused("damaged: its header cannot be read")
    body = read(size)
    try:
        return msgspec.json.decode(body, type=Header), magic + length + body
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise BackupRefused("damaged: its header cannot be read") from fault


def opened(told: bytes, secret: bytes, read: Read) -> Iterator[bytes]:
    """The content, chunk by chunk, from where `read_header` left off. The first thing that it does is to check `told`.

    Raises BackupRefused where anything was changed, and at the end where something is missing or too much: whatever
    was given out until then must not be used.
    """
    aes = AESGCM(secret)
    _open(aes, _nonce(0, _HEADER), read(SEAL), told)
    number, chunk = 0, read(CHUNK + SEAL)
    while True:
        following = read(CHUNK + SEAL)
        yield _open(aes, _nonce(number, _MORE if following else _LAST), chunk, told)
        if not following:
            return
        number, chunk = number + 1, following


def _told(header: Header) -> bytes:
    body = msgspec.json.encode(header)
    return MAGIC + len(body).to_bytes(_LENGTH) + body


def _nonce(number: int, mark: bytes) -> bytes:
    return number.to_bytes(_NUMBER) + mark


def _open(aes: AESGCM, nonce: bytes, chunk: bytes, told: bytes) -> bytes:
    try:
        return aes.decrypt(nonce, chunk, told)
    except (InvalidTag, ValueError) as fault:
        raise BackupRefused("damaged, cut off or changed by somebody: use another backup") from fault


def _evenly(content: Iterable[bytes]) -> Iterator[bytes]:
    """The same in pieces of CHUNK bytes, the last one shorter or as long."""
    kept = bytearray()
    for piece in content:
        kept += piece
        while len(kept) >= CHUNK:
            yield bytes(kept[:CHUNK])
            del kept[:CHUNK]
    if kept:
        yield bytes(kept)
