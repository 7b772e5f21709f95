"""A new file that only its owner can read, whole or not at all: killed at any moment, nothing of it is left."""

import contextlib
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from bot.errors import BackupRefused
from bot.storage.key_files import sync_folder

_NAMELESS = getattr(os, "O_TMPFILE", 0)
"""How Linux makes a file that has no name yet; 0 elsewhere."""


def write(path: Path, pieces: Iterable[bytes]) -> int:
    """Write `pieces` to `path`, which must not be there yet; returns how many bytes.

    Raises BackupRefused where it is there or cannot be written, and whatever `pieces` raises: then nothing is left.
    On a disk that knows no nameless files (some USB sticks), kill -9 leaves a hidden `.<name>.<signs>.unfinished`.
    """
    if path.exists():
        raise BackupRefused(f"{path} is there already: name a new file, such as one with today's date")
    try:
        descriptor, draft = _open(path)
        try:
            return _fill(descriptor, draft, path, pieces)
        finally:
            os.close(descriptor)
            if draft is not None:
                draft.unlink(missing_ok=True)
    except OSError as fault:
        raise BackupRefused(f"{path} cannot be written: {fault.strerror}") from fault


def _open(path: Path) -> tuple[int, Path | None]:
    """A file to write to, and its name for the time being, where it has to have one."""
    folder = path.absolute().parent
    if _NAMELESS:
        with contextlib.suppress(OSError):  # This disk knows none; any other trouble shows with the next line.
            return os.open(folder, _NAMELESS | os.O_RDWR, 0o600), None
    draft = folder / f".{path.name}.{secrets.token_hex(4)}.unfinished"
    return os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), draft


def _fill(descriptor: int, draft: Path | None, path: Path, pieces: Iterable[bytes]) -> int:
    written = 0
    for piece in pieces:
        rest = memoryview(piece)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        written += len(piece)
    os.fsync(descriptor)
    if draft is None:
        # Only with a folder given does Python follow this link to the file itself, and not name the link.
        os.link(f"/proc/self/fd/{descriptor}", path, src_dir_fd=descriptor, follow_symlinks=True)
    else:
        draft.rename(path)
    sync_folder(path.absolute().parent)
    return written
