"""One card says back what was heard: words, kind, theme and place; one tap confirms it."""

import re
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from bot.conversation import ask, keep
from bot.conversation.keep import Kept
from bot.conversation.on_record import said_back
from bot.conversation.replies import Phrase, Value
from bot.conversation.script import Option, Script, Talk, Typed, draw_now, read
from bot.conversation.understand import is_about, to_change
from bot.dialogues.theme_of import first_theme, themes_of
from bot.dialogues.together import joined
from bot.dialogues.where import places_alone, where
from bot.domain.area import ELSEWHERE, Neighbourhood
from bot.domain.contribution import Interest, Kind
from bot.domain.its_own import themes_at
from bot.domain.reading import DangerLevel, Reading

CHANGES = ("kind", "theme", "place")
THEIR_OWN = frozenset({"community_belonging", "health", "other"})
"""Where somebody sounds low or scared about these, it is about themselves: nobody is told to tell the council."""
UNSPACED = re.compile(r"[\u0e00-\u0eff\u2e80-\u9fff]")
"""Signs of languages that leave no space between words: there a whole sentence may stand as one."""
A_FEW = 2
"""Fewer words than one in so many of what was said only add to it."""


class About(Struct, frozen=True):
    """What a contribution is held to be about until someone says otherwise.

    `spot` is the name of the place itself where no neighbourhood of its own covers it. `told` names what they said
    themselves ("kind", "theme"): no later reading changes that. `someone`: it tells of somebody else. `also` is a
    second theme, where they told two things.
    `amber`: they sound low or scared.
    """

    kind: Kind
    theme: str
    place: Neighbourhood
    spot: str = ""
    told: frozenset[str] = frozenset()
    someone: bool = False
    amber: bool = False
    interest: Interest = Interest.LIKE
    also: str = ""

    @property
    def named_kind(self) -> Phrase:
        """Its kind in words; of an interest, which sort. Who sounds low hears that it is hard."""
        if self.misread or (self.their_own and "kind" not in self.told):
            return Phrase("kind.worry")
        sort = f"kind.interest_{self.interest}" if self.kind is Kind.INTEREST else f"kind.{self.kind}"
        return Phrase(sort)

    @property
    def misread(self) -> bool:
        """Whether they sound low or scared in what was read as good news or an interest, and have not said it is."""
        return self.amber and "kind" not in self.told and self.kind in {Kind.GOOD_NEWS, Kind.INTEREST}

    @property
    def their_own(self) -> bool:
        """Whether they sound low or scared in an issue that is about themselves."""
        return self.amber and self.kind is Kind.ISSUE and self.theme in THEIR_OWN

    @property
    def against_someone(self) -> bool:
        """Whether something is said to be wrong with a person: that is for a person to look at (product.md 8)."""
        return self.someone and self.kind is Kind.ISSUE

    def of(self, kind: Kind) -> "About":
        """The same of this kind, which they say it is."""
        return replace(self, kind=kind, told=self.told | {"kind"})

    def on(self, theme: str) -> "About":
        """The same about this theme and no other, which they say it is about."""
        return replace(self, theme=theme, also="", told=self.told | {"theme"})

    def read_again(self, reading: Reading, theme: str, also: str) -> "About":
        """What it is about now that more was said: what they did not tell is taken from `reading`."""
        kind = self.kind if "kind" in self.told else reading.kind
        if "theme" in self.told:
            theme, also = self.theme, ""
        amber = self.amber or reading.danger.level is not DangerLevel.NONE
        someone = self.someone or reading.someone
        return replace(self, kind=kind, theme=theme, someone=someone, amber=amber, interest=reading.interest, also=also)


class Card(Struct, frozen=True):
    """What was said and is held of it. `later`: what was said so much later, instead of an answer, that it is new."""

    about: About
    kept: Kept
    words: str
    reading: Reading
    later: str = ""

    def says_no_kind(self, talk: Talk) -> bool:
        """Whether it is a word alone, such as "bins", that was taken for an idea for want of anything else.

        Nothing was asked that it answers: it may as well be what is wrong.
        """
        told = self.about.amber or "kind" in self.about.told or talk.prompted_by is not None
        return (
            not told
            and self.about.kind is Kind.IDEA
            and len(self.words.split()) == 1
            and not UNSPACED.search(self.words)
        )


def confirmed(talk: Talk, card: Card) -> Script[Card]:
    """Show the card until it is right, or until something new is said."""
    said_at = yield from draw_now()
    while not card.later:
        answer = yield from _shown(talk, card)
        if isinstance(answer, Typed):
            card = yield from _in_words(talk, card, answer.text, said_at)
        elif answer == "change":
            card = yield from _changed(talk, card)
        else:
            if answer != "right":
                card = replace(card, about=card.about.of(Kind(answer)))
            about = card.about
            if not about.misread:
                yield from keep.reading(
                    card.kept, about.kind, (about.theme, *filter(None, [about.also])), about.interest
                )
            break
    return card


def _shown(talk: Talk, card: Card) -> Script[str | Typed]:
    """The card: "right", "change", what they wrote instead or, where nobody could know it, what kind they say it is."""
    words, theme = said_back(card.words, card.reading.private), _themes(talk, card.about)
    place = card.about.spot or card.about.place.name
    if card.says_no_kind(talk):
        kinds = tuple(Option(one, Phrase(f"share.what.{one}")) for one in Kind)
        options = (*kinds, Option("change", Phrase("share.heard.change")))
        return (
            yield from ask.choice_or_words(
                "share.which_kind", options, instead=True, no="change", words=words, theme=theme, place=place
            )
        )
    return (
        yield from ask.choice_or_words(
            "share.heard",
            ("right", "change"),
            instead=True,
            yes="right",
            no="change",
            words=words,
            kind=card.about.named_kind,
            theme=theme,
            place=place,
        )
    )


def _themes(talk: Talk, about: About) -> Value:
    theme = talk.area.theme(about.theme)
    return Phrase("share.both_themes", {"one": theme, "two": talk.area.theme(about.also)}) if about.also else theme


def _in_words(talk: Talk, card: Card, words: str, said_at: datetime) -> Script[Card]:
    """What they wrote at the card: a place that moves it, what is wrong on it, or more of what was said."""
    moved = yield from _moved(talk, card, words)
    if moved is not None:
        return moved
    wrong = yield from to_change(words)
    if wrong:
        return (yield from _changed(talk, card, wrong))
    if about := (yield from is_about(words)):
        theme = first_theme(talk, (yield from read(about)))
        if theme != "other":
            card = replace(card, about=card.about.on(theme))
    return (yield from _more(talk, card, words, said_at))


def _more(talk: Talk, card: Card, words: str, said_at: datetime) -> Script[Card]:
    """Join further words, and read it all again; what is something new leaves the card as it was."""
    kept = yield from joined(talk, card.kept, words, said_at)
    if kept is None:
        return replace(card, later=words)
    card, before = replace(card, kept=kept), card.kept
    if len(kept.added) == len(before.added):
        return card
    return (yield from read_again(talk, card, f"{card.words}\n{words}"))


def read_again(talk: Talk, card: Card, words: str) -> Script[Card]:
    """The card of these words, which are all that was said by now."""
    reading = yield from read(words)
    about = card.about.read_again(reading, *(yield from themes_of(talk, words, reading)))
    return replace(card, about=about, words=words, reading=reading)


def _moved(talk: Talk, card: Card, words: str) -> Script[Card | None]:
    """Where a place is all they wrote, that is where it is about; None where they said something else."""
    places = yield from places_alone(talk, words, (yield from read(words)))
    if places is None:
        return None
    if not places:
        return (yield from _changed(talk, card, "place"))
    place = places[0]
    neighbourhood = talk.area.of_place(place.id)
    kept = yield from keep.neighbourhood(talk, card.kept, neighbourhood, place.id)
    spot = place.name if neighbourhood.id == ELSEWHERE else ""
    return replace(card, about=replace(card.about, place=neighbourhood, spot=spot), kept=kept)


def _changed(talk: Talk, card: Card, wrong: str = "") -> Script[Card]:
    """Change what is `wrong`, or ask what to change; words typed instead are taken as further words are."""
    asked_at = yield from draw_now()
    what: str | Typed = wrong
    if not wrong:
        what = yield from ask.choice_or_words("share.change", CHANGES, instead=True)
    if what == "place":
        place, kept, later = yield from where(talk, card.kept)
        return replace(card, about=replace(card.about, place=place, spot=""), kept=kept, later=later)
    if isinstance(what, str):
        about, what = yield from (_of_which_kind if what == "kind" else _of_which_theme)(talk, card.about)
        card = replace(card, about=about)
    if not isinstance(what, Typed):
        return card
    moved = yield from _moved(talk, card, what.text)
    return moved or (yield from _more(talk, card, what.text, asked_at))


def _of_which_kind(_talk: Talk, about: About) -> Script[tuple[About, str | Typed]]:
    """The same of the kind that is tapped, with what was answered last: it may have been words."""
    kinds = tuple(Option(one, Phrase(f"kind.{one}")) for one in Kind)
    answer = yield from ask.choice_or_words("share.change_kind", kinds)
    if isinstance(answer, Typed):
        return about, answer
    about = about.of(Kind(answer))
    if about.kind is Kind.INTEREST:
        sorts = tuple(Option(one, Phrase(f"kind.interest_{one}")) for one in Interest)
        answer = yield from ask.choice_or_words("share.change_interest", sorts)
        about = about if isinstance(answer, Typed) else replace(about, interest=Interest(answer))
    return about, answer


def _of_which_theme(talk: Talk, about: About) -> Script[tuple[About, str | Typed]]:
    """The same of a theme."""
    themes = tuple(Option(one.code, one) for one in themes_at(talk.area, about.place))
    answer = yield from ask.choice_or_words("share.change_theme", themes)
    return (about if isinstance(answer, Typed) else about.on(answer)), answer


def put_right(talk: Talk, card: Card, words: str) -> Script[Card]:
    """Whole words take the place of what was said before; a few beside it are added, and a place alone moves it."""
    moved = yield from _moved(talk, card, words)
    if moved is not None:
        return moved
    if len(words.split()) * A_FEW < len(card.words.split()):
        return (yield from _more(talk, card, words, (yield from draw_now())))
    reading = yield from read(words)
    yield from keep.anew(talk, card.kept, words, reading)
    return (yield from read_again(talk, card, words))
