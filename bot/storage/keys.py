"""The locked words: a data key for each participant, wrapped by a master key that is never in the database."""

import hashlib
import hmac
from collections.abc import Iterable
from os import urandom
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import Struct

from bot.errors import KeyFileError
from bot.storage import key_files

_NONCE = 12
_HASH_SIGNS = 32


class DataKey:
    """An open key that seals for one owner (a participant, a case, an edition, the installation).

    What it seals is bound to the owner and to a purpose ("words", "journal"...): moved elsewhere, it does not open.
    """

    __slots__ = ("_aes", "_owner", "secret")

    def __init__(self, secret: bytes, owner: bytes) -> None:
        self.secret = secret
        self._aes = AESGCM(secret)
        self._owner = owner

    def seal(self, purpose: str, content: bytes | str) -> bytes:
        """`content` locked; text of any kind can be, lone surrogates and NUL too."""
        clear = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        nonce = urandom(_NONCE)
        return nonce + self._aes.encrypt(nonce, clear, self._owner + purpose.encode())

    def open(self, purpose: str, sealed: bytes) -> bytes:
        """What was sealed for this purpose; KeyFileError where another key locked it, or it is damaged."""
        try:
            return self._aes.decrypt(sealed[:_NONCE], sealed[_NONCE:], self._owner + purpose.encode())
        except (InvalidTag, ValueError) as fault:
            raise KeyFileError(f"a sealed {purpose} does not open: damaged, or locked with another key") from fault

    def read(self, purpose: str, sealed: bytes) -> str:
        """The same as text."""
        return self.open(purpose, sealed).decode("utf-8", "surrogatepass")


class MasterKey:
    """The master keys, newest first, and the secret of all hashes, which never changes."""

    def __init__(self, keys: Iterable[bytes], hash_secret: bytes, erased_log: Path) -> None:
        self._keys = tuple(AESGCM(key) for key in keys)
        self._hash_secret = hash_secret
        self.erased_log = erased_log

    @classmethod
    def load_or_make(cls, path: Path, *, may_make: bool) -> Self:
        """Read the master key at `path` and the hash secret beside it (`<stem>.hash-secret`).

        Missing ones are made, mode 0600, where `may_make`: only while the database holds no person. `erased.log` lies
        beside them. Raises KeyFileError.
        """
        keys = key_files.load_or_make(path, may_make=may_make)
        secrets = key_files.load_or_make(path.with_suffix(".hash-secret"), may_make=may_make)
        return cls(keys, secrets[0], path.with_name("erased.log"))

    def keyed_hash(self, purpose: str, *parts: str | bytes) -> bytes:
        """A hash (32 bytes) that nobody can make without the hash secret; bound to `purpose`."""
        coded = (part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part for part in (purpose, *parts))
        message = b"".join(len(part).to_bytes(4) + part for part in coded)
        return hmac.digest(self._hash_secret, message, "sha256")

    def wrap(self, secret: bytes, owner: bytes) -> bytes:
        """A data key's secret locked with the newest master key."""
        nonce = urandom(_NONCE)
        return nonce + self._keys[0].encrypt(nonce, secret, owner)

    def unwrap(self, wrapped: bytes, owner: bytes) -> bytes:
        """The secret of a data key, whichever master key locked it; KeyFileError where none did."""
        for key in self._keys:
            try:
                return key.decrypt(wrapped[:_NONCE], wrapped[_NONCE:], owner)
            except (InvalidTag, ValueError):
                continue
        raise KeyFileError("the master key is not the one this database was locked with")


class Keys(Struct, frozen=True):
    """What one organisation's words are locked with. Made by installation.unlock, which checks the files."""

    organisation: str
    master: MasterKey
    installation: DataKey

    def participant_hash(self, account: str, person: str) -> str:
        """Who this is, without saying who: 32 hex signs for a channel's own id of a person."""
        return self.master.keyed_hash("participant", self.organisation, account, person).hex()[:_HASH_SIGNS]

    def words_hash(self, words: str) -> str:
        """The keyed hash by which return words find their participant; spaces and capitals do not matter."""
        return self.master.keyed_hash("return words", self.organisation, " ".join(words.casefold().split())).hex()

    def new_key(self, owner: str) -> tuple[DataKey, bytes]:
        """A fresh key for `owner` (a participant's hash, a case's id), and the same wrapped, to be stored."""
        return new_key(self.master, self.organisation, owner)

    def open_key(self, wrapped: bytes, owner: str) -> DataKey:
        """The key of `owner`; KeyFileError."""
        return open_key(self.master, self.organisation, wrapped, owner)

    def wrap_anew(self, wrapped: bytes, owner: str) -> bytes:
        """The key of `owner` wrapped with the newest master key; KeyFileError."""
        name = _owner(self.organisation, owner)
        return self.master.wrap(self.master.unwrap(wrapped, name), name)


def new_key(master: MasterKey, organisation: str, owner: str) -> tuple[DataKey, bytes]:
    """A fresh data key of `owner`, open and wrapped."""
    secret, name = urandom(key_files.KEY_BYTES), _owner(organisation, owner)
    return DataKey(secret, name), master.wrap(secret, name)


def open_key(master: MasterKey, organisation: str, wrapped: bytes, owner: str) -> DataKey:
    """The data key of `owner`; KeyFileError where it was locked with another master key."""
    name = _owner(organisation, owner)
    return DataKey(master.unwrap(wrapped, name), name)


def token_hash(token: str) -> str:
    """What is stored of a one-time token (long and random, so that a plain hash cannot be guessed back)."""
    return hashlib.sha256(b"token hash\0" + token.encode("utf-8", "surrogatepass")).hexdigest()


def token_key(organisation: str, token: str) -> DataKey:
    """A key made from a one-time token: only its bearer can open what it sealed."""
    secret = hashlib.sha256(b"token key\0" + token.encode("utf-8", "surrogatepass")).digest()
    return DataKey(secret, _owner(organisation, "handover"))


def _owner(organisation: str, owner: str) -> bytes:
    return f"{organisation}\0{owner}\0".encode()
