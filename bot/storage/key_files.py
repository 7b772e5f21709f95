"""The files beside the database and never in it: the master key, the hash secret, the log of erasures."""

import base64
import binascii
import os
import secrets
from pathlib import Path

from bot.errors import KeyFileError

KEY_BYTES = 32


def load_or_make(path: Path, *, may_make: bool) -> tuple[bytes, ...]:
    """The keys in `path`, newest first, each 32 bytes; a line each, URL-safe base64, lines with # are remarks.

    A missing file is made (mode 0600) where `may_make`. Raises KeyFileError where it is missing and may not be made,
    open to others, unreadable or not made of keys.
    """
    if not path.exists():
        if not may_make:
            raise KeyFileError(f"{path} is missing, and what people said is locked with it: bring it back")
        try:
            _make(path)
        except OSError as fault:
            raise KeyFileError(f"{path} cannot be made: {fault.strerror}") from fault
    return _load(path)


def append(path: Path, line: str) -> None:
    """Add a line to a file beside the keys and wait until it is on disk, whole; OSError where it cannot be."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        _write(descriptor, f"{line}\n".encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write(descriptor: int, content: bytes) -> None:
    """A disk that fills up takes a part and says so only when it is asked to take the rest."""
    while content:
        content = content[os.write(descriptor, content) :]


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    append(draft, base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode())
    try:
        # Whole or not at all, and whoever comes second keeps the first one's key.
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _load(path: Path) -> tuple[bytes, ...]:
    try:
        keys = tuple(base64.b64decode(line, b"-_", validate=True) for line in _lines(path))
    except (UnicodeDecodeError, binascii.Error) as fault:
        raise KeyFileError(f"{path} holds something that is not a key") from fault
    if not keys or any(len(key) != KEY_BYTES for key in keys):
        raise KeyFileError(f"{path} must hold keys of {KEY_BYTES} bytes, a line each")
    return keys


def _lines(path: Path) -> list[str]:
    """The lines that count: neither empty nor a comment."""
    try:
        if path.stat().st_mode & 0o077:
            raise KeyFileError(f"{path} can be read by others: chmod 600 it")
        lines = [line.strip() for line in path.read_text("ascii").splitlines()]
    except OSError as fault:
        raise KeyFileError(f"{path} cannot be read: {fault.strerror}") from fault
    return [line for line in lines if line and line[0] != "#"]
