"""References for rows that bring none: drawn until they are free in the database and in the file."""

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence

from msgspec import Struct

from bot.domain import reference
from bot.errors import StorageError

_ROUNDS = 50


class Drawing(Struct, frozen=True):
    """Where references are drawn from.

    `draw(n)` is a random number below n, `used` are those the file brings, `taken` says which of some are not free.
    """

    draw: Callable[[int], int]
    used: frozenset[str]
    taken: Callable[[Sequence[str]], Awaitable[set[str]]]

    async def references(self, prefixes: Sequence[str]) -> list[str]:
        """A free reference for each of these prefixes, all different.

        Raises StorageError where hardly any with a prefix is free.
        """
        free = {prefix: await self._free(prefix, count) for prefix, count in Counter(prefixes).items()}
        return [free[prefix].pop() for prefix in prefixes]

    async def _free(self, prefix: str, count: int) -> list[str]:
        free: list[str] = []
        for _ in range(_ROUNDS):
            tried = {reference.make(prefix, self.draw) for _ in range(count - len(free))} - self.used - set(free)
            free += sorted(tried - await self.taken(sorted(tried)))
            if len(free) == count:
                return free
        raise StorageError(f"hardly any reference that begins with {prefix}- is free")
