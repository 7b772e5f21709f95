"""Who is named in a text, and which school: what makes someone recognisable without any number."""

from collections.abc import Iterator

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.lexicons import PrivateWords
from bot.reading.normalise import SENTENCE_ENDS, Plain

_MOST_OF_A_NAME = 3  # words
_MOST_OF_A_SCHOOL = 4


def names(text: Plain, words: PrivateWords) -> Iterator[PrivateSpan]:
    """People by name: on sight, after a title, after "my name is", beside a relation; with the surname that follows."""
    done = 0
    for number in range(len(text.words)):
        if number < done:
            continue
        first = _name_begins(text, words, number)
        if first is not None:
            done = _name_ends(text, words, first)
            yield _marked(PrivateType.NAME, text, first, done)


def _name_begins(text: Plain, words: PrivateWords, number: int) -> int | None:
    """The word at which a name begins that is told by the word of this number, if it tells one."""
    word = text.words[number]
    if word in words.first_names:
        return number
    if word in words.ambiguous_names:
        return number if _is_written_as_name(text, words, number) else None
    return number + 1 if _is_introduced(text, words, number + 1) else _after_cue(text, words, number)


def _is_introduced(text: Plain, words: PrivateWords, number: int) -> bool:
    """Whether the word before says that this one is a name: a title, or somebody's relation."""
    before = text.word(number - 1)
    if before in words.sure_titles:
        return _can_be_name(text, words, number)
    return (before in words.titles or before in words.relations) and _looks_like_name(text, words, number)


def _after_cue(text: Plain, words: PrivateWords, number: int) -> int | None:
    for cue in words.name_comes_after:
        told = cue.split()
        if text.words[number] != told[0] or tuple(told) != text.words[number : number + len(told)]:
            continue
        first = number + len(told)
        if first < len(text.words) and _may_be_name(text, words, first):
            return first
    return None


def _is_written_as_name(text: Plain, words: PrivateWords, number: int) -> bool:
    """Whether a word that is a name too (Will, Grace, May) is written as one."""
    if not _is_capital(text, number) or text.given.isupper():
        return False
    before = text.word(number - 1) or "."
    led_up_to = before not in SENTENCE_ENDS and before not in words.place_cues
    return led_up_to or _looks_like_name(text, words, number + 1)


def _name_ends(text: Plain, words: PrivateWords, first: int) -> int:
    last = first + 1
    while last < len(text.words) and last - first < _MOST_OF_A_NAME and _goes_on(text, words, last):
        last += 1
    return last


def _goes_on(text: Plain, words: PrivateWords, number: int) -> bool:
    between = text.text[text.ends[number - 1] : text.starts[number]]
    if not between:  # Chinese: the signs of a name stand side by side, and there are no capitals.
        return _can_be_name(text, words, number)
    return between in {" ", "-"} and not text.given.isupper() and _looks_like_name(text, words, number)


def _looks_like_name(text: Plain, words: PrivateWords, number: int) -> bool:
    return _can_be_name(text, words, number) and _is_capital(text, number)


def _can_be_name(text: Plain, words: PrivateWords, number: int) -> bool:
    return number < len(text.words) and _may_be_name(text, words, number)


def _may_be_name(text: Plain, words: PrivateWords, number: int) -> bool:
    word = text.words[number]
    return not (word in words.not_names or word in words.streets or word in SENTENCE_ENDS or word[0].isdigit())


def _is_capital(text: Plain, number: int) -> bool:
    return text.as_given(number)[:1].isupper()


def schools(text: Plain, words: PrivateWords) -> Iterator[PrivateSpan]:
    """Schools by name: "Water Hall Primary", "Saint Somebody's school", but not "the primary school"."""
    for number, word in enumerate(text.words):
        if word in words.schools and text.word(number + 1) not in words.schools:
            first = _school_begins(text, words, number)
            if first is not None:
                yield _marked(PrivateType.SCHOOL, text, first, number + 1)


def _school_begins(text: Plain, words: PrivateWords, last: int) -> int | None:
    """The first word of the name that ends with the word `last`, or None where the school is not named."""
    never = words.stops | words.articles | words.place_cues | words.plain_schools | SENTENCE_ENDS
    first = _back_to(text, never - words.schools, last)
    if never.union(words.schools).issuperset(text.words[first:last]):
        return None
    led_up_to = first > 0 and text.words[first - 1] in words.school_cues
    return first if led_up_to or _is_written_as_school(text, first, last) else None


def _back_to(text: Plain, never: frozenset[str], last: int) -> int:
    """The first word of those that lead up to the word `last` side by side, none of them in `never`."""
    first = last
    while first and last - first < _MOST_OF_A_SCHOOL and _is_near(text, first) and text.words[first - 1] not in never:
        first -= 1
    return first


def _is_written_as_school(text: Plain, first: int, last: int) -> bool:
    """Whether these words are written with capitals, more of them than the beginning of a sentence explains."""
    begins = first == 0 or text.words[first - 1] in SENTENCE_ENDS
    capitals = all(_is_capital(text, number) for number in range(first, last))
    return capitals and not text.given.isupper() and last - first > begins


def _is_near(text: Plain, number: int) -> bool:
    return text.text[text.ends[number - 1] : text.starts[number]].strip(" .'-") == ""


def _marked(kind: PrivateType, text: Plain, first: int, last: int) -> PrivateSpan:
    return PrivateSpan(kind, *text.span(text.starts[first], text.ends[last - 1]))
