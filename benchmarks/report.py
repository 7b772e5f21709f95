"""What a month of reports costs: 22 documents, how much of it is bare Typst and chart calls, and counting at size.

    python -m benchmarks.report [CONTRIBUTIONS_A_MONTH]    22 documents and the bare calls of the same run
    python -m benchmarks.report --rows 1000000             counting alone, of so many rows, with its memory

Made-up rows over the neighbourhoods of the pack. Ends with an error where a limit of issue 5 is passed.
"""

import gc
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bot.i18n import Wording
from bot.pack.loading import load
from reports.analyse import Counts, Scope, analyse
from reports.findings import Counted
from reports.frozen import Frozen
from reports.model import Edition, Files, Month, Request
from reports.pipeline import Making
from reports.render.paper import SIZES, compiled
from reports.render.web import charts
from tests.factories_reports import make_full, make_month

ROOT = Path(__file__).parent.parent
WHOLE_LIMIT, EACH_LIMIT, RATIO_LIMIT, MEMORY_LIMIT = 10.0, 0.5, 1.5, 600
"""Seconds for 22 documents, for each further one, times the bare drawing calls, and MB at a million rows (issue 5)."""
MONTH = Month(2026, 10)
EDITIONS = (Edition.AGENCY, Edition.RESIDENTS)


def timed(work: Callable[[], object]) -> float:
    """Seconds of one run, on the clock of this process."""
    gc.collect()
    began = time.process_time()
    work()
    return time.process_time() - began


def month(count: int, places: tuple[str, ...]) -> Frozen:
    """A month with so many contributions, as many in each of the three before, and one of everything else."""
    rows = [row for one in (*MONTH.compared(), MONTH) for row in make_month(one, count, 1, places)]
    return make_full(MONTH, places[0], rows)


def documents(count: int) -> int:
    """Make 22 documents; 1 where a limit is passed."""
    area, wording = load(ROOT / "areas" / "milton-keynes"), Wording.load(ROOT / "locales")
    places = tuple(one.id for one in area.neighbourhoods)
    frozen = month(count, places)
    asked = [Request(MONTH, place, edition) for edition in EDITIONS for place in (None, *places[:10])]
    print(f"{count} contributions a month, {len(frozen.heard)} rows, {len(places)} neighbourhoods")
    made: list[Files] = []
    Making(make_full(MONTH, places[0]), area, wording).files(asked[0])  # the libraries are loaded
    making = Making(frozen, area, wording)
    whole = timed(lambda: made.extend(making.files(one) for one in asked))
    drawn = [making.document(one) for one in asked]
    bare = timed(lambda: [compiled(one, charts(one), MONTH, "ua-1", SIZES[0]) for one in drawn])
    each = timed(lambda: making.files(asked[1]))
    print(f"{len(made)} documents (HTML, PDF, data) {whole:8.3f} s (limit {WHOLE_LIMIT})")
    print(f"bare Typst and chart calls    {bare:8.3f} s; the whole is {whole / bare:.2f} x that (limit {RATIO_LIMIT})")
    print(f"each further document         {each:8.3f} s (limit {EACH_LIMIT})")
    return int(whole > WHOLE_LIMIT or each > EACH_LIMIT or whole / bare > RATIO_LIMIT)


def counting(count: int) -> int:
    """Count and protect so many rows; 1 where it takes too much memory."""
    area = load(ROOT / "areas" / "milton-keynes")
    places = tuple(one.id for one in area.neighbourhoods)
    rows = tuple(row for one in (*MONTH.compared(), MONTH) for row in make_month(one, count // 4, 1, places))
    held = _megabytes()
    counts: dict[Scope, Counts] = {}
    took = timed(lambda: counts.update(analyse(rows)))
    protecting = timed(lambda: Counted(area, counts).find(Request(MONTH)))
    peak = _megabytes()
    print(
        f"{len(rows):>9} rows: counted in {took:7.3f} s ({1e6 * took / len(rows):.1f} us a row), "
        f"protected in {protecting:6.3f} s, {peak:5.0f} MB at its highest, {held:.0f} of them the rows"
    )
    return int(peak > MEMORY_LIMIT)


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    """Measure what is asked for."""
    if sys.argv[1:2] == ["--rows"]:
        return counting(int(sys.argv[2]))
    return documents(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)


if __name__ == "__main__":
    sys.exit(main())
