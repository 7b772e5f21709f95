"""What is said only of a person: where they are to be found, how old they are, whose they are."""

import re

from bot.reading.hints import Hints
from bot.reading.normalise import SENTENCE_ENDS, Plain

_AGE = re.compile(r"\d{1,2}")
_FAR = 4  # words from "Joy at the" to what she does
_GROUPS = frozenset(("class", "form", "year", "group", "team", "school", "tutor", "set", "block", "building"))
_OWN = frozenset(("my", "our", "his", "her", "their"))
_SEASONS = frozenset(
    ("summer", "autumn", "winter", "spring", "art", "peace", "christmas", "easter", "hope", "west", "may", "june")
)
"""Names that say something else where they begin a sentence: "Art at the hub", "Summer is always dull"."""
_BY_AGE = frozenset(("and", "on", "but", "now", "years", "yrs", "today", "so", *SENTENCE_ENDS, ""))
_ABOUT = frozenset(("nearly", "almost", "only", "just"))
_BESIDE = {
    ("next", "door"),
    ("across", "the"),
    ("over", "the"),
    *((at, door) for at in ("at", "from") for door in ("number", "no", "flat")),
}


def is_spoken_of(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a person is spoken of by the word of this number, which begins a sentence and is another word too."""
    then, far = text.word(number + 1), text.word(number + 2)
    if (then, far) in _BESIDE or then in {"upstairs", "downstairs", "who"}:
        return True
    if then == "in":
        return (far in _OWN and text.word(number + 3) in _GROUPS) or far == "year"
    if text.words[number] in _SEASONS:
        return False
    if then in {"is", "was"}:
        return is_said_of_people(text, hints, number + 2)
    return then in {"at", "from"} and far in _OWN | {"the"} and _does(text, hints, number + 3)


def is_said_of_people(text: Plain, hints: Hints, number: int) -> bool:
    """Whether what stands after "is" is said of people: "my bestie", "lonely", "nearly 4", "in my class"."""
    words, first = hints.words, text.word(number)
    if first in words.articles:
        return text.word(number + 1) in words.relations or text.word(number + 2) in words.relations
    if first == "in" and text.word(number + 1) in _OWN:
        return text.word(number + 2) in _GROUPS
    age = number + (first in _ABOUT)
    if _AGE.fullmatch(text.word(age)):
        return text.word(age + 1) in _BY_AGE
    return first in words.people_are


def _does(text: Plain, hints: Hints, number: int) -> bool:
    """Whether soon after a place its person does something, or the sentence ends: "Joy at the foodbank is amazing"."""
    after = text.words[number + 1 : number + _FAR]
    ends = not after or after[0] in SENTENCE_ENDS
    return ends or any(one in hints.words.name_does and one not in {"at", "in", "from"} for one in after)
