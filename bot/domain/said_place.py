"""The neighbourhood a worker's line is of, as it is jotted down: "Lakes: football in the park - 14 came"."""

from collections.abc import Callable


def placed(line: str, place: Callable[[str], str | None], usual: str | None, example: str) -> tuple[str, str]:
    """The neighbourhood's id and the rest of the line; `usual` where no place, as `place` knows them, begins it.

    Raises ValueError that shows the `example` where there is neither.
    """
    head, colon, told = line.partition(":")
    named = place(head.strip()) if colon else None
    neighbourhood = named or usual
    if neighbourhood is None:
        raise ValueError(f"begin the line with a place, such as {example}")
    return neighbourhood, told if named else line
