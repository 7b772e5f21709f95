"""What a report costs: counting, protecting, drawing; and how much of it is the bare Typst and chart calls.

    python -m benchmarks.report [CONTRIBUTIONS_A_MONTH]

Four months of made-up rows over all the neighbourhoods of the pack. Ends with an error where a whole report takes
more than LIMIT_RATIO x its bare drawing calls of the same run.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from bot.i18n import Wording
from bot.pack.loading import load
from reports.analyse import analyse
from reports.catalogue import RULES
from reports.dataset import fingerprint
from reports.findings import find
from reports.frozen import Frozen
from reports.model import Edition, Month, Request
from reports.page import Page
from reports.pipeline import compose, make
from reports.render.paper import paper
from reports.render.web import charts
from reports.wording import Voice
from tests.factories_reports import make_month

ROOT = Path(__file__).parent.parent
LIMIT_RATIO = 3.0
ROUNDS = 3
MONTH = Month(2026, 10)


def best(work: Callable[[], object]) -> float:
    """Seconds of the fastest of ROUNDS runs."""
    return min(timed(work) for _ in range(ROUNDS))


def timed(work: Callable[[], object]) -> float:
    """Seconds of one run."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> int:
    """Print each figure and its part of the whole; 1 where the limit is passed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    area, wording = load(ROOT / "areas" / "milton-keynes"), Wording.load(ROOT / "locales")
    places = tuple(one.id for one in area.neighbourhoods)
    rows = [row for month in (*MONTH.compared(), MONTH) for row in make_month(month, count, 1, places)]
    request, frozen = Request(MONTH, None, Edition.AGENCY), Frozen(MONTH, heard=tuple(rows))
    print(f"{count} contributions a month, {len(rows)} rows, {len(places)} neighbourhoods")
    print(f"first report of a process  {timed(lambda: make(request, frozen, area, wording)):8.3f} s")
    print(f"counting                   {best(lambda: analyse(rows)):8.3f} s")
    print(f"counting and protecting    {best(lambda: find(request, rows, area)):8.3f} s")
    print(f"fingerprint                {best(lambda: fingerprint(frozen)):8.3f} s")
    page = Page(request, area, find(request, rows, area), Voice(wording, "en"), "0" * 64, RULES, frozen)
    document = compose(page)
    bare = best(lambda: paper(document, charts(document), MONTH))
    whole = best(lambda: make(request, frozen, area, wording))
    print(f"bare Typst and chart calls {bare:8.3f} s")
    print(f"a whole report             {whole:8.3f} s = {whole / bare:.2f} x the bare calls (limit {LIMIT_RATIO})")
    one = Request(MONTH, places[0], Edition.RESIDENTS)
    print(f"a neighbourhood's report   {best(lambda: make(one, frozen, area, wording)):8.3f} s")
    return int(whole / bare > LIMIT_RATIO)


if __name__ == "__main__":
    sys.exit(main())
