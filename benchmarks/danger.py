"""How well the danger screen hears: on sentences held out from its rules, with 95 % intervals.

    python -m benchmarks.danger [--missed] [FILE]

Counts both halves of tests/bot/reading/heldout_danger.txt and the sentences written later, or FILE, a file of the same
form that nobody here has seen. `--missed` prints what was misread, of the held-out sentences only in the tuning half,
so that the test half stays one.
"""

import math
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.domain.reading import DangerLevel
from bot.lexicons import load_lexicons
from bot.reading.danger import DangerReader, danger_reader
from bot.reading.normalise import plain
from tests.bot.reading import heldout_danger
from tests.bot.reading.heldout_danger import CALM, DANGEROUS, Sentences

ROOT = Path(__file__).parent.parent
_NORMAL = 1.96

Counts = Callable[[DangerLevel], bool]


def main() -> None:
    """Measure and print."""
    given = sys.argv[1:]
    shows, files = "--missed" in given, [one for one in given if one != "--missed"]
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
    lexicons = load_lexicons(ROOT / "locales")
    calm = [example.text for lexicon in lexicons.values() for example in lexicon.examples]
    return danger_reader({code: lexicon.danger for code, lexicon in lexicons.items()}, calm)


def interval(hits: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval for a share, each end 0 to 1 (Wilson, JASA 22, 1927). `of` is at least 1."""
    share, spread = hits / of, _NORMAL**2 / of
    middle = (share + spread / 2) / (1 + spread)
    half = _NORMAL / (1 + spread) * math.sqrt(share * (1 - share) / of + spread / of / 4)
    return max(0.0, middle - half), min(1.0, middle + half)


def _print(name: str, sentences: Sentences, reader: DangerReader, *, shows: bool) -> None:
    print(f"\n{name}")
    dangerous = [text for sort in DANGEROUS for text in sentences[sort]]
    rows: list[tuple[str, Sequence[str], Counts]] = [
        ("at least amber, of the dangerous", dangerous, _heard),
        ("at least amber, of the gravest", sentences["red"], _heard),
        ("red, of the gravest", sentences["red"], _red),
        ("red, of the merely worrying", sentences["amber"], _red),
        *((f"false alarms, {sort}", sentences[sort], _heard) for sort in CALM),
        *((f"red false alarms, {sort}", sentences[sort], _red) for sort in CALM),
    ]
    for label, texts, counts in rows:
        hits = sum(counts(reader.read(plain(text)).level) for text in texts)
        low, high = interval(hits, len(texts))
        print(f"  {label:34}{hits:4} of {len(texts):4} = {hits / len(texts):6.1%}  ({low:.1%} to {high:.1%})")
    for sort in sentences if shows else ():
        for text in sentences[sort]:
            _show(sort, text, reader)


def _show(sort: str, text: str, reader: DangerReader) -> None:
    danger = reader.read(plain(text))
    due = {"red": _red, "amber": _heard}.get(sort, _unheard)
    if not due(danger.level):
        print(f"  {sort:6}{danger.level:6}{text}  {' '.join(danger.rules)}")


def _heard(level: DangerLevel) -> bool:
    return level is not DangerLevel.NONE


def _unheard(level: DangerLevel) -> bool:
    return level is DangerLevel.NONE


def _red(level: DangerLevel) -> bool:
    return level is DangerLevel.RED


if __name__ == "__main__":
    main()
