"""The files beside the database: there, closed to others, right for this database; the log of erasures readable."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from bot.checkup.finding import Finding, ok, warning, wrong
from bot.errors import KeyFileError
from bot.storage.keys import MasterKey

_ERASURE = re.compile(r"\d{4}-\d\d-\d\d [0-9a-f]{64}")


def key_files(path: Path, *, needed: bool) -> tuple[MasterKey | None, Finding]:
    """The master key at `path`, None where there is none; `needed` says that the database is locked with it."""
    if not needed and not (path.exists() and path.with_suffix(".hash-secret").exists()):
        return None, ok("keys", f"{path}: `earshot run` makes it.")
    try:
        return MasterKey.load_or_make(path, may_make=False), ok("keys", f"{path}, closed to others.")
    except KeyFileError as fault:
        return None, wrong("keys", f"{fault}.")


def beside(path: Path, data_dir: Path) -> Iterator[Finding]:
    """How it stands with where the key lies, and with the log of erasures beside it."""
    if path.absolute().is_relative_to(data_dir.absolute()):
        yield warning("keys", f"{path} lies in DATA_DIR: whoever copies one has both. Keep the key elsewhere.")
    log = path.with_name("erased.log")
    if log.exists():
        yield _erasures(log)


def _erasures(log: Path) -> Finding:
    try:
        told = log.read_text("ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return wrong("erased.log", f"{log} cannot be read: bring it back, or a restored backup holds who was erased.")
    if bad := next((number for number, one in enumerate(told, 1) if not _ERASURE.fullmatch(one)), None):
        return wrong("erased.log", f"line {bad} of {log} is damaged: bring the file back from a copy.")
    if not os.access(log, os.W_OK):
        return wrong("erased.log", f"{log} cannot be written to: nobody could be erased.")
    if log.stat().st_mode & 0o077:
        return warning("erased.log", f"{log} can be read by others: chmod 600 it.")
    return ok("erased.log", f"{len(told)} erasures on record.")
