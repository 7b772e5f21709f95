"""What takes long to make is made once, and kept in a file beside the program for the next start."""

import fcntl
import gc
import os
import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".learned"
MOST_KEPT = 12
"""Files of a sort, those used last: each is of another town, or of words as they were."""

_SUM = 32  # bytes

T = TypeVar("T")


def kept(path: Path, shape: type[T], make: Callable[[], T]) -> T:
    """What a file holds, else what is made now and kept there. A file is named `<sort>-<fingerprint>`.

    Processes that want the same at once make it once: all but the first wait for it.
    """
    if (there := found(path, shape)) is not None:
        return there
    with _one_at_a_time(path):
        if (there := found(path, shape)) is not None:
            return there
        fresh = make()
        # What cannot be kept is made again next time.
        with suppress(OSError):
            _save(path, fresh)
        return fresh


def found(path: Path, shape: type[T]) -> T | None:
    """What the file holds; None where it is not there, not whole, or of another shape."""
    there = _read(path)
    if not isinstance(there, shape):
        return None
    # What is used stays, however old it is.
    with suppress(OSError):
        os.utime(path)
    return there


def _read(path: Path) -> object:
    with suppress(OSError):
        whole = memoryview(path.read_bytes())
        content = whole[_SUM:]
        if _sum(content) == whole[:_SUM]:
            with _nothing_collected():
                # Whoever may write into this folder may write our code as well.
                return pickle.loads(content)  # noqa: S301
    return None


@contextmanager
def writable(folder: Path) -> Iterator[Path]:
    """This folder; where nothing can be written into it, another of ours alone, which goes at the end."""
    with ExitStack() as held:
        if not _may_be_written(folder):
            # Where there is no room at all nothing is kept, and whoever wants it makes it.
            with suppress(OSError):
                folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="earshot-")))
        yield folder


def _may_be_written(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Look for no garbage while much is made that stays: that takes as long again as the making."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    """Hold the lock of making this file. Where none can be had, nobody waits: what is made twice is the same."""
    with ExitStack() as held:
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = path.with_name(f".{path.name}.lock")
            file = held.enter_context(lock.open("ab"))
            # Whoever waits for a lock that is no longer there finds what was made all the same.
            held.callback(lock.unlink, missing_ok=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def fingerprint(files: Iterable[Path], *beside: object) -> str:
    """Changes with the name or content of any of the files, and with whatever else it hangs on."""
    found = blake2b(repr(beside).encode(), digest_size=16)
    for path in files:
        content = path.read_bytes()
        found.update(f"\n{path.name} {len(content)}\n".encode())
        found.update(content)
    return found.hexdigest()


def _save(path: Path, fresh: object) -> None:
    """Write it whole or not at all; the files of its sort that were used longest ago go."""
    content = pickle.dumps(fresh, protocol=pickle.HIGHEST_PROTOCOL)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(_sum(content) + content)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    sort = path.name.partition("-")[0]
    there = sorted(path.parent.glob(f"{sort}-*"), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in there[MOST_KEPT:]:
        old.unlink(missing_ok=True)


def _sum(content: bytes | memoryview) -> bytes:
    return blake2b(content, digest_size=_SUM).digest()
