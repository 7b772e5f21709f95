"""Whether a place's name in a text is a street's or a building's: "Walton Road", "Broughton Manor Drive"."""

from bot.reading.hints import Phrases, after, is_capital
from bot.reading.normalise import Plain
from bot.reading.place_names import Match
from bot.reading.private_words import PrivateWords


def is_street(words: PrivateWords, no_streets: Phrases, text: Plain, match: Match) -> bool:
    """Whether the ending of a street's name follows, and nothing after it says otherwise ("street lights")."""
    ending = _ending(words, text, match)
    if ending is None:
        return _is_building(words, text, match) or _is_misread(words, text, match)
    if after(no_streets, text, ending) is not None and not _is_written_so(words, text, ending):
        return False
    if text.words[ending] in words.sure_streets or ending > match.last:
        return True
    return is_capital(text, ending) or text.word(ending + 1) not in words.place_cues


def _ending(words: PrivateWords, text: Plain, match: Match) -> int | None:
    """The word that ends the street's name: the next, or the one after "Manor", "Green" or "Mill"."""
    then = match.last
    if then >= len(text.words) or not text.follows(then):
        return None
    if text.words[then] in words.streets and not _goes_on(words, text, then):
        return then
    if text.words[then] in words.ordinary and _goes_on(words, text, then):
        return then + 1
    return None


def _goes_on(words: PrivateWords, text: Plain, then: int) -> bool:
    """Whether a street's ending follows the word of this number, which may be one too: "Hill Road"."""
    if then + 1 >= len(text.words) or not text.follows(then + 1) or text.words[then] in words.sure_streets:
        return False
    ending = text.words[then + 1]
    return ending in words.sure_streets or (
        ending in words.streets and is_capital(text, then) and is_capital(text, then + 1) and not text.loud
    )


def _is_written_so(words: PrivateWords, text: Plain, ending: int) -> bool:
    """Whether a capital says that a word which is others too ends a street's name: "Walton Close to let"."""
    return text.words[ending] not in words.sure_streets and is_capital(text, ending) and not text.loud


def _is_building(words: PrivateWords, text: Plain, match: Match) -> bool:
    """Whether a house's name is told, both words with capitals: "Bradwell House"."""
    then = match.last
    if then >= len(text.words) or not text.follows(then) or text.loud:
        return False
    building = text.words[then] in words.buildings and text.words[then] not in words.ordinary - {"house"}
    return building and is_capital(text, then) and is_capital(text, then - 1)


def _is_misread(words: PrivateWords, text: Plain, match: Match) -> bool:
    """Whether the last of the words is a street's ending and no part of the name they are near: "Shenley Road"."""
    last = text.words[match.last - 1]
    return match.last - match.first > 1 and last in words.sure_streets and not match.name.letters.endswith(last)
