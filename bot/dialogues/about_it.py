"""One card says back what was heard: words, kind, theme and place; one tap confirms it."""

from msgspec import Struct
from msgspec.structs import replace

from bot.conversation import ask, keep
from bot.conversation.keep import Kept
from bot.conversation.on_record import said_back
from bot.conversation.replies import Phrase
from bot.conversation.script import Option, Script, Talk, Typed, draw_now, read
from bot.dialogues.together import joined
from bot.dialogues.where import is_only_a_place, where
from bot.domain.area import ELSEWHERE, Neighbourhood
from bot.domain.broadcast import theme_of
from bot.domain.contribution import Interest, Kind
from bot.domain.reading import DangerLevel, Reading


class About(Struct, frozen=True):
    """What a contribution is held to be about until someone says otherwise.

    `spot` is the name of the place itself where no neighbourhood of its own covers it. `told` names what they said
    themselves ("kind", "theme"): no later reading changes that. `someone`: it tells of somebody else.
    `amber`: they sound low or scared; `worried`: so does whoever is protected as a child, and that is what it is about.
    """

    kind: Kind
    theme: str
    place: Neighbourhood
    spot: str = ""
    told: frozenset[str] = frozenset()
    someone: bool = False
    amber: bool = False
    worried: bool = False
    interest: Interest = Interest.LIKE

    @property
    def named_kind(self) -> Phrase:
        """Its kind in words; of an interest, which sort. Nobody low or scared is told that it is good news."""
        if self.misread:
            return Phrase("kind.worry")
        sort = f"kind.interest_{self.interest}" if self.kind is Kind.INTEREST else f"kind.{self.kind}"
        return Phrase(sort)

    @property
    def misread(self) -> bool:
        """Whether they sound low or scared in what was read as good news or an interest, and have not said it is."""
        return self.amber and "kind" not in self.told and self.kind in {Kind.GOOD_NEWS, Kind.INTEREST}

    @property
    def against_someone(self) -> bool:
        """Whether something is said to be wrong with a person: that is for a person to look at (product.md 8)."""
        return self.someone and self.kind is Kind.ISSUE

    def read_again(self, reading: Reading, theme: str) -> "About":
        """What it is about now that more was said: what they did not tell is taken from `reading`."""
        kind = self.kind if "kind" in self.told else reading.kind
        theme = self.theme if "theme" in self.told else theme
        amber = self.amber or reading.danger.level is not DangerLevel.NONE
        someone = self.someone or reading.someone
        return replace(self, kind=kind, theme=theme, someone=someone, amber=amber, interest=reading.interest)


def confirmed(talk: Talk, kept: Kept, about: About, words: str, reading: Reading) -> Script[tuple[About, Kept, str]]:
    """Show the card until it is right.

    Returns what it is about, what it is now known by, and what was said so much later that it is something new ("" for
    nothing).
    """
    said_at = yield from draw_now()
    while True:
        answer = yield from ask.choice_or_words(
            "share.heard",
            ("right", "change"),
            instead=True,
            words=said_back(words, reading.private),
            kind=about.named_kind,
            theme=talk.area.theme(about.theme),
            place=about.spot or about.place.name,
        )
        if isinstance(answer, Typed):
            moved = yield from _moved(talk, kept, about, answer.text)
            if moved is not None:
                about, kept = moved
                continue
            if not (yield from joined(talk, kept, answer.text, said_at)):
                return about, kept, answer.text
            words = f"{words}\n{answer.text}"
            reading = yield from read(words)
            about = about.read_again(reading, first_theme(talk, reading))
        elif answer == "right":
            if not about.misread:
                yield from keep.reading(kept, about.kind, about.theme, about.interest)
            return about, kept, ""
        else:
            about, kept, later = yield from _changed(talk, kept, about)
            if later:
                return about, kept, later


def _moved(talk: Talk, kept: Kept, about: About, words: str) -> Script[tuple[About, Kept] | None]:
    """Where a place is all they wrote, that is where it is about; None where they said something else."""
    reading = yield from read(words)
    place = next((talk.area.places[one.id] for one in reading.places if one.id in talk.area.places), None)
    if place is None or not is_only_a_place(words, reading):
        return None
    neighbourhood = talk.area.of_place(place.id)
    kept = yield from keep.neighbourhood(talk, kept, neighbourhood, place.id)
    spot = place.name if neighbourhood.id == ELSEWHERE else ""
    return replace(about, place=neighbourhood, spot=spot), kept


def _changed(talk: Talk, kept: Kept, about: About) -> Script[tuple[About, Kept, str]]:
    asked_at = yield from draw_now()
    what = yield from ask.choice_or_words("share.change", ("kind", "theme", "place"), instead=True)
    if what == "kind":
        kind = yield from ask.choice("share.change_kind", tuple(Option(one, Phrase(f"kind.{one}")) for one in Kind))
        about = replace(about, kind=Kind(kind), told=about.told | {"kind"})
        return (yield from _of_which_sort(about)), kept, ""
    if what == "theme":
        themes = tuple(Option(one.code, one) for one in talk.area.themes)
        theme = yield from ask.choice("share.change_theme", themes)
        return replace(about, theme=theme, told=about.told | {"theme"}), kept, ""
    if what == "place":
        place, kept, later = yield from where(talk, kept)
        return replace(about, place=place, spot=""), kept, later
    if isinstance(what, Typed) and not (yield from joined(talk, kept, what.text, asked_at)):
        return about, kept, what.text
    return about, kept, ""


def _of_which_sort(about: About) -> Script[About]:
    if about.kind is not Kind.INTEREST:
        return about
    options = tuple(Option(one, Phrase(f"kind.interest_{one}")) for one in Interest)
    return replace(about, interest=Interest((yield from ask.choice("share.change_interest", options))))


def first_theme(talk: Talk, reading: Reading) -> str:
    """The first theme read that the pack (still) knows, else what the question they answer is about, else "other"."""
    known = {one.code for one in talk.area.themes}
    asked = theme_of(talk.questions, talk.prompted_by)
    return next((one.theme for one in reading.themes if one.theme in known), asked if asked in known else "other")
