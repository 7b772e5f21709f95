"""How well the readers read: on sentences nobody tuned them on, each share with its 95 % interval beside its aim.

    python -m benchmarks.readers [--missed READER] [FILE ...]

Reads tests/bot/reading/blind3 and blind, whose README says what a FILE of your own looks like.
`--missed` prints what one reader missed: whoever sees that must not tune it (or new sentences are due).
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from msgspec import structs

from benchmarks import verdicts
from benchmarks.reading import resident
from benchmarks.verdicts import Verdict
from bot.domain.area import Area, Language
from bot.lexicons import load_lexicons
from bot.pack.loading import load
from bot.prepared import prepared
from bot.reading.building import build
from bot.reading.readers import Readers
from tests.bot.reading.blind_sets import Sections, blind_files, marked, reader_of, sections

ROOT = Path(__file__).parent.parent
PACK = ROOT / "areas" / "milton-keynes"
BAR_MILLISECONDS = 3
LANGUAGES = ("en", "pl", "ro", "so", "ur", "ar", "bn", "zh")
"""What the readers must tell apart (issue 3), whether or not the area has them turned on."""


def main() -> None:
    """Measure and print; the exit status is 0 whatever the figures are."""
    given = _arguments(sys.argv[1:])
    readers = taken_up()
    files = [Path(one) for one in given.files] or blind_files()
    for path in files:
        verdict = judge(path, readers)
        print(f"\n{path.parent.name}/{path.name}")
        for share in verdict.shares:
            print(share.line())
        for one in verdict.missed if given.missed == reader_of(path) else ():
            print(f"    {one}")
    _speed(readers, [text for path in files for text in _texts(sections(path))])


def taken_up() -> Readers:
    """The readers as a start has them: built by another process, then read from their file."""
    with ProcessPoolExecutor(1, get_context("spawn")) as other:
        other.submit(_keep).result()
    before = resident()
    readers = prepared(_in_all_languages(load(PACK)), ROOT / "locales").readers
    print(f"readers taken up: {resident() - before:.0f} MB more, {resident():.0f} MB in all")
    return readers


def _keep() -> None:
    """Have the readers of the first home built and kept, in all languages."""
    prepared(_in_all_languages(load(PACK)), ROOT / "locales")


def all_readers() -> Readers:
    """The readers of the first home, in all languages."""
    return build(_in_all_languages(load(PACK)), load_lexicons(ROOT / "locales"))


def judge(path: Path, readers: Readers) -> Verdict:
    """What the reader named by the file's name makes of it. KeyError for a name that is no reader's."""
    return _JUDGES[reader_of(path)](path, sections(path), readers)


def _themes(path: Path, found: Sections, readers: Readers) -> Verdict:
    return verdicts.themes(found, readers, path.name.split(".")[1])


def _kinds(path: Path, found: Sections, readers: Readers) -> Verdict:
    return verdicts.kinds(found, readers, path.name.split(".")[1])


_JUDGES: Mapping[str, Callable[[Path, Sections, Readers], Verdict]] = {
    "danger": lambda _, found, readers: verdicts.danger(found, lambda text: readers.screen(text).level),
    "themes": _themes,
    "kinds": _kinds,
    "places": lambda _, found, readers: verdicts.places(found, readers),
    "private": lambda _, found, readers: verdicts.private(found, readers),
    "language": lambda _, found, readers: verdicts.language(found, readers),
    "similar": lambda _, found, readers: verdicts.similar(found, readers),
}


def _in_all_languages(area: Area) -> Area:
    known = {one.code for one in area.languages}
    more = tuple(Language(code, code, on=True) for code in LANGUAGES if code not in known)
    return structs.replace(area, languages=(*area.languages, *more))


def _texts(found: Sections) -> Iterable[str]:
    return (marked(line).text for lines in found.values() for line in lines)


def _speed(readers: Readers, texts: Sequence[str]) -> None:
    costs = sorted(_milliseconds(readers, text) for text in texts)
    middle, slow = costs[len(costs) // 2], costs[len(costs) * 95 // 100]
    verdict = "pass" if slow < BAR_MILLISECONDS else "FALLS SHORT"
    print(f"\nspeed of all readers, {len(costs)} messages, milliseconds of processor")
    print(f"  p50 {middle:.2f}  p95 {slow:.2f}  slowest {costs[-1]:.2f}  aim p95 < {BAR_MILLISECONDS}  {verdict}")


def _milliseconds(readers: Readers, text: str) -> float:
    began = time.process_time_ns()
    readers.read(text)
    return (time.process_time_ns() - began) / 1e6


def _arguments(given: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.readers")
    parser.add_argument("--missed", choices=sorted(_JUDGES), metavar="READER")
    parser.add_argument("files", nargs="*", metavar="FILE")
    return parser.parse_args(given)


if __name__ == "__main__":
    main()
