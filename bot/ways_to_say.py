"""Ways to say something that wording lists with a gap: "i'm #" for an age, "who decides ..." for a question to us."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from bot.ages import AGE, Ages
from bot.conversation.scene import Outside
from bot.i18n import Wording
from bot.reading.normalise import SENTENCE_ENDS, words
from bot.ways import LONGEST, Way, Ways, single
from bot.ways_listed import (
    BACKWARDS,
    COMPLAINS,
    DOES,
    FOLLOWS_AGE,
    GOING_ON,
    INTRODUCES,
    IS_ABOUT,
    JOINS,
    MYSELF,
    NAMED,
    NEAR,
    NOT,
    NOT_MEANT,
    NUMBER,
    OF_OURS,
    OF_THEM,
    OFFERS,
    PUZZLED,
    QUESTIONS,
    ROLES,
    SMALL,
    SWORN,
    TENURE,
    TO_CHANGE,
    TOWNS,
    WHY,
    WISHES,
    WRITE_BACK,
    YES_OR_NO,
)
from bot.ways_named import SOMEBODY, OfOurs, with_name

AT_ONCE = 3
"""So many short questions at most are taken apart in one message."""


class WaysToSay(Struct, frozen=True):
    """All languages' ways together: nobody is asked first which they speak."""

    ages: Ages
    questions: Ways
    writing_back: Ways = Ways()
    near: Ways = Ways()
    numbers: Ways = Ways()
    tenures: Ways = Ways()
    yes_and_no: Ways = Ways()
    puzzles: Ways = Ways()
    backwards: Ways = Ways()
    going_on: Ways = Ways()
    of_somebody: Ways = Ways()
    small: frozenset[str] = frozenset()
    nots: frozenset[str] = frozenset()
    introducing: frozenset[str] = frozenset()
    changes: Ways = Ways()
    offers: Ways = Ways()
    abouts: Ways = Ways()
    lead_ins: tuple[tuple[str, ...], ...] = ()
    complaints: Ways = Ways()
    temper: Ways = Ways()
    named: Ways = Ways()
    roles: Ways = Ways()
    joins: frozenset[str] = frozenset()
    myself: frozenset[str] = frozenset()
    wishes: frozenset[str] = frozenset()
    whys: Ways = Ways()
    jokes: Ways = Ways()
    of_ours: OfOurs = OfOurs()
    towns: frozenset[tuple[str, ...]] = frozenset()

    def seeks(self, text: str) -> str:
        """The dialogue that answers a short question to us, such as who decides or who sees this; "" for none."""
        return self.questions.meant(text) or self.questions.meant(self._without_lead_in(text))

    def seeks_each(self, text: str) -> tuple[str, ...]:
        """The dialogues that answer several short questions in one message, each once; none where it says more."""
        parts = self._parts(text)
        found = [self.seeks(one) for one in parts]
        return tuple(dict.fromkeys(found)) if len(parts) > 1 and all(found) else ()

    def parts(self, text: str) -> str:
        """A text's parts, a line each; "" where it is one. What goes on in a new line is no part of its own."""
        parts = self._parts(text.replace("\n", " "))
        return "\n".join(parts) if len(parts) > 1 else ""

    def _parts(self, text: str) -> list[str]:
        """A text as it falls apart at the ends of its sentences, and at each "and"; one that is long is left whole."""
        told = words(text) if len(text) <= LONGEST * AT_ONCE else ()
        between = SENTENCE_ENDS | self.joins
        parts = (" ".join(part) for parted, part in groupby(told, between.__contains__) if not parted)
        return list(parts)

    def _without_lead_in(self, text: str) -> str:
        """A text without "hi", "actually can you tell me" or the like before it; "" where there is none."""
        told = given = tuple(single(text))
        while lead := next((one for one in self.lead_ins if one == told[: len(one)]), None):
            told = told[len(lead) :]
        return " ".join(told) if told != given else ""

    def complains_of(self, text: str, names: Iterable[str]) -> bool:
        """Whether a text says that it complains of one of these names."""
        told = frozenset(single(text))
        return bool(self.complaints.meant(text)) and any(told.issuperset(words(one)) for one in names if one)

    def asks_for(self, text: str, names: Iterable[str]) -> str:
        """What a text wants of a worker of one of these names, such as "person" of "can I talk to Sam"; "" for none."""
        every = (single(text), single(self._without_lead_in(text)))
        named = (with_name(told, tuple(words(one))) for told in every for one in names)
        return next((meant for one in named if (meant := self.named.said(one))), "")

    def asks_of_number(self, around: str) -> bool:
        """Whether the words around a number such as LK-7Q4MX ask what became of it; none do, and so does it alone."""
        return not around.strip(" .,!?:;'\"#-()") or bool(self.numbers.meant(around))

    def write_back(self, text: str) -> str:
        """Whether somebody says that a worker may write back: "yes", "no", or "" for neither."""
        return self.writing_back.meant(text)

    def yes_or_no(self, text: str) -> str:
        """Whether a text says nothing but yes or no, in whatever language: "yes", "no", or "" for neither."""
        return self.yes_and_no.meant(text)

    def puzzled(self, text: str) -> bool:
        """Whether somebody only says that they do not know what to say or do."""
        return bool(self.puzzles.meant(text))

    def points_back(self, text: str) -> str:
        """Whether a text speaks of something said before, as "it" does; "" where it does not."""
        return self.backwards.spoken_of(text)

    def goes_on(self, text: str) -> str:
        """Whether a short text opens as what goes on with something said before; "" where it does not."""
        return self.going_on.meant(text)

    def of_them(self, text: str) -> str:
        """Whether a text wants somebody gone from where they live ("gone"), or speaks of him or her ("them")."""
        return self.of_somebody.spoken_of(text)

    def all_small(self, text: str) -> str:
        """Whether all words of a text are such as stand beside a place's name and say nothing more."""
        told = [one for one in words(text) if one not in SENTENCE_ENDS]
        return "yes" if told and self.small.issuperset(told) else ""

    def of_a_town(self, text: str) -> str:
        """Whether a text names a town elsewhere and says nothing more, nor denies it; "" where it does not."""
        told = words(text)
        return "yes" if _beside_small(told, self.small) in self.towns and not self.nots.intersection(told) else ""

    def introduces(self, text: str) -> str:
        """Whether a text, its names and schools left out, only says who they are."""
        told = [one for one in words(text) if one not in SENTENCE_ENDS and not one.isdecimal()]
        return "yes" if self.introducing.issuperset(told) else ""

    def denies(self, text: str) -> str:
        """Whether a text ends in a word such as "not"."""
        return "yes" if self.nots.intersection(words(text)[-1:]) else ""

    def sworn_at(self, text: str) -> bool:
        """Whether a text is only temper at us."""
        return bool(self.temper.meant(text))

    def to_change(self, text: str) -> str:
        """What a text says is wrong with what we made of their words; "" for nothing."""
        return self.changes.meant(text)

    def is_about(self, text: str) -> str:
        """What a text says it is about: "play" of "it's not about health it's about play"; "" where it does not say."""
        if not self.abouts.meant(text):
            return ""
        told = single(text)
        ends = (at for _, way in self.abouts.every for at in way.ends_in(told))
        return " ".join(told[max(ends, default=len(told)) :])

    def offers_help(self, text: str) -> str:
        """Whether a text offers to help; "" where it does not."""
        return self.offers.meant(text) or self.offers.meant(self._without_lead_in(text))

    def role_in(self, text: str) -> str:
        """The small role that a text speaks of, such as "make_tea" of "i can do the teas"; "" for none."""
        return self.roles.spoken_of(text)

    def of_myself(self, text: str) -> str:
        """Whether a text speaks of whoever writes it, and wishes for nothing; "" where it does not."""
        told = set(words(text))
        return "yes" if told & self.myself and not told & self.wishes else ""

    def worried_about(self, text: str) -> str:
        """Of whom a text speaks: a partner ("at_home") or a child ("a_child"); "low" where of a death, "" of others."""
        return self.near.spoken_of(text)

    def tenure(self, text: str) -> str:
        """Whom a text says a home is rented from: "council", "housing_association" or "private"; "" for nobody."""
        return self.tenures.spoken_of(text)

    def understood(self, outside: Outside) -> Outside:
        """What a conversation has from outside, with these ways known in it."""
        return replace(
            outside,
            band=self.ages.alone,
            age_beside=self.ages.beside,
            asks_why=lambda text: bool(self.whys.meant(text)),
            not_meant=lambda text: bool(self.jokes.meant(text)),
            seeks=self.seeks,
            asks_of_number=self.asks_of_number,
            write_back=self.write_back,
            worried_about=self.worried_about,
            tenure=self.tenure,
            yes_or_no=self.yes_or_no,
            puzzled=self.puzzled,
            points_back=self.points_back,
            goes_on=self.goes_on,
            of_them=self.of_them,
            all_small=self.all_small,
            denies=self.denies,
            of_a_town=self.of_a_town,
            introduces=self.introduces,
            to_change=self.to_change,
            is_about=self.is_about,
            complains_of=self.complains_of,
            asks_for=self.asks_for,
            without_ours=self.of_ours.without,
            sworn_at=self.sworn_at,
            offers_help=self.offers_help,
            role_in=self.role_in,
            of_myself=self.of_myself,
            parts=self.parts,
            seeks_each=self.seeks_each,
        )


def ways_to_say(wording: Wording) -> WaysToSay:
    """The ways that the wording of all its languages lists, parted by commas."""
    small = _single_words(wording, SMALL)
    ages = (tuple(words(one.replace("#", AGE))) for one in _listed(wording, "asked.age.typed"))
    return WaysToSay(
        Ages(frozenset(ages), _single_words(wording, JOINS), _single_words(wording, FOLLOWS_AGE)),
        Ways.of(_ways(wording, QUESTIONS)),
        Ways.of(_ways(wording, WRITE_BACK)),
        Ways.of(_ways(wording, NEAR)),
        Ways.of(_ways(wording, NUMBER)),
        Ways.of(_ways(wording, TENURE)),
        Ways.of(_ways(wording, YES_OR_NO)),
        Ways.of(_ways(wording, PUZZLED)),
        Ways.of(_ways(wording, BACKWARDS)),
        Ways.of(_ways(wording, GOING_ON)),
        Ways.of(_ways(wording, OF_THEM)),
        small,
        _single_words(wording, NOT),
        _single_words(wording, INTRODUCES),
        Ways.of(_ways(wording, TO_CHANGE)),
        Ways.of(_ways(wording, OFFERS)),
        Ways.of(_ways(wording, IS_ABOUT)),
        tuple(tuple(words(one)) for one in _listed(wording, "asked.lead_in.typed") if words(one)),
        Ways.of(_ways(wording, COMPLAINS)),
        Ways.of(_ways(wording, SWORN)),
        Ways.of(_ways(wording, NAMED)),
        Ways.of(_ways(wording, ROLES)),
        _single_words(wording, JOINS),
        _single_words(wording, MYSELF),
        _single_words(wording, WISHES),
        Ways.of(_ways(wording, WHY)),
        Ways.of(_ways(wording, NOT_MEANT)),
        OfOurs(Ways.of(_ways(wording, OF_OURS)), _single_words(wording, DOES)),
        frozenset(_beside_small(words(one), small) for one in _listed(wording, TOWNS)) - {()},
    )


def _beside_small(told: Iterable[str], small: frozenset[str]) -> tuple[str, ...]:
    """The words that are neither small ones nor the ends of sentences: "stoke trent" of "it's Stoke on Trent"."""
    return tuple(one for one in told if one not in small and one not in SENTENCE_ENDS)


def _ways(wording: Wording, keys: Mapping[str, str]) -> Iterator[tuple[str, Way]]:
    return (
        (meant, Way.written(one.replace("#", SOMEBODY))) for meant, key in keys.items() for one in _listed(wording, key)
    )


def _single_words(wording: Wording, keys: Mapping[str, str]) -> frozenset[str]:
    return frozenset(word for key in keys.values() for one in _listed(wording, key) for word in words(one))


def _listed(wording: Wording, key: str) -> Iterator[str]:
    for language in wording.keys:
        if wording.has(key, language):
            yield from wording.text(key, language).split(",")
