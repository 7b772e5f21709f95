"""What a stranger with every public table of two years can work out, and how much is left to read.

    python -m benchmarks.disclosure SEEDS MONTHS [PEOPLE A MONTH ...]

Made-up towns (tests/reports/town.py) with the pack's themes and neighbourhoods, people who come back for years, at 10
to 300 people a month, and as many months of the house's own numbers. All places, the whole area and all months stand in
one linear program. For each: the linear-programming attacker's exact recoveries and its narrowest range of a hidden
figure, with the protection and without, and what part of the mentions lies in a line that names a theme or a family.
Ends with an error where anything hidden is narrowed down, or too little is left at 100 people.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.domain.area import Area
from bot.i18n import Wording
from bot.pack.loading import load
from reports.findings import count
from reports.model import Heard, Month, Request
from tests.reports.own_numbers import lived, read
from tests.reports.printed import everything_public
from tests.reports.stranger import Stranger
from tests.reports.town import Town

ROOT = Path(__file__).parent.parent
FIRST = Month(2026, 1)
PEOPLE = (10, 20, 30, 100, 300)
AIM = {100: 0.6}


def mentions(rows: Iterable[Heard]) -> Counter[tuple[str, str]]:
    """How often each theme was spoken of, by kind: what is heard counts, group talks do not."""
    return Counter((row.kind.value, row.themes[0]) for row in rows if row.standing == "heard" and not row.group_talk)


def named(rows: Sequence[Heard], months: Sequence[Month], area: Area) -> tuple[float, float]:
    """Which part of the mentions lies in a line of the whole area's report that names its theme, and its family too."""
    family = {theme.code: theme.family for theme in area.themes}
    counted, alone, either, total = count(rows, area), 0, 0, 0
    for month in months:
        found = counted.find(Request(month))
        for (kind, theme), times in mentions(row for row in rows if Month.on(row.said_on) == month).items():
            shown = {code for code in found.now.themes(kind) if found["theme", kind, code].low > 0}
            total += times
            alone += times * (theme in shown)
            either += times * (theme in shown or family[theme] in shown)
    return alone / max(1, total), either / max(1, total)


def main() -> int:
    """Print a line a town; 1 where something hidden is narrowed down or the aim at 100 people is missed.

    People a month, seed, contributions, figures in the linear program, of them narrowed down, of these exactly, the
    narrowest range (10: "fewer than 10"), mentions in a line of their own theme, or of its family, and seconds.
    """
    seeds, length = int(sys.argv[1]), int(sys.argv[2])
    area, wording = load(ROOT / "areas" / "milton-keynes"), Wording.load(ROOT / "locales")
    families = {theme.code: theme.family for theme in area.themes}
    places = tuple(one.id for one in area.neighbourhoods)
    few, wrong = (0, area.thresholds.publish - 1), 0
    for people in map(int, sys.argv[3:] or PEOPLE):
        for seed in range(seeds):
            began = time.perf_counter()
            rows = Town(people, places, tuple(families), seed).lives(FIRST, length)
            months = [FIRST.after(n) for n in range(length)]
            stranger = Stranger(everything_public(rows, months, area, wording), families, few, launched=True)
            found = stranger.finds() | read(lived(area, FIRST, length, seed), area, wording).finds()
            exact = sum(low == high for low, high in found.values())
            narrowest = min((high - low + 1 for low, high in found.values()), default=few[1] + 1)
            alone, either = named(rows, months, area)
            wrong += bool(found) or either < AIM.get(people, 0)
            print(
                people,
                seed,
                len(rows),
                len(stranger.known),
                len(found),
                exact,
                narrowest,
                f"{alone:.0%} {either:.0%} {time.perf_counter() - began:.1f} s",
                flush=True,
            )
            for spot, range_ in list(found.items())[:6]:
                print("   ", spot, range_)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
