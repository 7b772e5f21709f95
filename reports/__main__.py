"""The program that draws reports, `python -m reports`: a pickled order on standard input, pickled files out."""

import os
import pickle
import sys
from collections.abc import Callable, Mapping

from bot.unswept import unswept

with unswept():
    from reports.annual import make_year
    from reports.model import Files
    from reports.pipeline import make_all
    from reports.waiting import WAITS_FOR_OTHERS

DRAWN: Mapping[str, Callable[..., tuple[Files, ...]]] = {"month": make_all, "year": make_year}


def main() -> None:
    """Draw what is asked for. Both ends of the pipe are ours, so what comes out of it can be trusted."""
    os.nice(WAITS_FOR_OTHERS)
    what, given = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own parent wrote it
    pickle.dump(DRAWN[what](*given), sys.stdout.buffer)


if __name__ == "__main__":
    main()
