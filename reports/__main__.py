"""The program that draws reports, `python -m reports`: a pickled order on standard input, pickled files out."""

import pickle
import sys

from reports.pipeline import make_all


def main() -> None:
    """Draw what is asked for. Both ends of the pipe are ours, so what comes out of it can be trusted."""
    requests, frozen, area, locales = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own parent wrote it
    pickle.dump(make_all(requests, frozen, area, locales), sys.stdout.buffer)


if __name__ == "__main__":
    main()
