"""Schools that are called one: "Water Hall Primary", "Ash Tree academy", but not "the school" or "a new primary"."""

from bot.reading.hints import Hints, begins_sentence, is_between, is_capital
from bot.reading.lexicons import SAINTS
from bot.reading.normalise import Plain

_MOST_WORDS = 6  # of a school's name, before the word for school
_CHURCH = ("c", "of", "e")
_SMALL = frozenset((*_CHURCH, "pre", "and", "the"))
"""Written small within a school's name."""
_HARDLY = frozenset(("high", "combined", "prep", "uni", "gram", "prim", "university", "referral"))
"""End a school's name only where it is written with capitals."""
_SHORT = frozenset(("prep", "gram", "prim"))
"""Of those, what may be small after two capitals."""
_SURELY = frozenset(
    ("primary", "academy", "college", "infants", "juniors", "primry", "primray", "primery", "jmi", "cofe", "preschool")
)
"""Say by themselves that what stands before them at the head of a sentence is a name."""
_LONGEST_SHORT = 5  # letters of an abbreviation: "SLE", "MKA"
_TWO = 2


def by_word(text: Plain, hints: Hints, number: int) -> tuple[int, int] | None:
    """The words of the school whose name ends with the word of this number, if it is a word for school and one does."""
    words, then = hints.words, number + 1
    if text.words[number] not in words.schools or (text.word(then) in words.schools and text.follows(then)):
        return None
    first = _begins(text, hints, number)
    if first is None:
        return None
    first -= text.word(first - 1) == "the" and is_capital(text, first - 1)
    then += text.words[number] == "sixth" and text.word(then) == "form"
    then += _TWO * (text.words[then : then + _TWO] == ("sixth", "form"))
    return first, then + (text.words[then - 1 : then + 1] in _CLOSES)


_CLOSES = frozenset((("form", "centre"), ("form", "college"), ("referral", "unit")))
"""The last words of some schools' names."""


def _begins(text: Plain, hints: Hints, last: int) -> int | None:
    """The first word of the name that ends with the word `last`, or None where the school is not named."""
    first = _back_to(text, hints, last)
    named = text.words[first:last]
    if hints.words.plain_schools.union(hints.words.schools, SAINTS, ".").issuperset(named):
        return None
    if _has_church(named):
        return first
    written = _is_written_as_school(text, first, last)
    hardly = text.words[last] in _HARDLY and not (written and _may_be_hardly(text, first, last))
    is_named = _is_named_surely(text, hints, first) if hardly else written or _is_named(text, hints, first, last)
    return first if is_named else None


def _is_named_surely(text: Plain, hints: Hints, first: int) -> bool:
    """Whether a school is named by a rare word or a surname that is led up to, or can hardly be anything else's."""
    word = text.words[first]
    is_name = hints.is_rare(word) or word in hints.words.surnames
    return is_name and (_is_led_up_to(text, hints, first) or _is_schools_own(hints, word))


def _is_named(text: Plain, hints: Hints, first: int, last: int) -> bool:
    told = any(_is_schools_own(hints, word) for word in text.words[first:last])
    return told or _is_led_up_to(text, hints, first) or _heads_sentence(text, hints, first, last)


def _is_led_up_to(text: Plain, hints: Hints, first: int) -> bool:
    return first > 0 and text.words[first - 1] in hints.words.school_cues | hints.words.schools


def _may_be_hardly(text: Plain, first: int, last: int) -> bool:
    return is_capital(text, last) or (text.words[last] in _SHORT and last - first >= _TWO)


def _has_church(named: tuple[str, ...]) -> bool:
    """Whether "c of e" stands after the first words of a name."""
    return any(named[at : at + len(_CHURCH)] == _CHURCH for at in range(1, len(named)))


def _heads_sentence(text: Plain, hints: Hints, first: int, last: int) -> bool:
    """Whether two words before "primary" or the like begin a sentence that then says something of it."""
    then = text.word(last + 1)
    says = then in hints.words.name_does or then in hints.words.school_says
    return says and last - first == _TWO and begins_sentence(text, first) and text.words[last] in _SURELY


def _is_schools_own(hints: Hints, word: str) -> bool:
    """Whether a word is so rare, or so surely a place's or a person's, that it names a school even written small."""
    named = word in hints.words.surnames or word in hints.words.first_names
    return len(word) >= _LONGEST_SHORT and (
        named or hints.is_rare(word) or (word in hints.places and hints.is_new(word))
    )


def _back_to(text: Plain, hints: Hints, last: int) -> int:
    """The first word of the name among those that lead up to the word `last` side by side."""
    first = _leads_up(text, hints, last)
    if text.words[max(0, first - 2) : first + 1] == _CHURCH:
        first = _leads_up(text, hints, first - 2)
    while first < last and text.words[first] in hints.words.plain_schools and not is_capital(text, first):
        first += 1
    return first


def _leads_up(text: Plain, hints: Hints, last: int) -> int:
    """The first of the words before `last` that may be of one name with it; "my old school Parkway Juniors"."""
    first = last
    while first and last - first < _MOST_WORDS and _may_be_of_name(text, hints, first):
        is_capitals_first = is_capital(text, first) > is_capital(text, first - 1)
        if is_capitals_first and (text.words[first - 1] in hints.words.schools or _is_before_name(text, first, last)):
            return first
        first -= 1
    return first


def _is_before_name(text: Plain, first: int, last: int) -> bool:
    """Whether what stands before a name's first capital is no small word within it."""
    return first < last and text.words[first - 1] not in _SMALL | {".", "day"}


def _may_be_of_name(text: Plain, hints: Hints, number: int) -> bool:
    """Whether the word before this one may be of the same school's name."""
    if not is_between(text, number, " .'-"):
        return False
    word, last = text.words[number - 1], number - 1
    if word == ".":
        return text.word(last - 1) in SAINTS
    allowed = _is_of_street(text, hints, last) or _is_first_school(text, number) or _joins(text, last)
    allowed = allowed or (word in {"girls", "boys"} and is_capital(text, last) and not text.loud)
    return word not in hints.not_school or allowed


def _joins(text: Plain, number: int) -> bool:
    """Whether a small word stands within a name: "Peter and Paul", "Wise Owls day nursery"."""
    if text.words[number] == "day":
        return text.word(number + 1) in {"nursery", "nurseries", "care"}
    within = 0 < number < len(text.words) - 1
    return (
        text.words[number] in {"and", "of", "the"}
        and within
        and is_capital(text, number - 1)
        and is_capital(text, number + 1)
    )


def _is_first_school(text: Plain, last: int) -> bool:
    """Whether "first" before the word `last` is a kind of school: "Fox Grove First School"."""
    return text.words[last - 1] == "first" and text.words[last] == "school"


def _is_of_street(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word is in a school's name because the school is called after a street: "Ivy Lane Primary"."""
    return text.words[number] in hints.endings and is_capital(text, number) and not text.loud


def _is_written_as_school(text: Plain, first: int, last: int) -> bool:
    """Whether these words are written with capitals, more of them than the beginning of a sentence explains."""
    small = _SMALL | {".", "day"}
    capitals = all(is_capital(text, number) or text.words[number] in small for number in range(first, last))
    many = last - first + is_capital(text, last) > begins_sentence(text, first)
    return capitals and not text.loud and many
