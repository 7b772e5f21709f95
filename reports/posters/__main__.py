"""The press as a program, `python -m reports.posters`: a sheet as JSON on standard input, its PDF out."""

import sys

from bot.domain.form import decode
from reports.posters.drawn import pdf
from reports.posters.sheet import Sheet


def main() -> None:
    """Draw what is asked for."""
    sys.stdout.buffer.write(pdf(decode(sys.stdin.buffer.read(), Sheet)))


if __name__ == "__main__":
    main()
