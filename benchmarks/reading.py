"""What each reader costs: on messages such as residents write, and on 4,096 signs meant to hurt.

    python -m benchmarks.reading [AREA_PACK]

Prints microseconds a message and their ratio to the cheapest useful thing, folding the text; then the
slowest hostile texts in milliseconds (the bar is 50). Start-up and memory are printed for one language and for all.
"""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bot.lexicons import load_lexicons
from bot.pack.loading import load
from bot.reading.building import build
from bot.reading.normalise import plain
from bot.reading.readers import Readers

ROUNDS = 200
HOSTILE_ROUNDS = 3
LONGEST = 4096
BAR_MILLISECONDS = 50
ROOT = Path(__file__).parent.parent

MESSAGES = (
    "could the park have a basketball hoop, kids round here have nowhere after school",
    "bins not emptied again on Fishermead",
    "I\u2019d love to learn sewing if there was a class in Bletchley",
    "thank you for fixing the lights in tinkers brige!!",
    "my neighbour Dave keeps parking across our drive at 12 Serpentine Court, ring me on 07700 900123",
    "buses never turn up and its 2 hours to the hospital",
    "my dad hits me when hes drunk",
    "plac zabaw jest zepsuty i dzieci nie maj\u0105 gdzie si\u0119 bawi\u0107",
)

HOSTILE = {
    "one letter": "a",
    "one capital": "A" + "a" * 4095,
    "i i i": "i ",
    "kill me": "kill me i want to ",
    "digits": "0",
    "phones": "07700 900123 ",
    "postcodes": "mk2 3qb ",
    "spelt out": "k i l l ",
    "dots": "k.",
    "places": "fishermeda ",
    "half places": "fish erm ead wol ver ton ",
    "zalgo": "k\u0336\u0321\u031b",
    "ligatures": "\ufdfa",
    "override": "\u202e\u200b",
    "surrogates": "\ud800x",
    "nul": "\x00a",
    "at signs": "a@",
    "mails": "a@b.c",
    "schools": "School ",
    "names": "Mr Dave ",
    "flats": "flat 1 ",
    "emoji": "\U0001f600",
    "arabic": "\u0645\u0646 ",
    "chinese names": "\u738b\u5148\u751f",
    "births": "born 1 2 3 ",
}


def main() -> None:
    """Measure and print."""
    pack = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "areas" / "milton-keynes"
    began, before = time.perf_counter(), resident()
    readers = build(load(pack), load_lexicons(ROOT / "locales"))
    print(f"build {time.perf_counter() - began:.2f} s, {resident() - before:.0f} MB more")
    _typical(readers)
    _hostile(readers)


def _typical(readers: Readers) -> None:
    folding = _microseconds(plain, MESSAGES)
    texts = [plain(text) for text in MESSAGES]
    english = readers.by_language["en"]
    steps: dict[str, Callable[[int], object]] = {
        "language": lambda n: readers.language.read(MESSAGES[n], None),
        "kind and themes": lambda n: english.subject.read(texts[n].words),
        "places": lambda n: english.places.read(texts[n]),
        "private": lambda n: english.private.read(texts[n], ()),
        "danger": lambda n: readers.danger.read(texts[n]),
        "reserved": lambda n: readers.reserved(MESSAGES[n]),
        "everything": lambda n: readers.read(MESSAGES[n]),
        "screen alone": lambda n: readers.screen(MESSAGES[n]),
    }
    print(f"{'fold':14}{folding:8.1f} us  1.0 x")
    for name, step in steps.items():
        cost = _microseconds(step, range(len(MESSAGES)))
        print(f"{name:14}{cost:8.1f} us {cost / folding:4.1f} x")


def _hostile(readers: Readers) -> None:
    cost = {name: _slowest(readers, (text * LONGEST)[:LONGEST]) for name, text in HOSTILE.items()}
    for name, milliseconds in sorted(cost.items(), key=lambda one: -one[1])[:6]:
        print(f"hostile {name:14}{milliseconds:8.1f} ms{'' if milliseconds < BAR_MILLISECONDS else '  TOO SLOW'}")


def _slowest(readers: Readers, text: str) -> float:
    """Milliseconds of processor for a text, the best of a few: others use the machine too."""
    return min(_once(readers, text) for _ in range(HOSTILE_ROUNDS))


def _once(readers: Readers, text: str) -> float:
    began = time.process_time()
    readers.read(text)
    return (time.process_time() - began) * 1e3


def _microseconds(step: Callable[[Any], object], given: Sequence[Any]) -> float:
    """The best round's processor time for one of `given`: others use the machine too."""
    return min(_round(step, given) for _ in range(ROUNDS)) / len(given)


def _round(step: Callable[[Any], object], given: Sequence[Any]) -> float:
    began = time.perf_counter()
    for one in given:
        step(one)
    return (time.perf_counter() - began) * 1e6


def resident() -> float:
    """Resident memory in MB (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


if __name__ == "__main__":
    main()
