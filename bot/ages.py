"""How old somebody says they are: by itself, or before or after something else that they tell."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from bot.domain.participant import AgeBand
from bot.reading.normalise import words
from bot.ways import LONGEST, single

AGE = "0"
"""What stands for the number in words as read."""
AGE_DIGITS = 2
_FEW = 7
"""So many words at most tell an age."""
_MARKS = ",.;:!?\u060c\u3002\uff0c\uff1b\uff01\u3001\u061b"
"""What parts an age from what else is told, in Latin, Arabic and Chinese writing."""
_PIECE = re.compile(rf"[^\s{_MARKS}]+[\s{_MARKS}]*")
_PARTED = re.compile(rf"[\n{_MARKS}]")
_EDGES = f" \n-{_MARKS}"


Told = tuple[AgeBand, str]
"""The band of an age told beside something else, and what was told but for the age, which goes no further."""


class Ages(Struct, frozen=True):
    """All languages' ways to tell an age; `joins` are words such as "and", `follows` may open what comes next."""

    forms: frozenset[tuple[str, ...]] = frozenset()
    joins: frozenset[str] = frozenset()
    follows: frozenset[str] = frozenset()

    def alone(self, text: str) -> AgeBand | None:
        """The age band of whoever tells their age, and nothing else."""
        told = single(text)
        numbers = [one for one in told if one.isdecimal() and len(one) <= AGE_DIGITS]
        fits = len(numbers) == 1 and tuple(AGE if one == numbers[0] else one for one in told) in self.forms
        return AgeBand.of(int(numbers[0])) if fits else None

    def beside(self, text: str) -> Told | None:
        """The band of whoever opens or ends with their age, "im 12 and i want a pool", and what else they tell."""
        pieces = list(_PIECE.finditer(text))
        found = (*self._first(text, pieces), *self._last(text, pieces))
        return next(iter(found), None)

    def _first(self, text: str, pieces: Sequence[re.Match[str]]) -> Iterator[Told]:
        for many in range(min(_FEW, len(pieces) - 1), 0, -1):
            cut = pieces[many].start()
            band = self._band(text[:cut])
            if band is not None and self._goes_on(text[:cut].rstrip(" "), text[cut:]):
                yield band, self._unjoined(text[cut:])

    def _last(self, text: str, pieces: Sequence[re.Match[str]]) -> Iterator[Told]:
        for many in range(min(_FEW, len(pieces) - 1), 1, -1):
            cut = pieces[-many].start()
            joined = self._is_join(pieces[-many][0])
            told = text[pieces[-many].end() :] if joined else text[cut:]
            band = self._band(told)
            parted = joined or bool(_PARTED.search(pieces[-many - 1][0]) if many < len(pieces) else None)
            if band is not None and parted and not words(told)[0].isdecimal():
                yield band, text[:cut].strip(_EDGES)

    def _band(self, text: str) -> AgeBand | None:
        return self.alone(text.strip(_EDGES)) if len(text) <= LONGEST else None

    def _goes_on(self, told: str, following: str) -> bool:
        """Whether an age ends here, and is none of weeks or floors; "12 years" may be of anything."""
        rest = self._unjoined(following)
        opens = not self.follows.isdisjoint(words(rest)[:1])
        age = single(told.strip(_EDGES))
        if age[0].isdecimal():
            return opens and len(age) == 1
        return opens or rest != following or bool(_PARTED.search(told[-1:]))

    def _is_join(self, piece: str) -> bool:
        return not self.joins.isdisjoint(words(piece)[:1]) and len(words(piece)) == 1

    def _unjoined(self, text: str) -> str:
        """What comes after an age, without the "and" that leads to it."""
        first = _PIECE.match(text)
        return text[first.end() :] if first is not None and self._is_join(first[0]) else text
