"""The readers of an area are built once, and kept beside the program: building them takes longer than a start may.

Setting up builds those of every area pack that ships. Where that was not done, or a word list, the area's places or
themes or our own code have changed since, the next start does it, and keeps them if it may write.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from hashlib import blake2b
from importlib.metadata import version
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

from msgspec import Struct, msgpack, structs

from bot import pack
from bot.domain.area import Area
from bot.i18n import Wording
from bot.kept import FOLDER, ROOT, fingerprint, found, kept
from bot.lexicons import load_lexicons
from bot.reading import building
from bot.reading.building import Ground, Learned
from bot.reading.danger import DangerReader
from bot.reading.danger_learned import danger_learned
from bot.reading.lexicons import Lexicon, Lexicons
from bot.reading.likely import Likely
from bot.reading.readers import Readers
from bot.reading.subject import SubjectReader

LOCALES = ROOT / "locales"
HOME = ROOT / "areas" / "milton-keynes"
"""The pack whose places the sentences in the word lists tell of."""
VALUES = ("domain/contribution.py", "domain/reading.py")
LISTS = (
    "lexicons.py",
    "danger_scenes.py",
    "kinds_told.py",
    "private_told.py",
    "told_lines.py",
    "vocabularies.py",
    "reading/lexicons.py",
    "reading/private_words.py",
    "reading/told_private.py",
)
CODE = ("reading", "domain/area.py", "domain/school.py", "domain/theme.py", "prepared.py", *VALUES, *LISTS)
"""What the readers are made by; a test holds that it is all."""
DANGER_CODE = tuple(
    f"reading/{one}.py"
    for one in ("danger", "danger_learned", "learned", "marks", "normalise", "phrases", "ridge", "sounds")
)
"""What hears danger is made by these, the word lists' code and the values: it takes longest to learn."""
_LIBRARIES = ("msgspec", "numpy", "symspellpy", "wordfreq")


class Prepared(Struct, frozen=True):
    """Readers as they ship, and by language the fingerprint of what they learned beside (`building.fingerprint`)."""

    readers: Readers
    beside: Mapping[str, str]


def prepared(area: Area, locales: Path, folder: Path = FOLDER) -> Prepared:
    """The readers for all languages of an area by these word lists: from their file, else built now and kept.

    Raises PackError for a word list that is wrong, ValueError for a phrase that cannot be used.
    """
    words = _fingerprint(locales, CODE)

    def learned() -> Prepared:
        lexicons, town = load_lexicons(locales), building.ground(area)
        danger = _danger(lexicons, locales, folder)
        beside = Learned(danger, _subjects(town, lexicons, words, folder), _private(town, lexicons, words, folder))
        return built(area, lexicons, beside)

    return kept(_file(area, words, folder), Prepared, learned)


def taken_up(area: Area, locales: Path, folder: Path = FOLDER) -> Prepared | None:
    """The same from their file alone; None where they are still to be built."""
    return found(_file(area, _fingerprint(locales, CODE), folder), Prepared)


def prepare_packs() -> None:
    """Read the wording, and build the readers of every area pack that ships: for the languages on, and for all."""
    Wording.load(LOCALES, FOLDER)
    packs = [pack.load(area_toml.parent) for area_toml in sorted(ROOT.glob("areas/*/area.toml"))]
    areas = [one for area in packs for one in (spoken(area), area)]
    words = _fingerprint(LOCALES, CODE)
    if not all(_file(one, words, FOLDER).exists() for one in areas):
        _learn_side_by_side(areas[-1], words)
    for one in areas:
        prepared(one, LOCALES)


def _learn_side_by_side(area: Area, words: str) -> None:
    """Have what danger sounds like learned by another process, and the rest of an area by this one meanwhile."""
    with ProcessPoolExecutor(1, get_context("spawn")) as beside:
        heard = beside.submit(_hear)
        lexicons, town = load_lexicons(LOCALES), building.ground(area)
        _subjects(town, lexicons, words, FOLDER)
        _private(town, lexicons, words, FOLDER)
        heard.result()


def built(area: Area, lexicons: Lexicons, learned: Learned = Learned()) -> Prepared:  # noqa: B008 - it never changes
    """The readers for all languages of an area, built now, but for what was learned before.

    ValueError names a phrase that cannot be used.
    """
    codes = [language.code for language in area.languages]
    beside = {code: building.fingerprint(area, lexicons.get(code, Lexicon()), code) for code in codes}
    return Prepared(building.build(area, lexicons, learned), beside)


def _hear() -> None:
    """Have learned what danger sounds like, and kept."""
    _danger(load_lexicons(LOCALES), LOCALES, FOLDER)


def _danger(lexicons: Lexicons, locales: Path, folder: Path) -> DangerReader:
    """What danger sounds like: it takes longest to learn, and is the same everywhere."""
    heard = _fingerprint(locales, (*DANGER_CODE, *VALUES, *LISTS))
    return kept(folder / f"danger-{heard}", DangerReader, partial(danger_learned, lexicons))


def _subjects(town: Ground, lexicons: Lexicons, words: str, folder: Path) -> dict[str, SubjectReader]:
    """What tells kind and themes, by language: from its file where the same themes were learned before."""
    stem = _stem([(theme.code, sorted(theme.words.items())) for theme in town.themes], words)
    return {
        code: kept(folder / f"subject_{code}-{stem}", SubjectReader, partial(building.subject, town, code, lexicons))
        for code in building.known_languages(town)
    }


def _private(town: Ground, lexicons: Lexicons, words: str, folder: Path) -> dict[str, Likely]:
    """What is likely private, by language: learned once for every town, among the places that the sentences tell of."""
    told = [code for code in building.known_languages(town) if lexicons.get(code, Lexicon()).told_private]
    told_of = building.ground(pack.load(HOME)) if told and HOME.is_dir() else town
    stem = _stem((told_of.places, told_of.schools, told_of.name), words)
    return {
        code: kept(folder / f"private_{code}-{stem}", Likely, partial(building.likely_private, told_of, code, lexicons))
        for code in told
    }


def _file(area: Area, words: str, folder: Path) -> Path:
    return folder / f"readers-{_stem(building.ground(area), words)}"


def _stem(known: object, words: str) -> str:
    """Names what is learned from these things and the word lists of this fingerprint."""
    told = msgpack.encode(known, order="deterministic")
    return blake2b(told + words.encode(), digest_size=16).hexdigest()


def spoken(area: Area) -> Area:
    """The area with the languages that are on alone: those a resident may choose, and is read in."""
    return structs.replace(area, languages=area.languages_on)


def _fingerprint(locales: Path, code: Iterable[str]) -> str:
    """Changes with whatever readers are built from, but for the area: word lists, our code, libraries."""
    return fingerprint(chain(_word_lists(locales), _files(code)), sys.version, *map(version, _LIBRARIES))


def _word_lists(locales: Path) -> Iterator[Path]:
    return iter(sorted(one for end in ("toml", "txt") for one in locales.rglob(f"*.{end}")))


def _files(code: Iterable[str]) -> Iterator[Path]:
    here = Path(__file__).parent
    for one in code:
        yield from sorted((here / one).rglob("*.py")) if (here / one).is_dir() else (here / one,)
