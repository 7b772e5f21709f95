"""Who is named in a text: by a name people know, or by a word nobody uses otherwise where a name is due."""

from collections.abc import Iterator

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.hints import Hints, after, begins_sentence, is_between, is_capital
from bot.reading.lexicons import SAINTS
from bot.reading.normalise import SENTENCE_ENDS, Plain
from bot.reading.spans import marked

_MOST_OF_A_NAME = 4  # words
_MOST_SIGNS = 3  # of a Chinese name
_PARTICLES = frozenset(
    ("al", "el", "bin", "binti", "ibn", "van", "von", "de", "da", "di", "dos", "ben", "mac", "mc", "o")
)


def names(text: Plain, hints: Hints) -> Iterator[PrivateSpan]:
    """People by name: on sight, after a title, after "my name is", beside a relation; with the surname that follows."""
    done = 0
    for number in range(len(text.words)):
        if number < done:
            continue
        famous = after(hints.famous, text, number)
        if famous is not None:
            done = famous
            continue
        first = _begins(text, hints, number)
        if first is not None and first < len(text.words):
            first -= _has_initial(text, first, done)
            done = _ends(text, hints, first)
            if not _is_thing(text, hints, first, done):
                yield marked(PrivateType.NAME, text, text.starts[first], _last_sign(text, done - 1))


def _begins(text: Plain, hints: Hints, number: int) -> int | None:
    """The word at which a name begins that is told by the word of this number, if it tells one."""
    word, words = text.words[number], hints.words
    if _bare(text, hints, number) in words.first_names:
        return None if text.word(number - 1) in SAINTS else number
    if word in words.titles:
        return number + 1 if _follows_title(text, hints, number + 1) else None
    first = after(hints.names_after, text, number)
    if first is not None and _can_be_name(text, hints, first) and _is_told(text, hints, first):
        return first
    first = after(hints.names_may_follow, text, number)
    if first is not None and (_is_likely(text, hints, first) or _is_someone_called(text, hints, number, first)):
        return first
    if word in words.relations and _follows_relation(text, hints, number + 1):
        return number + 1
    return number if _is_written_as_name(text, hints, number) else None


def _bare(text: Plain, hints: Hints, number: int) -> str:
    """A word without the s of what is someone's: "daves van"."""
    word = text.words[number]
    if word[-1:] != "s" or word in hints.words.first_names:
        return word
    owns = text.text.endswith("'s", text.starts[number], text.ends[number]) or (
        not hints.knows(word) or text.word(number + 1) in hints.words.owned
    )
    return word[:-1] if owns else word


def _follows_title(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a surname stands after a title: any word after "Mrs", after "doctor" one that is written as a name."""
    if not _can_be_name(text, hints, number):
        return False
    if text.words[number - 1] in hints.words.sure_titles:
        return True
    word = text.words[number]
    return _is_surname(text, hints, number) or hints.is_rare(word) or _is_first(hints, word)


def _is_told(text: Plain, hints: Hints, number: int) -> bool:
    """Whether what is said after "my name is" is a name: whatever is not a word of every day written small."""
    word = text.words[number]
    return _is_own_capital(text, number) or word not in hints.words.everyday or _is_first(hints, word)


def _is_likely(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word is likely a name by itself, where one may be due."""
    if not _can_be_name(text, hints, number) or text.word(number - 1) in hints.words.place_cues:
        return False
    word = text.words[number]
    if word in hints.words.ambiguous_names:
        return _is_own_capital(text, number) or text.word(number + 1) in {"", *SENTENCE_ENDS}
    return hints.is_new(word) or (word in hints.words.surnames and _is_own_capital(text, number))


def _is_someone_called(text: Plain, hints: Hints, number: int, first: int) -> bool:
    """Whether someone, not something, is called by a word with a capital: "the lad called Razor"."""
    someone = not hints.words.relations.isdisjoint(text.words[max(0, number - 2) : number])
    return someone and _can_be_name(text, hints, first) and _is_own_capital(text, first)


def _follows_relation(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a name stands after a relation: "my neighbour shaun", but not "my neighbour shouts"."""
    if not _can_be_name(text, hints, number) or not is_between(text, number, " ,'("):
        return False
    word = text.words[number]
    if hints.is_new(word) or (hints.is_rare(word) and not word.endswith(_VERB_ENDS)):
        return True
    if word in hints.words.ambiguous_names and not text.given.isupper():
        return is_capital(text, number) or text.word(number + 1) in hints.words.name_does
    return _is_own_capital(text, number) and not text.word(number + 1).startswith("ing")


def _is_written_as_name(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word is written as a name: in capitals where none is due, or beside what only people have."""
    word, words = text.words[number], hints.words
    owner = word[:-1] if text.word(number + 1) in words.owned and _owns(text, number) else word
    if word in words.ambiguous_names or owner in words.ambiguous_names:
        is_used = _is_own_capital(text, number) and _is_ambiguous_name(text, hints, number)
        return is_used or (word == owner and _has_surname(text, hints, number))
    if word in words.not_names or word in words.streets:
        return False
    if word in words.surnames:
        return (
            _is_own_capital(text, number) and not begins_sentence(text, number) and _is_unexplained(text, hints, number)
        )
    return hints.is_new(word) and _is_new_name(text, hints, number)


def _is_new_name(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word nobody knows is written as a name."""
    if text.words[number + 1 : number + 3] in _SPOKEN_OF:
        return True
    if not _is_own_capital(text, number) or text.as_given(number).isupper():
        return False
    if begins_sentence(text, number):
        return text.word(number + 1) in hints.words.name_does
    return _is_unexplained(text, hints, number)


_SPOKEN_OF = {("in", "year"), *((at, door) for at in ("at", "from", "in") for door in ("number", "no", "flat"))}
"""What follows when a person is spoken of: "at number 12", "in year 9"."""


def _is_unexplained(text: Plain, hints: Hints, number: int) -> bool:
    """Whether neither a place nor the name of a thing explains a capital."""
    return not _is_led_up_to_as_place(text, hints, number) and _stands_alone(text, hints, number)


def _has_surname(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a name follows that is nothing else: "mark jones", "ebony-mae"."""
    then = text.word(number + 1)
    if (then not in hints.words.first_names and then not in hints.words.surnames) or not is_between(
        text, number + 1, " -"
    ):
        return False
    return is_capital(text, number) == is_capital(text, number + 1)


def _is_ambiguous_name(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word that is a name too (Will, Grace, May) and has a capital is used as one."""
    if not begins_sentence(text, number):
        return text.word(number - 1) not in hints.words.place_cues and _stands_alone(text, hints, number)
    after_it = text.word(number + 1)
    return _is_surname(text, hints, number + 1) or (
        after_it in hints.words.name_does and after_it not in _NOT_AFTER_NAME
    )


_VERB_ENDS = ("s", "ed", "ing", "ly", "nt")
_NOT_AFTER_NAME = frozenset(
    ("can", "cant", "could", "would", "wont", "should", "must", "might", "in", "at", "from", "next", "is")
)


def _stands_alone(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word with a capital is not one of several that make the name of a thing ("the Grand Union Canal")."""
    words, then = hints.words, number + 1
    if then >= len(text.words) or not is_between(text, then, " "):
        return True
    other = is_capital(text, then) and hints.knows(text.words[then]) and text.words[then] not in words.surnames
    return not (other and text.words[then] not in words.ambiguous_surnames | words.ambiguous_names | {"i"})


def _is_led_up_to_as_place(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a place or a thing is led up to: "the new Skatepark"."""
    cues, articles = hints.words.place_cues, hints.words.articles
    before, far = text.word(number - 1), text.word(number - 2)
    return before in cues or before in articles or before == "the" or far in articles or far == "the"


def _ends(text: Plain, hints: Hints, first: int) -> int:
    last = first + 1
    if len(text.words[first]) == 1:  # an initial, with or without its stop
        last += 1 + (text.word(first + 1) == ".")
    while last < len(text.words) and last - first < _MOST_OF_A_NAME and _goes_on(text, hints, last, first):
        last += 1
    return last - (text.words[last - 1] in _PARTICLES and last - first > 1)


def _has_initial(text: Plain, first: int, done: int) -> int:
    """How many words before a name are its initial: one, or two with the stop after it."""
    far = 2 if text.word(first - 1) == "." else 1
    initial = first - far
    is_one = initial >= done and len(text.words[initial]) == 1 and text.words[initial].isalpha()
    written = is_one and is_capital(text, initial) and text.words[initial] not in {"i", "a"}
    return far if written and is_between(text, first - far + 1, " .") and is_between(text, first, " .") else 0


def _goes_on(text: Plain, hints: Hints, number: int, first: int) -> bool:
    """Whether a name goes on with the word of this number: a surname, a second name, an initial."""
    word, between = text.words[number], text.text[text.ends[number - 1] : text.starts[number]]
    if not between:  # Chinese: the signs of a name stand side by side, and there are no capitals
        return _can_be_name(text, hints, number) and number - first < _MOST_SIGNS
    if word in _PARTICLES and between == " ":
        return is_capital(text, number) or not is_capital(text, first)
    if len(word) == 1:
        return between == " " and word not in {"i", "a", "x"} and _is_own_capital(text, number)
    if not _can_be_name(text, hints, number) or between not in {" ", "-"} or _owns(text, number - 1):
        return False
    is_name = _is_surname(text, hints, number) or hints.is_rare(word) or _is_first(hints, word)
    return between == "-" or (is_name and word not in hints.words.name_does)


def _is_surname(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word can be a surname: known as one, or with a capital of its own."""
    if not _can_be_name(text, hints, number):
        return False
    word, words = text.words[number], hints.words
    known = word in words.surnames or word in words.ambiguous_surnames
    return known or (_is_own_capital(text, number) and not _is_title_case(text))


def _is_first(hints: Hints, word: str) -> bool:
    return word in hints.words.first_names or word in hints.words.ambiguous_names


def _can_be_name(text: Plain, hints: Hints, number: int) -> bool:
    if number >= len(text.words):
        return False
    word, words = text.words[number], hints.words
    never = word in words.not_names or word in words.streets or word in words.stops or word in words.relations
    return not (never or word in SENTENCE_ENDS or word in words.titles or word[0].isdigit())


def _is_own_capital(text: Plain, number: int) -> bool:
    """Whether a word has a capital that says something: in a text all in capitals none does."""
    return is_capital(text, number) and not text.given.isupper()


def _is_title_case(text: Plain) -> bool:
    """Whether nearly every word has a capital, so that none of them says anything."""
    return text.given.istitle() and len(text.words) > _MOST_OF_A_NAME


def _is_thing(text: Plain, hints: Hints, first: int, end: int) -> bool:
    """Whether a thing is called by this name: "Jack's Gym", "Victoria Park", "Harry Potter club"."""
    then, words = text.word(end), hints.words
    if end < len(text.words) and not is_between(text, end, " "):
        return False
    if then in words.streets or then in words.buildings:
        return is_capital(text, end) or not is_capital(text, first)
    return then in words.named_after and is_capital(text, end) == is_capital(text, first)


def _owns(text: Plain, number: int) -> bool:
    return text.text.endswith("'s", text.starts[number], text.ends[number])


def _last_sign(text: Plain, number: int) -> int:
    """Where the last word of a name ends, without the 's of what is its own."""
    return text.ends[number] - len("'s") * (_owns(text, number) and text.words[number] != "s")
