"""What the readers learned from what people confirmed, in a file for each language: weights by hash, and no word."""

import json
import os
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
from msgspec import Struct

from bot.errors import StorageError
from bot.reading.likeness import BUCKETS, Likeness

FOLDER = "weights"
"""Below DATA_DIR."""
TRIED = "tried"
"""A file in it, written when it was learned last; empty but where that broke off."""


class Weights(Struct, frozen=True):
    """What was learned in a language.

    `beside` is the fingerprint of the word lists and examples it was learned beside, `taught_by` are hashes of the
    contributions it was learned from.
    """

    learned: Likeness
    beside: str
    taught_by: frozenset[str] = frozenset()


def path_of(data_dir: Path, language: str) -> Path:
    """The file of a language's weights."""
    return data_dir / FOLDER / f"{language}.npz"


def load(path: Path) -> Weights | None:
    """The weights of a file; None where there is none or it is none of ours: then the shipped examples are enough."""
    try:
        with np.load(path, allow_pickle=False) as kept:
            told = json.loads(str(kept["told"]))
            learned = Likeness(tuple(told["labels"]), kept["weights"], kept["worth"])
            weights = Weights(learned, str(told["beside"]), frozenset(told["taught_by"]))
    except (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile):
        return None
    whole = learned.weights.shape == (BUCKETS, len(learned.labels)) and learned.worth.shape == (BUCKETS,)
    return weights if whole else None


def load_fitting(data_dir: Path, fingerprints: Mapping[str, str]) -> Mapping[str, Likeness]:
    """By language what was learned beside just these word lists and examples; `fingerprints` are theirs."""
    kept = {code: load(path_of(data_dir, code)) for code in fingerprints}
    return {code: one.learned for code, one in kept.items() if one is not None and one.beside == fingerprints[code]}


def unfit(data_dir: Path, fingerprints: Mapping[str, str]) -> Iterable[str]:
    """The languages that have a file which is not used: it is broken, or was learned beside other word lists."""
    there = {code for code in fingerprints if path_of(data_dir, code).exists()}
    return sorted(there - load_fitting(data_dir, fingerprints).keys())


def save(path: Path, weights: Weights) -> None:
    """Write weights whole or not at all, for their owner's eyes only; StorageError where that fails."""
    told = {
        "labels": weights.learned.labels,
        "beside": weights.beside,
        "taught_by": sorted(weights.taught_by),
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                np.savez(file, told=json.dumps(told), weights=weights.learned.weights, worth=weights.learned.worth)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as fault:
        raise StorageError(f"{path} cannot be written: {fault.strerror}") from fault


def note_tried(data_dir: Path, *, broke: bool = False) -> None:
    """Note that it was learned now, whatever came of it; StorageError where that cannot be noted."""
    path = data_dir / FOLDER / TRIED
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("broke" if broke else "")
        path.touch()
    except OSError as fault:
        raise StorageError(f"{path} cannot be written: {fault.strerror}") from fault


def tried_at(data_dir: Path) -> float | None:
    """When it was learned last, in seconds since 1970; None for never."""
    path = data_dir / FOLDER / TRIED
    return path.stat().st_mtime if path.exists() else None


def broke_last(data_dir: Path) -> bool:
    """Whether it broke off when it was learned last."""
    path = data_dir / FOLDER / TRIED
    return path.exists() and path.stat().st_size > 0


def forget(path: Path) -> bool:
    """Take a file of weights away; False where there was none. StorageError where that fails."""
    try:
        there = path.exists()
        path.unlink(missing_ok=True)
    except OSError as fault:
        raise StorageError(f"{path} cannot be taken away: {fault.strerror}") from fault
    return there
