"""Private strings to plant, and the search for them: as they are, and in every dress a program may give them."""

import base64
import json
import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray

_SYLLABLES = ("zo", "vak", "qui", "jem", "tuf", "wyx", "gri", "plo", "xan", "bek", "dru", "kif")
_SIX = 6  # bytes: no dress is shorter
_LETTERS = ("ż", "ł", "ش", "ب", "ら", "é")  # not ASCII: what is escaped looks otherwise


@dataclass
class Planted:
    """The strings of one run, each once: what it is by the string itself."""

    dice: random.Random
    strings: dict[str, str] = field(default_factory=dict)

    def word(self, what: str = "word", *, foreign: bool = False) -> str:
        """A word that nobody uses otherwise, sometimes with a letter that is not ASCII."""
        return self._new(what, lambda: "".join(self.dice.choices(_SYLLABLES, k=5)) + self._letter(foreign))

    def name(self) -> str:
        """A made-up first name."""
        return self._new("name", lambda: "".join(self.dice.choices(_SYLLABLES, k=4)).capitalize())

    def phone(self) -> str:
        """A number that looks like a mobile's; each is told apart by its last eight digits."""
        return self._new("phone", lambda: f"0770{self.dice.randrange(10**7):07}")

    def handle(self) -> str:
        return self._new("handle", lambda: f"@{self._syllables()}_{self._syllables()}")

    def mail(self) -> str:
        return self._new("mail", lambda: f"{self._syllables()}.{self._syllables()}@post.example")

    def also(self, what: str, string: str) -> str:
        """One that was not made up here, such as a chat's id."""
        self.strings[string] = what
        return string

    def _new(self, what: str, draw: Callable[[], str]) -> str:
        found = draw()
        while found in self.strings:
            found = draw()
        return self.also(what, found)

    def _syllables(self) -> str:
        return "".join(self.dice.choices(_SYLLABLES, k=4))

    def _letter(self, foreign: bool) -> str:  # noqa: FBT001
        return self.dice.choice(_LETTERS) if foreign else ""


def found_in(places: Mapping[str, bytes], planted: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Which planted strings are in which places: (place, what it is, the string). Capitals do not matter."""
    dressed = [(dress, string) for string in planted for dress in dresses(string)]
    firsts = _sixes(b"".join(dress[:_SIX] for dress, _ in dressed))[::_SIX]
    found = set[tuple[str, str, str]]()
    for place, content in places.items():
        told = content.lower()
        # Most begin with what is nowhere: only the others are sought in full.
        likely = np.isin(firsts, _sixes(told))
        found |= {
            (place, planted[string], string)
            for (dress, string), begun in zip(dressed, likely, strict=True)
            if begun and dress in told
        }
    return sorted(found)


def _sixes(content: bytes) -> NDArray[np.uint64]:
    """Each six bytes in a row, as a number."""
    signs = np.frombuffer(content, np.uint8).astype(np.uint64)
    count = max(0, len(signs) - _SIX + 1)
    numbers = np.zeros(count, np.uint64)
    for at in range(_SIX):
        numbers = numbers << np.uint64(8) | signs[at : at + count]
    return numbers


def dresses(string: str) -> set[bytes]:
    """All that a string may look like: in three encodings, escaped, in base64 at any offset, as a number."""
    plain = string.encode()
    found = {
        plain,
        string.upper().encode(),
        string.encode("utf-16-le"),
        string.encode("utf-16-be"),
        plain.hex().encode(),
    }
    found |= {json.dumps(string)[1:-1].encode(), quote(string).encode(), repr(plain)[2:-1].encode()}
    found |= set(_in_base64(plain))
    if string.isdigit() and len(string) < 18:
        # As SQLite's records hold a whole number (https://sqlite.org/fileformat.html#record_format).
        found |= {int(string).to_bytes(size, "big") for size in (6, 8) if int(string) < 2 ** (8 * size - 1)}
    digits = re.fullmatch(r"(\d{5})(\d{3})(\d{3})", string)
    found |= {" ".join(digits.groups()).encode(), f"+44{string[1:]}".encode()} if digits else set()
    return {one.lower() for one in found}


def _in_base64(plain: bytes) -> Iterator[bytes]:
    """What of a text is the same wherever in base64 it begins."""
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + plain).rstrip(b"=")
        middle = encoded[-(-before * 8 // 6) : -1]
        yield middle
        yield middle.replace(b"+", b"-").replace(b"/", b"_")
