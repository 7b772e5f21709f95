"""One running Earshot per DATA_DIR: two on one SQLite file would each believe themselves alone."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import SettingError

LOCK = "earshot.lock"


@contextmanager
def only_one_in(data_dir: Path) -> Iterator[None]:
    """Hold the folder's lock; SettingError where another process does. It is free as soon as that process is gone."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(data_dir / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as fault:
        raise SettingError(f"DATA_DIR={data_dir}: nothing can be kept there ({fault.strerror}).") from None
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SettingError(f"DATA_DIR={data_dir}: Earshot is running there already; stop it first.") from None
        yield
    finally:
        os.close(descriptor)
