"""What the danger screen learns from the sentences that ship is learned once, and kept beside the program.

Learning takes longer than a start may (docs/benchmarks.md). `python -m bot.heard_before` learns it while setting up;
where that was not done, or the sentences have changed since, the next start does it, and keeps it if it may write.
"""

import json
import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

from bot.lexicons import load_lexicons
from bot.reading import learned, normalise, sounds
from bot.reading.learned import MARKS, Learned
from bot.reading.lexicons import Lexicons
from bot.reading.readers import calm_texts
from bot.reading.sounds import Heard

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".learned"


def heard_before(lexicons: Lexicons, folder: Path = FOLDER) -> Heard:
    """What was learned of these very sentences by this very code: from the file, else learned now and kept."""
    path = folder / f"danger-{_fingerprint(lexicons)}.npz"
    kept = _load(path)
    if kept is not None:
        return kept
    fresh = sounds.heard({code: one.danger for code, one in lexicons.items()}, calm_texts(lexicons))
    # What cannot be kept is learned again next time.
    with suppress(OSError):
        _save(path, fresh)
    return fresh


def _fingerprint(lexicons: Lexicons) -> str:
    """Changes with whatever is learned from, and with the code that learns."""
    told = [*calm_texts(lexicons), *(one for code in lexicons for one in _told(code, lexicons))]
    code = [Path(str(one.__file__)).read_bytes() for one in (sounds, learned, normalise)]
    return blake2b(repr(told).encode("utf-8", "surrogatepass") + b"".join(code), digest_size=16).hexdigest()


def _told(code: str, lexicons: Lexicons) -> Iterator[object]:
    danger = lexicons[code].danger
    yield from ((code, scene.level, scene.texts) for scene in danger.told())
    yield sorted((name, tuple(group)) for name, group in danger.kin.items())
    yield sorted((name, tuple(danger.groups[name])) for name in danger.alike)


def _load(path: Path) -> Heard | None:
    try:
        with np.load(path, allow_pickle=False) as kept:
            told = json.loads(str(kept["told"]))
            found = tuple(
                (Learned(tuple(labels), tuple(kept[f"{number}.{label}"] for label in labels)), float(enough))
                for number, (labels, enough) in enumerate(told)
            )
    except (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile):
        return None
    whole = all(weights.shape == (MARKS,) for one, _ in found for weights in one.weights)
    return found if whole else None


def _save(path: Path, heard: Heard) -> None:
    """Write it whole or not at all; what was kept of other sentences goes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {
        f"{number}.{label}": weights
        for number, (one, _) in enumerate(heard)
        for label, weights in zip(one.labels, one.weights, strict=True)
    }
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            np.savez(file, told=json.dumps([(one.labels, enough) for one, enough in heard]), **arrays)
        for other in path.parent.glob("danger-*.npz"):
            other.unlink(missing_ok=True)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


if __name__ == "__main__":
    heard_before(load_lexicons(ROOT / "locales"))
