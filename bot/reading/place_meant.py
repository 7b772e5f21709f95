"""Whether a name found in a text means the place: no street, nobody's surname, no town elsewhere, no common word."""

from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct
from rapidfuzz.distance import OSA

from bot.reading import place_elsewhere, place_people, place_streets
from bot.reading.hints import Phrases, begins_sentence, is_between, is_capital, phrases
from bot.reading.normalise import SENTENCE_ENDS, Plain
from bot.reading.place_names import Match, Name
from bot.reading.private_words import PrivateWords

_SHORT = 2  # letters of names that are words too unless they are written in capitals: "OU"
_LONG = 7  # letters from which a name of one everyday word may be misspelt
_DEFINITE = frozenset(("the",))


class Meaning(Struct, frozen=True):
    """What tells a place from what only bears its name. `names` are those of places, `named` the words of them."""

    private: PrivateWords
    vocabularies: tuple[frozenset[str], ...]  # words people use
    common: tuple[frozenset[str], ...]  # and of them those that many do
    small: frozenset[str]  # words that a misspelt name neither begins nor ends with
    names: Collection[str]
    named: frozenset[str]
    no_streets: Phrases
    surname_is: frozenset[tuple[str, ...]]

    def is_other(self, text: Plain, match: Match) -> bool:
        """Whether a street, somebody or another place of this name is meant: no part of it is a place either."""
        words = self.private
        return (
            place_streets.is_street(words, self.no_streets, text, match)
            or place_people.is_surname(words, self.surname_is, text, match)
            or place_elsewhere.is_elsewhere(words, text, match)
        )

    def is_place(self, text: Plain, match: Match) -> bool:
        """Whether the words are meant as a name at all, and not as what they mean otherwise."""
        if len(match.name.letters) <= _SHORT and not (self._is_due(text, match) or _is_large(text, match)):
            return False
        if not self._is_spelt_so(text, match):
            return False
        return not match.name.ordinary or self._is_place_like(text, match, text.word(match.first - 1))

    def _is_due(self, text: Plain, match: Match) -> bool:
        return text.word(match.first - 1) in self.private.place_cues

    def _is_spelt_so(self, text: Plain, match: Match) -> bool:
        """Whether these words may be this name spelt apart or with a slip: "oak grove", "hodge le"."""
        told = text.words[match.first : match.last]
        apart = len(told) > match.name.count
        if not (apart or match.errors):
            return True
        if self._is_due(text, match) or _all_capitals(text, match):
            return self._may_be_due(told, apart=apart)
        if match.errors and self._is_nearer_another(text, match, told):
            return False
        if apart:
            return self._is_apart(text, match, told)
        return not all(map(self._is_common, told)) or self._keeps_a_name(match.name, told)

    def _may_be_due(self, told: Sequence[str], *, apart: bool) -> bool:
        return not (apart and all(map(self._knows, told))) or self.small.isdisjoint((told[0], told[-1]))

    def _is_nearer_another(self, text: Plain, match: Match, told: Sequence[str]) -> bool:
        """Whether these letters are as near a word that everybody uses: "the olny one"."""
        if begins_sentence(text, match.first) or is_capital(text, match.first):
            return False
        letters = "".join(told)
        return any(OSA.distance(letters, one, score_cutoff=match.errors) <= match.errors for one in match.name.near)

    def _is_apart(self, text: Plain, match: Match, told: Sequence[str]) -> bool:
        """Whether a name may be meant by more words than it has, which are not led up to: never "pass more"."""
        if not all(map(self._knows, told)):
            return match.errors <= 1 or not any(map(self._knows, told))
        return len(told) == len(text.words)

    def _keeps_a_name(self, name: Name, told: Collection[str]) -> bool:
        """Whether one word at least is a name's and nothing else: "hodge le", but not "great hole", "stacey pushes"."""
        if name.ordinary and self.private.ordinary.issuperset(told):
            return True
        if name.parts.issuperset(one if one in name.parts else f"{one}s" for one in told):  # "tinker bridge"
            return True
        return any(one in name.parts and self._is_no_other(one) for one in told)

    def _is_no_other(self, word: str) -> bool:
        words = self.private
        return not (word in words.ordinary or word in words.first_names or word in words.ambiguous_names)

    def _knows(self, word: str) -> bool:
        return any(word in one for one in self.vocabularies)

    def _is_common(self, word: str) -> bool:
        return word in self.vocabularies[0] or any(word in one for one in self.common)

    def _is_place_like(self, text: Plain, match: Match, before: str) -> bool:
        """Whether a name made of everyday words is written, or led up to, as a place's name is."""
        if text.word(match.last) in self.private.estates:
            return True
        if before in self.private.articles or self._is_said_of_a_thing(text, match, before):
            return False
        if match.errors and not self._may_be_misspelt(text, match, before):
            return False
        if before in self.private.place_cues:
            return True
        return self._is_written_as_place(text, match, before)

    def _is_written_as_place(self, text: Plain, match: Match, before: str) -> bool:
        if match.last - match.first > 1:
            return not self._is_of_another(text, match, before) and (
                text.words[match.first] not in _DEFINITE or ends_in_capital(text, match)
            )
        return before not in {"", *SENTENCE_ENDS} and ends_in_capital(text, match)

    def _is_said_of_a_thing(self, text: Plain, match: Match, before: str) -> bool:
        """Whether what follows is said of no place: "the point is", but not "in coffee hall is", "Coffee Hall is"."""
        if text.word(match.last) not in self.private.not_after_place:
            return False
        led_up_to = before in self.private.place_cues or ends_in_capital(text, match)
        return match.name.count == 1 or text.words[match.first] in _DEFINITE or not led_up_to

    def _is_of_another(self, text: Plain, match: Match, before: str) -> bool:
        """Whether another town stands before: "Leeds city centre", "Wolverton town centre"."""
        if not before.isalpha() or not is_between(text, match.first, " -"):
            return False
        if before in self.private.elsewhere or before in self.names:
            return True
        return not self._knows(before) and before not in self.named

    def _may_be_misspelt(self, text: Plain, match: Match, before: str) -> bool:
        """Whether an ordinary name may be what was meant: "on Tinkars", but not "near walnut trees" or "the pont".

        A word that nobody uses is more likely a slip where a place is due: "in stoyn".
        """
        if before in self.private.place_cues and not all(map(self._knows, text.words[match.first : match.last])):
            return True
        if text.words[match.last - 1].endswith("s") and not ends_in_capital(text, match):
            return match.name.count == 1 and before in self.private.place_cues
        if match.name.count > 1:
            return True
        long = len(match.name.letters) >= _LONG and text.words[match.first] not in _DEFINITE
        return long and before in self.private.place_cues


def meaning(
    names: Iterable[Name],
    private: PrivateWords,
    vocabularies: tuple[frozenset[str], ...],
    common: tuple[frozenset[str], ...],
    edges: frozenset[str],
) -> Meaning:
    """What tells the places of these names; `edges` are the words that names begin and end with."""
    small = private.stops | private.articles | private.place_cues | private.titles | private.relations
    whole = frozenset(one.letters for one in names)
    return Meaning(
        private=private,
        vocabularies=vocabularies,
        common=common,
        small=small - edges,
        names=whole,
        named=edges,
        no_streets=phrases(private.no_street),
        surname_is=frozenset(tuple(one.split()) for one in private.surname_is),
    )


def ends_in_capital(text: Plain, match: Match) -> bool:
    """Whether the name's last word begins with a capital; in a text all in capitals that says nothing against it."""
    return text.loud or is_capital(text, match.last - 1)


def _all_capitals(text: Plain, match: Match) -> bool:
    return not text.loud and all(is_capital(text, number) for number in range(match.first, match.last))


def _is_large(text: Plain, match: Match) -> bool:
    return text.as_given(match.first).isupper()
