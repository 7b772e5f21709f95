"""Streets told without an ending that says so: "54 jonathans", "14 Beadlemead", "18 Cuckoo Dene"."""

from bot.reading.hints import Hints, is_between, is_capital
from bot.reading.lexicons import SAINTS
from bot.reading.name_forms import is_slip
from bot.reading.normalise import SENTENCE_ENDS, Plain
from bot.reading.streets import ends_street

_MOST_OF_A_NAME = 3  # words of a street's name that no ending closes
_FEWEST = 5  # letters of a street's name that nothing says is one


def may_be_street(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word may be a street's name by itself, as it is written."""
    return is_capital(text, number) or is_street_like(hints, text.words[number])


def is_street_like(hints: Hints, word: str) -> bool:
    """Whether a word may be a street's name by itself."""
    if word in hints.not_named or word in hints.words.name_does:
        return False
    known = word in hints.places or word in hints.words.surnames or ends_street(hints, word)
    return known or hints.is_rare(word)


def may_be_of_street(hints: Hints, word: str) -> bool:
    """Whether a word with a capital may be of a street's name: no month, place or person, nothing counted."""
    words = hints.words
    counted = (words.units, words.months, words.weekdays, words.stops)
    people = (words.first_names, words.titles, words.relations, words.pupils)
    others = (*counted, *people, hints.places)
    return word.isalpha() and not word.endswith("s") and not any(word in one for one in others)


def is_odd_street(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word that is hardly one may be a street's name: never a place's of the gazetteer."""
    if number >= len(text.words) or not is_between(text, number, " ,"):
        return False
    word = text.words[number]
    if len(word) < _FEWEST or word in hints.places or not is_street_like(hints, word):
        return False
    return is_capital(text, number) or not is_slip(hints, word)


def named_end(text: Plain, hints: Hints, first: int) -> int:
    """The word after the name that may follow a door: at most three words, as they are written."""
    end = first
    while end < min(first + _MOST_OF_A_NAME, len(text.words)) and is_between(text, end, " ,'-"):
        more = _of_name(text, hints, end, first)
        if not more:
            break
        end += more
    return end - (text.words[end - 1] == "the")


def _of_name(text: Plain, hints: Hints, number: int, first: int) -> int:
    """How many words from this one on are of the name that begins at the word `first`: two with a saint's."""
    word = text.words[number]
    if word == "the" and number == first:
        return 1
    if word in SAINTS and number + 1 < len(text.words) and is_between(text, number + 1, " "):
        return 2
    if _is_no_name(hints, word):
        return 0
    return int(is_capital(text, number) or (_is_first_of_name(text, number, first) and not _is_common(hints, word)))


def _is_no_name(hints: Hints, word: str) -> bool:
    return word in hints.not_named or word[0].isdigit() or word in SENTENCE_ENDS


def _is_first_of_name(text: Plain, number: int, first: int) -> bool:
    return number == first or (number == first + 1 and text.words[first] == "the")


def _is_common(hints: Hints, word: str) -> bool:
    return word in hints.words.name_does or word in hints.words.not_names
