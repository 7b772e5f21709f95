"""Whether another place of a name is meant: "Walton on Thames", "Springfield, Missouri", "Newport in south Wales"."""

from bot.reading.hints import is_capital
from bot.reading.normalise import SENTENCE_ENDS, Plain
from bot.reading.place_names import Match
from bot.reading.private_words import PrivateWords

_MOST_BETWEEN = 4  # words between a name and where it is: "on the isle of", "the one up by"
_ONE_OF_SEVERAL = frozenset(("other", "another", "a", "an"))
_SHORTEST_TOWN = 6  # letters of a town known by its ending alone


def is_elsewhere(words: PrivateWords, text: Plain, match: Match) -> bool:
    """Whether the words after a name, or the one before it, say that it lies elsewhere."""
    return _is_hyphened(words, text, match) or _is_told(words, text, match) or _is_the_other(text, match)


def _is_hyphened(words: PrivateWords, text: Plain, match: Match) -> bool:
    """Whether a name goes on as no name here does: "Walton-on-the-Hill"."""
    ends, then = text.ends[match.last - 1], match.last
    return (
        text.word(then) in words.lies_by and text.text[ends] == "-" == text.text[text.ends[then] : text.ends[then] + 1]
    )


def _is_told(words: PrivateWords, text: Plain, match: Match) -> bool:
    at = match.last
    if _is_elsewhere_word(words, text, at):
        return not _is_list(text, at)
    if _is_town_like(words, text, at):
        return True
    if _is_of_its_name(words, text, at):
        at += 1
    upto = at + _MOST_BETWEEN
    while at < upto and text.word(at) in words.lies_by:
        at += 1
        if _is_elsewhere_word(words, text, at):
            return True
    return False


def _is_of_its_name(words: PrivateWords, text: Plain, at: int) -> bool:
    """Whether one more word goes with the name: "Loughton village in Essex", "Brooklands museum in Weybridge"."""
    word = text.word(at)
    return word.isalpha() and word not in words.lies_by and word not in words.stops and text.follows(at)


def _is_town_like(words: PrivateWords, text: Plain, at: int) -> bool:
    """Whether what a place is said to be in ends as towns do: "Woolstone in Faringford"."""
    town = text.word(at + 1)
    return text.word(at) in words.within and len(town) >= _SHORTEST_TOWN and town.endswith(words.towns_end)


def _is_elsewhere_word(words: PrivateWords, text: Plain, at: int) -> bool:
    """Whether the word of this number is a town or a county elsewhere, and no road or line to it."""
    word = text.word(at)
    known = word in words.elsewhere or (word in words.elsewhere_if_capital and is_capital(text, at))
    return known and text.word(at + 1) not in words.streets


def _is_list(text: Plain, at: int) -> bool:
    """Whether a town is only the next of several: "Olney, Bedford and Rushden"."""
    return _sign_after(text, at - 1) == "," and (_sign_after(text, at) == "," or text.word(at + 1) in _AND)


def _is_the_other(text: Plain, match: Match) -> bool:
    """Whether "the other Newport", or "a Middleton", ends what is said, or a comma follows it."""
    if match.errors or text.word(match.first - 1) not in _ONE_OF_SEVERAL:
        return False
    return text.word(match.last) in {"", *SENTENCE_ENDS} or _sign_after(text, match.last - 1) == ","


def _sign_after(text: Plain, number: int) -> str:
    """The sign right after the word of this number, "" at the text's end."""
    end = text.ends[number]
    return text.text[end : end + 1]


_AND = frozenset(("and", "or"))
