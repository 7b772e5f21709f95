"""Where a backup is taken or brought back: which store, whose, with which keys."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from bot.storage.backups import LOG

Told = Callable[[str, int, int], None]
"""Told what is being done now, how much of it is done, and of how much (0: not known)."""


class Site(Struct, frozen=True):
    """An installation. `database` is its address; `new_id` gives UUIDv7s in hex, `clock` now in UTC."""

    organisation: str
    database: str
    data_dir: Path
    key_file: Path
    clock: Callable[[], datetime]
    new_id: Callable[[], str]

    @property
    def log(self) -> Path:
        """Where backups that were made here lie, a line each: moment and path."""
        return self.data_dir / LOG
