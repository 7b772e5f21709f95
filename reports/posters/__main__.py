"""The press as a program, `python -m reports.posters`: a sheet as JSON on standard input, its PDF out."""

import sys

from bot.domain.form import decode
from bot.errors import ReportError
from reports.posters.drawn import pdf
from reports.posters.sheet import Sheet


def main() -> None:
    """Draw what is asked for; what is wrong with it is said on standard error, in a line."""
    try:
        sys.stdout.buffer.write(pdf(decode(sys.stdin.buffer.read(), Sheet)))
    except ReportError as why:
        sys.exit(str(why).replace("\n", " "))


if __name__ == "__main__":
    main()
