"""The codes on posters: a neighbourhood's door, and at the end of a poster's own a few signs that say where it is."""

from collections.abc import Iterator

POSTER_SIGNS = 4
"""A door has six to eight signs (bot.pack.values), so that none is another one's with these."""


def leads_to(code: str) -> Iterator[str]:
    """The doors a code may stand for, the code itself first."""
    yield code
    yield code[:-POSTER_SIGNS]
