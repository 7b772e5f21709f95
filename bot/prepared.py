"""The readers of an area are built once, and kept beside the program: building them takes longer than a start may.

Setting up builds those of every area pack that ships. Where that was not done, or a word list, the area's places or
themes or our own code have changed since, the next start does it, and keeps them if it may write.
"""

import os
import pickle
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from msgspec import Struct, msgpack, structs

from bot import pack
from bot.domain.area import Area
from bot.lexicons import load_lexicons
from bot.reading import readers
from bot.reading.lexicons import Lexicon, Lexicons
from bot.reading.readers import Readers

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".learned"
MOST_KEPT = 12
"""Files, the newest: each is of another town, or of word lists as they were."""

_SUM = 32  # bytes
_CODE = ("reading", "domain", "lexicons.py", "danger_scenes.py", "vocabularies.py", "prepared.py")
_LIBRARIES = ("msgspec", "numpy", "wordfreq")


class Prepared(Struct, frozen=True):
    """Readers as they ship, and by language the fingerprint of what they learned beside (`readers.fingerprint`)."""

    readers: Readers
    beside: Mapping[str, str]


def prepared(area: Area, locales: Path, folder: Path = FOLDER) -> Prepared:
    """The readers for all languages of an area by these word lists: from their file, else built now and kept.

    Raises PackError for a word list that is wrong, ValueError for a phrase that cannot be used.
    """
    path = folder / f"readers-{_fingerprint(area, locales)}"
    kept = _load(path)
    if kept is not None:
        return kept
    fresh = built(area, load_lexicons(locales))
    # What cannot be kept is built again next time.
    with suppress(OSError):
        _save(path, fresh)
    return fresh


def prepare_packs() -> None:
    """Build the readers of every area pack that ships, for the languages that are on."""
    for area_toml in sorted(ROOT.glob("areas/*/area.toml")):
        prepared(spoken(pack.load(area_toml.parent)), ROOT / "locales")


def built(area: Area, lexicons: Lexicons) -> Prepared:
    """The readers for all languages of an area, built now. ValueError names a phrase that cannot be used."""
    codes = [language.code for language in area.languages]
    beside = {code: readers.fingerprint(area, lexicons.get(code, Lexicon()), code) for code in codes}
    return Prepared(readers.build(area, lexicons), beside)


def spoken(area: Area) -> Area:
    """The area with the languages that are on alone: those a resident may choose, and is read in."""
    return structs.replace(area, languages=area.languages_on)


def _fingerprint(area: Area, locales: Path) -> str:
    """Changes with whatever readers are built from: what they know of the area, word lists, our code, libraries."""
    known = msgpack.encode(readers.ground(area), order="deterministic")
    versions = (sys.version, *map(version, _LIBRARIES))
    found = blake2b(repr((known, versions)).encode(), digest_size=16)
    for path in chain(_word_lists(locales), _code()):
        found.update(f"\n{path.name} {path.stat().st_size}\n".encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def _word_lists(locales: Path) -> Iterator[Path]:
    return iter(sorted(one for end in ("toml", "txt") for one in locales.rglob(f"*.{end}")))


def _code() -> Iterator[Path]:
    here = Path(__file__).parent
    for one in _CODE:
        yield from sorted((here / one).rglob("*.py")) if (here / one).is_dir() else (here / one,)


def _load(path: Path) -> Prepared | None:
    """What a file holds; None where there is none, or not all of it."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    if _sum(content[_SUM:]) != content[:_SUM]:
        return None
    # Whoever may write into this folder may write our code as well.
    found: Prepared = pickle.loads(content[_SUM:])  # noqa: S301
    return found


def _save(path: Path, fresh: Prepared) -> None:
    """Write it whole or not at all; the oldest files go."""
    content = pickle.dumps(fresh, protocol=pickle.HIGHEST_PROTOCOL)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(_sum(content) + content)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    kept = sorted(path.parent.glob("readers-*"), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in kept[MOST_KEPT:]:
        old.unlink(missing_ok=True)


def _sum(content: bytes) -> bytes:
    return blake2b(content, digest_size=_SUM).digest()
