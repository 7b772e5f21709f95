"""Which school is named in a text: what makes a child recognisable without any name."""

from collections.abc import Iterator

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.hints import SAINTS, Hints, after, begins_sentence, is_between, is_capital
from bot.reading.normalise import Plain
from bot.reading.spans import marked_words

_MOST_WORDS = 4  # of a school's name, before the word for school
_CHURCH = ("c", "of", "e")
_SMALL = frozenset((*_CHURCH, "pre", "and", "the"))
"""Written small within a school's name."""
_HARDLY = frozenset(("high", "combined", "prep", "uni"))
"""End a school's name only where it is written with capitals."""
_LONGEST_SHORT = 5  # letters of an abbreviation: "SLE", "MKA"


def schools(text: Plain, hints: Hints) -> Iterator[PrivateSpan]:
    """Schools by name: "Water Hall Primary", "in year 6 at Heronsgate", but not "the school"."""
    words = hints.words
    done = 0
    for number, word in enumerate(text.words):
        if number < done:
            continue
        if word in words.schools and not (text.word(number + 1) in words.schools and text.follows(number + 1)):
            first = _begins(text, hints, number)
            if first is not None:
                first -= text.word(first - 1) == "the" and is_capital(text, first - 1)
                form = word == "sixth" and text.word(number + 1) == "form"
                yield marked_words(PrivateType.SCHOOL, text, first, number + 1 + form)
            continue
        first = number if _is_saints(text, hints, number) else after(hints.schools_after, text, number)
        end = None if first is None else _told_ends(text, hints, first, phrase=text.words[number:first])
        if first is not None and end is not None:
            yield marked_words(PrivateType.SCHOOL, text, first, end)
            done = end


def _is_saints(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a school by a saint's name may begin here: "kids from St Bernadettes", but not "St Johns Road"."""
    led_up_to = text.words[number] in SAINTS and text.word(number - 1) in hints.words.school_cues
    then, far = text.word(number + 2), number + 2
    is_street = then in hints.endings and is_capital(text, far) == is_capital(text, far - 1)
    return led_up_to and not (is_street or then in hints.words.sure_streets or then in hints.words.named_after)


def _begins(text: Plain, hints: Hints, last: int) -> int | None:
    """The first word of the name that ends with the word `last`, or None where the school is not named."""
    words = hints.words
    first = _back_to(text, hints, last)
    if words.plain_schools.union(words.schools, SAINTS).issuperset(text.words[first:last]):
        return None
    written = _is_written_as_school(text, first, last)
    led_up_to = first > 0 and text.words[first - 1] in words.school_cues | words.schools
    if text.words[last] in _HARDLY and not (written and is_capital(text, last)):
        is_name = hints.is_rare(text.words[first]) or text.words[first] in words.surnames
        return first if is_name and (led_up_to or _is_schools_own(hints, text.words[first])) else None
    told = any(_is_schools_own(hints, word) for word in text.words[first:last])
    return first if led_up_to or written or told else None


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
        if text.words[first - 1] in hints.words.schools and is_capital(text, first) > is_capital(text, first - 1):
            return first
        first -= 1
    return first


def _may_be_of_name(text: Plain, hints: Hints, number: int) -> bool:
    """Whether the word before this one may be of the same school's name."""
    if not is_between(text, number, " .'-"):
        return False
    word = text.words[number - 1]
    return word not in hints.not_school or _is_of_street(text, hints, number - 1) or _is_first_school(text, number)


def _is_first_school(text: Plain, last: int) -> bool:
    """Whether "first" before the word `last` is a kind of school: "Fox Grove First School"."""
    return text.words[last - 1] == "first" and text.words[last] == "school"


def _is_of_street(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word is in a school's name because the school is called after a street: "Ivy Lane Primary"."""
    return text.words[number] in hints.endings and is_capital(text, number) and not text.given.isupper()


def _is_written_as_school(text: Plain, first: int, last: int) -> bool:
    """Whether these words are written with capitals, more of them than the beginning of a sentence explains."""
    capitals = all(is_capital(text, number) or text.words[number] in _SMALL for number in range(first, last))
    many = last - first + is_capital(text, last) > begins_sentence(text, first)
    return capitals and not text.given.isupper() and many


def _told_ends(text: Plain, hints: Hints, first: int, *, phrase: tuple[str, ...]) -> int | None:
    """The end of the school that is named from the word `first` on, if it is one: so written, short or new."""
    words, end = hints.words, first
    while end < min(first + _MOST_WORDS, len(text.words)) and _is_of_name(text, hints, end, first):
        end += 1
    if text.words[end : end + 3] == _CHURCH:
        end += 3 + (text.word(end + 3) in words.schools) + (text.word(end + 4) in words.schools)
    named = text.words[first:end]
    if not named or words.plain_schools.issuperset(named):
        return None
    if not words.schools.isdisjoint(named):
        return end if not (words.schools | words.plain_schools).issuperset(named) else None
    return end if _is_school(text, hints, named, phrase=phrase) else None


def _is_school(text: Plain, hints: Hints, named: tuple[str, ...], *, phrase: tuple[str, ...]) -> bool:
    """Whether what is named without a word for school is one; not "i go to Asda"."""
    first = text.words.index(named[0])
    if named[0] in SAINTS:
        return len(named) > 1
    if phrase[-1:] == ("to",):
        own = hints.is_new(named[0]) and not hints.places.issuperset(named)
        return own or (len(named) == 1 and _is_short(text, hints, first))
    return is_capital(text, first) or hints.is_new(named[0])


def _is_of_name(text: Plain, hints: Hints, number: int, first: int) -> bool:
    word, words = text.words[number], hints.words
    if number > first and not is_between(text, number, " '-"):
        return False
    if word in words.schools or text.words[first] in SAINTS:
        kind = word in words.plain_schools and text.word(number + 1) in words.schools
        return number < first + 2 or word in words.schools or kind
    if word in hints.not_school and not (number > first and _is_of_street(text, hints, number)):
        return False
    if text.given.isupper():
        return True
    return is_capital(text, number) or hints.is_new(word) or text.word(number + 1) in words.schools


def _is_short(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word is an abbreviation in capitals that nobody uses otherwise."""
    word = text.as_given(number)
    return word.isupper() and not text.given.isupper() and len(word) <= _LONGEST_SHORT and hints.is_new(word.lower())
