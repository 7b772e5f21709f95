"""Ways to say something of a worker of ours by name, as wording lists them with a # for it: "hi #"."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from bot.reading.normalise import words
from bot.ways import Ways

SOMEBODY = "0"
"""What stands for a name in words as read."""


class OfOurs(Struct, frozen=True):
    """How words open that greet a worker of ours or say who sent them, and what tells of that worker all the same."""

    opens: Ways = Ways()
    does: frozenset[str] = frozenset()

    def without(self, text: str, names: Iterable[str]) -> str:
        """A text without the name of a worker of ours whom it only greets, or who sent them here; else as it is.

        "hi sam the lift is broken" tells nothing of Sam, "hi sam keeps shouting" does.
        """
        told = words(text)
        name = next((one for one in names if self._only_names(with_name(told, words(one)))), "")
        return re.sub(re.escape(name), "", text, count=1, flags=re.IGNORECASE) if name else text

    def _only_names(self, told: Sequence[str]) -> bool:
        """Whether words open with the name of a worker of ours, SOMEBODY in them, and say nothing that they do."""
        meant = self.opens.said(told)
        following = told[told.index(SOMEBODY) + 1 :][:1] if meant else ()
        return meant == "sent" or (meant == "greets" and self.does.isdisjoint(following))


def with_name(told: Sequence[str], name: Sequence[str]) -> tuple[str, ...]:
    """The words of a text, the name in it as SOMEBODY; none where it does not stand in it."""
    many = len(name)
    at = next((at for at in range(len(told)) if many and tuple(told[at : at + many]) == tuple(name)), None)
    return () if at is None else (*told[:at], SOMEBODY, *told[at + many :])
