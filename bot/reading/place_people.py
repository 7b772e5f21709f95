"""Whether a place's name in a text is somebody's: "Mrs Walton", "a dog called Olney", "the Simpson twins"."""

from bot.reading.hints import is_between
from bot.reading.normalise import SENTENCE_ENDS, Plain
from bot.reading.place_names import Match
from bot.reading.private_words import PrivateWords

_NEAR = 4  # words from a name within which "surname" speaks of it
_CALLED = frozenset(("called", "named"))
_THE = frozenset(("the",))


def is_surname(words: PrivateWords, surname_is: frozenset[tuple[str, ...]], text: Plain, match: Match) -> bool:
    """Whether what stands around a name says that it is a person's, a household's or an animal's."""
    return (
        _is_after_person(words, text, match)
        or _is_said(surname_is, text, match.first)
        or _is_called_so(words, text, match.first)
        or _owns_kin(words, text, match)
        or _is_household(words, text, match)
        or _is_spoken_of(words, text, match)
    )


def _is_after_person(words: PrivateWords, text: Plain, match: Match) -> bool:
    """Whether a title, a forename, an initial or somebody such as "my neighbour" stands before."""
    before = text.word(match.first - 1)
    if match.last - match.first > 1:
        return before in words.titles or (match.errors > 0 and before in words.relations)
    if before in words.relations or before in words.pets:
        return is_between(text, match.first, " ")
    if _is_initial(text, match.first) or _is_short_title(words, text, match.first):
        return True
    return _may_be_named(words, text, match.first - 1)


def _may_be_named(words: PrivateWords, text: Plain, number: int) -> bool:
    """Whether a word is a forename, a title, or a name with a capital that is a word too."""
    word = text.word(number)
    is_name = word in words.first_names or word in words.titles
    return is_name or (word in words.ambiguous_names and text.as_given(number)[:1].isupper())


def _is_initial(text: Plain, first: int) -> bool:
    """Whether a lone capital stands before: "J Walton", "T. Broughton"."""
    stopped = text.word(first - 1) == "." and first > 1 and text.ends[first - 2] == text.starts[first - 1]
    at = first - 1 - stopped
    before = text.word(at)
    return len(before) == 1 and before.isalpha() and before != "i" and text.as_given(at).isupper() and not text.loud


def _is_short_title(words: PrivateWords, text: Plain, first: int) -> bool:
    """Whether a title with its full stop stands before: "Mrs. Kingston"."""
    return text.word(first - 1) == "." and text.word(first - 2) in words.titles


def _is_said(surname_is: frozenset[tuple[str, ...]], text: Plain, first: int) -> bool:
    """Whether "my surname is", "signed" or the like stands right before."""
    return any(text.words[first - count : first] in surname_is for count in (1, 2, 3, 4) if count <= first)


def _is_called_so(words: PrivateWords, text: Plain, first: int) -> bool:
    """Whether somebody, or an animal, is called by it: "a man called Passmore"."""
    if text.word(first - 1) not in _CALLED:
        return False
    near = text.words[max(0, first - 1 - _NEAR) : first - 1]
    return any(word in sort for word in near for sort in (words.relations, words.kin, words.pets))


def _owns_kin(words: PrivateWords, text: Plain, match: Match) -> bool:
    """Whether a mother or a dog is its: "Simpson's dog", "Simpsons dad"."""
    owns = text.words[match.last - 1].endswith("s") and not match.name.letters.endswith(text.words[match.last - 1])
    return owns and (text.word(match.last) in words.kin or text.word(match.last) in words.pets)


def _is_household(words: PrivateWords, text: Plain, match: Match) -> bool:
    """Whether those of the name are meant: "the Simpson twins", "the Middletons"."""
    if text.word(match.first - 1) not in _THE or match.last - match.first > 1:
        return False
    if text.words[match.first] == f"{match.name.letters}s":
        return True
    return text.word(match.last) in words.households and text.word(match.last + 1) not in words.not_households


def _is_spoken_of(words: PrivateWords, text: Plain, match: Match) -> bool:
    """Whether the same sentence says "surname" near it: "Walton is my surname"."""
    for number in range(match.last, min(match.last + _NEAR, len(text.words))):
        if text.words[number] in SENTENCE_ENDS:
            return False
        if text.words[number] in words.surname_words:
            return True
    return False
