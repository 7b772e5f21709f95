"""School: one that an area's readers know by name, since it makes a child recognisable."""

from datetime import date

from msgspec import Struct


class School(Struct, frozen=True):
    """A school, college or nursery; `last_checked` is None where nobody has looked at its name yet."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    last_checked: date | None = None
