"""Somebody whom a pack made up."""

from msgspec import Struct


class Placeholder(Struct, frozen=True):
    """A `name` the pack made up for somebody; a real one must stand there before the public comes.

    `file` and `where` say where it is: "neighbourhoods.toml", "[quayside] mobiliser".
    """

    file: str
    where: str
    name: str
