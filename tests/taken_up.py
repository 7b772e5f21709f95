"""What is kept beside the program is taken up once a worker of the tests, not once for each program that a test starts.

A file's name is the fingerprint of what is in it, so that it never says anything else.
"""

from functools import lru_cache
from pathlib import Path

from bot import kept

MOST = 6
"""Of each worker: some hold a hundred megabytes."""


def take_up_once() -> None:
    """Let whatever is found in the program's own folder be found again without being read."""
    read = kept._read

    @lru_cache(MOST)
    def known(path: Path) -> object:
        one = read(path)
        if one is None:
            raise LookupError
        return one

    def taken_up(path: Path) -> object:
        if path.parent != kept.FOLDER:
            return read(path)
        try:
            return known(path)
        except LookupError:
            return None

    kept._read = taken_up
