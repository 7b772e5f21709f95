"""Words that can be people's names, and where a name that has begun ends."""

from bot.reading.hints import Hints, begins_sentence, is_between, is_capital
from bot.reading.normalise import SENTENCE_ENDS, Plain

_MOST_OF_A_NAME = 4  # words
_MOST_SIGNS = 3  # of a Chinese name
_LONGEST_SLIP = 20  # letters of a word that is held against all words like it
_ARTICLE = "\u0627\u0644"  # begins many an Arabic family's name
KISSES = frozenset(("x", "xx", "xxx", "xxxx", "xo", "xoxo"))
"""Signed with."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
VERB_ENDS = ("s", "ed", "ing", "ly", "nt")
"""Of words that say what somebody does."""
_PARTICLES = frozenset(
    ("al", "el", "bin", "binti", "ibn", "van", "von", "de", "da", "di", "dos", "ben", "mac", "mc", "o")
)


def can_be_name(text: Plain, hints: Hints, number: int) -> bool:
    """Whether the word of this number is there and none that never is a name."""
    if number >= len(text.words):
        return False
    word, words = text.words[number], hints.words
    never = word in words.not_names or word in words.streets or word in words.stops or word in words.relations
    return not (never or word in SENTENCE_ENDS or word in words.titles or word[0].isdigit())


def is_first(hints: Hints, word: str) -> bool:
    """Whether a word is a first name, which may be another word too."""
    return word in hints.words.first_names or word in hints.words.ambiguous_names


def is_surname(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word can be a surname: known as one, or with a capital of its own."""
    if not can_be_name(text, hints, number):
        return False
    word, words = text.words[number], hints.words
    known = word in words.surnames or word in words.ambiguous_surnames
    return known or (is_own_capital(text, number) and not _is_title_case(text))


def is_own_capital(text: Plain, number: int) -> bool:
    """Whether a word has a capital that says something: in a text all in capitals none does."""
    return is_capital(text, number) and not text.loud


def may_be_name(hints: Hints, word: str) -> bool:
    """Whether a word may be somebody's name where one is due: a known one, or no word and no slip of one."""
    words = hints.words
    known = word in words.first_names or word in words.ambiguous_names or word in words.surnames
    return known or (hints.is_new(word) and not is_slip(hints, word))


def is_hasty(hints: Hints, word: str) -> bool:
    """Whether it is a common word in haste, without its last g or with one letter of two: "its borin", "its rubish"."""
    doubled = {word[:at] + word[at - 1 :] for at in range(1, len(word) + 1)}
    return any(not hints.words.first_names.issuperset({f"{word}g", *doubled} & common) for common in hints.common)


def is_slip(hints: Hints, word: str) -> bool:
    """Whether one letter too many, too few, wrong or swapped makes a word of a common one: "shoping"."""
    if len(word) > _LONGEST_SLIP:
        return False
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    near = {one + other[1:] for one, other in halves if other}
    near |= {one + other[1] + other[0] + other[2:] for one, other in halves if len(other) > 1}
    near |= {one + letter + other for one, other in halves for letter in _LETTERS}
    near |= {one + letter + other[1:] for one, other in halves[1:] if other for letter in _LETTERS}
    return any(not hints.words.first_names.issuperset(near & common) for common in hints.common)


def _is_title_case(text: Plain) -> bool:
    """Whether nearly every word has a capital, so that none of them says anything."""
    return text.given.istitle() and len(text.words) > _MOST_OF_A_NAME


def owns(text: Plain, number: int) -> bool:
    """Whether a word is written with 's at its end."""
    return text.text.endswith("'s", text.starts[number], text.ends[number])


def bare_of_s(text: Plain, hints: Hints, number: int) -> str:
    """A word without the s of what is someone's: "daves van"."""
    word = text.words[number]
    if word[-1:] != "s" or word in hints.words.first_names:
        return word
    owns = text.text.endswith("'s", text.starts[number], text.ends[number]) or (
        not hints.knows(word) or text.word(number + 1) in hints.words.owned
    )
    return word[:-1] if owns else word


def name_ends(text: Plain, hints: Hints, first: int) -> int:
    """The word after a name that begins with the word `first`."""
    last = first + 1
    if len(text.words[first]) == 1:  # an initial, with or without its stop
        last = min(last + 1 + (text.word(first + 1) == "."), len(text.words))
    while last < len(text.words) and last - first < _MOST_OF_A_NAME and _goes_on(text, hints, last, first):
        last += 1
    return last - (text.words[last - 1] in _PARTICLES and last - first > 1)


def _goes_on(text: Plain, hints: Hints, number: int, first: int) -> bool:
    """Whether a name goes on with the word of this number: a surname, a second name, an initial."""
    word, between = text.words[number], text.text[text.ends[number - 1] : text.starts[number]]
    if not between:  # Chinese: the signs of a name stand side by side, and there are no capitals
        return can_be_name(text, hints, number) and number - first < _MOST_SIGNS
    if between == " " and (word in _PARTICLES or len(word) == 1):
        return _is_small_part(text, number, first)
    if between not in {" ", "-"} or owns(text, number - 1):
        return False
    return _is_second(text, hints, number, first) or (between == "-" and can_be_name(text, hints, number))


def _is_small_part(text: Plain, number: int, first: int) -> bool:
    """Whether "van" or an initial goes on a name."""
    if text.words[number] not in _PARTICLES:
        return _is_initial(text, number, first)
    then = number + 1 < len(text.words) and is_capital(text, number + 1)
    return is_capital(text, number) or then or not is_capital(text, first)


def _is_second(text: Plain, hints: Hints, number: int, first: int) -> bool:
    """Whether a word is a second name or a surname: known as one, written as one, or after "van" or "al-"."""
    word = text.words[number]
    if text.words[number - 1] in _PARTICLES and is_own_capital(text, number):
        return True
    if not can_be_name(text, hints, number):
        return False
    if word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + 1:
        return True
    is_name = is_surname(text, hints, number) or is_first(hints, word) or _is_rare_surname(text, hints, number, first)
    return is_name and word not in hints.words.name_does


def _is_initial(text: Plain, number: int, first: int) -> bool:
    """Whether one letter goes on a name: "Kyle B", "kyle b in 8C"; "j a d e" spelt out."""
    word = text.words[number]
    if len(text.words[first]) == 1:  # spelt out, once two letters say so
        return word not in {"i", "a", "x"} or (number > first + 1 and len(text.words[number - 1]) == 1)
    if word in {"i", "a", "x"}:
        return False
    return is_own_capital(text, number) or (text.word(number + 1) in _AFTER_INITIAL and word not in _NO_INITIAL)


_AFTER_INITIAL = frozenset(("", "in", "from", "is", "was", "said", "and", "hit", "at", *SENTENCE_ENDS))
_NO_INITIAL = frozenset("iaxunryk")
"""Signs for words: "u", "n", "r", "y", "k"."""


def _is_rare_surname(text: Plain, hints: Hints, number: int, first: int) -> bool:
    """Whether a word that is in no list goes on a name written as it is; a verb does not: "Nasir prays"."""
    word = text.words[number]
    if is_capital(text, number) != is_capital(text, first):
        return False
    is_verb = word.endswith(VERB_ENDS) and text.word(number + 1) not in hints.words.deeds
    return hints.is_new(word) or (hints.is_rare(word) and not is_verb)


def has_nickname(text: Plain, first: int, done: int) -> int:
    """How many words before a name are of it: "Big Dave", "Lil Tee", "Abu Bakr", "Umm Kulthum"."""
    before = first - 1
    if before < done or not is_between(text, first, " ") or text.words[before] not in _NICKNAMES:
        return 0
    is_own = text.words[before] in _KUNYAS or (is_capital(text, before) and is_capital(text, first) and not text.loud)
    return int(is_own and text.word(before - 1) != "the")


_KUNYAS = frozenset(("abu", "umm", "\u0627\u0645", "\u0627\u0628\u0648", "\u0639\u0628\u062f"))
"""Father of, mother of, servant of: they begin Arabic names."""
_NICKNAMES = _KUNYAS | {"big", "little", "lil", "old", "young", "mad", "wee", "fat"}


def has_forename(text: Plain, hints: Hints, first: int, done: int) -> int:
    """How many words before a name nobody knows are of it: the one with a capital in "from Hyacinth Brathwaite"."""
    before = first - 1
    if before <= done or before < 1 or not hints.is_new(text.words[first]) or not is_between(text, first, " -"):
        return 0
    both = is_own_capital(text, before) and is_own_capital(text, first)
    return int(both and _may_be_forename(text, hints, before))


def _may_be_forename(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word with a capital is no place, month or day, and not only the first of its sentence."""
    word, words = text.words[number], hints.words
    known = word in hints.places or word in words.months or word in words.weekdays
    return not known and can_be_name(text, hints, number) and not begins_sentence(text, number)


def has_initial(text: Plain, first: int, done: int) -> int:
    """How many words before a name are its initial: one, or two with the stop after it."""
    far = 2 if text.word(first - 1) == "." else 1
    initial = first - far
    is_one = initial >= done and len(text.words[initial]) == 1 and text.words[initial].isalpha()
    written = is_one and is_capital(text, initial) and text.words[initial] not in {"i", "a"}
    return far if written and is_between(text, first - far + 1, " .") and is_between(text, first, " .") else 0


def last_sign(text: Plain, number: int) -> int:
    """Where the last word of a name ends, without the 's of what is its own."""
    return text.ends[number] - len("'s") * (owns(text, number) and text.words[number] != "s")


def is_thing(text: Plain, hints: Hints, first: int, end: int) -> bool:
    """Whether a thing is called by this name: "Jack's Gym", "Victoria Park", "Harry Potter club"."""
    then, words = text.word(end), hints.words
    if end < len(text.words) and not is_between(text, end, " "):
        return False
    if then in words.streets or then in words.buildings:
        return is_capital(text, end) or not is_capital(text, first)
    return then in words.named_after and is_capital(text, end) == is_capital(text, first)
