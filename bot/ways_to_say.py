"""Ways to say something that wording lists with a gap: "i'm #" for an age, "who decides ..." for a question to us."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from bot.conversation.events import Reserved
from bot.domain.participant import AgeBand
from bot.i18n import Wording
from bot.reading.normalise import SENTENCE_ENDS, words

AGE, GAP = "0", "..."
"""What stands for the number, in words as read; and for any words, in wording."""
AGE_DIGITS = 2
LONGEST = 60
"""Signs: whoever writes more tells something."""
QUESTIONS = {
    Reserved.WHO_DECIDES: "asked.who_decides.typed",
    Reserved.SIGNPOSTS: "asked.signposts.typed",
    Reserved.WHATS_ON: "asked.whats_on.typed",
}

Question = tuple[Reserved, tuple[str, ...], tuple[str, ...]]
"""What is asked for by whatever opens with the first words and ends with the second."""


class WaysToSay(Struct, frozen=True):
    """All languages' ways together: nobody is asked first which they speak."""

    ages: frozenset[tuple[str, ...]]
    questions: tuple[Question, ...]

    def band(self, text: str) -> AgeBand | None:
        """The age band of whoever tells their age, and nothing else; the age itself goes no further."""
        told = _single(text)
        numbers = [one for one in told if one.isdecimal() and len(one) <= AGE_DIGITS]
        fits = len(numbers) == 1 and tuple(AGE if one == numbers[0] else one for one in told) in self.ages
        return AgeBand.of(int(numbers[0])) if fits else None

    def seeks(self, text: str) -> Reserved | None:
        """What somebody asks to find out by a short question: who decides, who can help, or what's on."""
        told = _single(text)
        return next((word for word, *around in self.questions if _surround(told, *around)), None)


def ways_to_say(wording: Wording) -> WaysToSay:
    """The ways that the wording of all its languages lists, parted by commas."""
    ages = (tuple(words(one.replace("#", AGE))) for one in _listed(wording, "asked.age.typed"))
    questions = ((word, one) for word, key in QUESTIONS.items() for one in _listed(wording, key))
    return WaysToSay(frozenset(ages), tuple((word, *_around(one)) for word, one in questions))


def _listed(wording: Wording, key: str) -> Iterator[str]:
    for language in wording.keys:
        if wording.has(key, language):
            yield from wording.text(key, language).split(",")


def _around(way: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    opens, _, ends = way.partition(GAP)
    return words(opens), words(ends)


def _single(text: str) -> Sequence[str]:
    """The words of a short text of one sentence; none of any other."""
    told = words(text) if len(text) <= LONGEST else ()
    last = next((n for n in reversed(range(len(told))) if told[n] not in SENTENCE_ENDS), -1)
    sentence = told[: last + 1]
    return () if SENTENCE_ENDS.intersection(sentence) else sentence


def _surround(told: Sequence[str], opens: Iterable[str], ends: Iterable[str]) -> bool:
    first, last = tuple(opens), tuple(ends)
    long_enough = len(told) >= len(first) + len(last) > 0
    return long_enough and tuple(told[: len(first)]) == first and tuple(told[len(told) - len(last) :]) == last
