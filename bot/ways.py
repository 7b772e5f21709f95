"""Ways to say something, of hundreds in all languages: which of them some words say, found by the words they hold."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from bot.reading.normalise import SENTENCE_ENDS, words

GAP = "..."
"""What stands for any words, in wording."""
LONGEST = 60
"""Signs: whoever writes more tells something."""


class Way(Struct, frozen=True):
    """One way to say something: it opens and ends with these words; `gap`: any words, or none, may stand between."""

    opens: tuple[str, ...]
    ends: tuple[str, ...]
    gap: bool

    @classmethod
    def written(cls, text: str) -> "Way":
        """As wording lists it: "who decides ..."."""
        opens, gap, ends = text.partition(GAP)
        return cls(words(opens), words(ends), bool(gap))

    def fits(self, told: Sequence[str]) -> bool:
        """Whether these words say it."""
        if not self.gap:
            return bool(told) and tuple(told) == self.opens
        long_enough = len(told) >= len(self.opens) + len(self.ends) > 0
        opened = tuple(told[: len(self.opens)]) == self.opens
        return long_enough and opened and tuple(told[len(told) - len(self.ends) :]) == self.ends

    def ends_in(self, told: Sequence[str]) -> Iterator[int]:
        """After which of these words its opening ends, wherever it stands."""
        many = len(self.opens)
        return (at + many for at in range(len(told) - many + 1) if tuple(told[at : at + many]) == self.opens)

    def stands_in(self, told: Sequence[str]) -> bool:
        """Whether these words hold it, wherever they do."""
        return any(True for _ in self.ends_in(told))


class Ways(Struct, frozen=True):
    """What is said, and a way to say it; the first that fits counts. `by_word`: those that a word may open or end."""

    every: tuple[tuple[str, Way], ...] = ()
    by_word: Mapping[str, tuple[int, ...]] = {}

    @classmethod
    def of(cls, every: Iterable[tuple[str, Way]]) -> "Ways":
        """These, and where each is found."""
        found: dict[str, tuple[int, ...]] = {}
        listed = tuple(every)
        for number, (_, way) in enumerate(listed):
            for word in way.opens[:1] or way.ends[-1:]:
                found[word] = (*found.get(word, ()), number)
        return cls(listed, found)

    def meant(self, text: str) -> str:
        """What a short text says as a whole; "" for nothing."""
        return self.said(single(text))

    def said(self, told: Sequence[str]) -> str:
        """The same of its words."""
        return next((meant for meant, way in self._near({*told[:1], *told[-1:]}) if way.fits(told)), "")

    def spoken_of(self, text: str) -> str:
        """What is said anywhere in a text; "" for nothing."""
        told = words(text)
        return next((meant for meant, way in self._near(set(told)) if way.stands_in(told)), "")

    def _near(self, told: set[str]) -> Iterator[tuple[str, Way]]:
        """Those that may be said with these words, in their order."""
        return (self.every[number] for number in sorted(n for word in told for n in self.by_word.get(word, ())))


def single(text: str) -> Sequence[str]:
    """The words of a short text of one sentence; none of any other."""
    told = words(text) if len(text) <= LONGEST else ()
    last = next((n for n in reversed(range(len(told))) if told[n] not in SENTENCE_ENDS), -1)
    sentence = told[: last + 1]
    return () if SENTENCE_ENDS.intersection(sentence) else sentence
