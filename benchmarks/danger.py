"""How well the danger screen hears the sentences its rules are tuned by; benchmarks.readers judges it on others.

    python -m benchmarks.danger [--missed] [FILE]
    python -m benchmarks.danger --folds [--missed]
    python -m benchmarks.danger --strangers [--missed]

Counts both halves of tests/bot/reading/heldout_danger.txt and the sentences written later, or FILE, a file of the same
form. `--missed` prints what was misread, of the held-out sentences only in the tuning half, so that the test half
stays one. `--folds` judges the screen on the sentences it learns from, each fifth of them by the other four;
`--strangers` on those that strangers wrote, by the rest of theirs and all of ours: thresholds are chosen there.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks import danger_folds, verdicts
from bot.lexicons import load_lexicons
from bot.reading.danger import DangerReader, danger_reader
from bot.reading.danger_learned import calm_texts
from bot.reading.lexicons import DangerWords
from bot.reading.normalise import plain
from tests.bot.reading import heldout_danger
from tests.bot.reading.heldout_danger import Sentences

ROOT = Path(__file__).parent.parent
ByTheOthers = Callable[[DangerReader, Mapping[str, DangerWords], Sequence[str]], Iterator[danger_folds.Read]]


def main() -> None:
    """Measure and print."""
    given = sys.argv[1:]
    shows, files = "--missed" in given, [one for one in given if not one.startswith("--")]
    ways = {"--folds": danger_folds.read_by_the_others, "--strangers": danger_folds.strangers_by_the_others}
    for way, read in ways.items():
        if way in given:
            _folds(read, shows=shows)
            return
    reader = reader_as_shipped()
    if files:
        _print("given", heldout_danger.everything(Path(files[0])), reader, shows=shows)
        return
    tuning, test = heldout_danger.halves()
    _print("tuning half", tuning, reader, shows=shows)
    _print("test half", test, reader, shows=False)
    _print("written later", heldout_danger.everything(heldout_danger.LATER), reader, shows=False)


def reader_as_shipped() -> DangerReader:
    """The reader of all languages' rules and examples."""
    languages, calm = _learned_from()
    return danger_reader(languages, calm)


def _learned_from() -> tuple[Mapping[str, DangerWords], Sequence[str]]:
    lexicons = load_lexicons(ROOT / "locales")
    return {code: lexicon.danger for code, lexicon in lexicons.items()}, list(calm_texts(lexicons))


def _folds(by_the_others: ByTheOthers, *, shows: bool) -> None:
    languages, calm = _learned_from()
    read = list(by_the_others(danger_reader(languages, calm), languages, calm))
    sentences, levels = danger_folds.by_sort(read)
    verdict = verdicts.danger(sentences, levels.__getitem__)
    _print_verdict("each fifth by the others", verdict, shows=shows)


def _print(name: str, sentences: Sentences, reader: DangerReader, *, shows: bool) -> None:
    _print_verdict(name, verdicts.danger(sentences, lambda text: reader.read(plain(text)).level), shows=shows)


def _print_verdict(name: str, verdict: verdicts.Verdict, *, shows: bool) -> None:
    print(f"\n{name}")
    for share in verdict.shares:
        print(share.line())
    for one in verdict.missed if shows else ():
        print(f"  {one}")


if __name__ == "__main__":
    main()
