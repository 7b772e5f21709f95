"""Which neighbourhood something is about, when neither the words nor the door said so."""

from datetime import datetime

from msgspec.structs import replace

from bot.conversation import ask, keep
from bot.conversation.keep import Kept
from bot.conversation.script import Option, Script, Talk, draw_now, read, say
from bot.conversation.understand import all_small, denies, of_a_town
from bot.dialogues.together import joined
from bot.domain.area import ELSEWHERE, Neighbourhood, Place
from bot.domain.reading import Reading

ASKED = 3
"""So often the place is asked for where they write on instead; then it is nowhere in particular."""
SMALL_WORDS = 2
"""So many words beside a place's name, such as "it's in", say nothing more; nor do more that are all small ones."""


def where(talk: Talk, kept: Kept) -> Script[tuple[Neighbourhood, Kept, str]]:
    """Ask for the neighbourhood; returns it, and what the contribution is known by in it.

    Third comes what was said so much later, instead of a place, that it is something new ("" for nothing).
    """
    served = tuple(Option(one.id, one.name) for one in talk.area.served)
    options: tuple[Option | str, ...] = (*served, ELSEWHERE)
    asked_at, place = (yield from draw_now()), None
    for _ in range(ASKED):
        answer = yield from ask.choice_or_words("share.where", options)
        if isinstance(answer, str):
            neighbourhood = talk.area.neighbourhood(answer) or talk.area.elsewhere
            break
        place, joined_to = yield from _place_in(talk, kept, answer.text, asked_at)
        if joined_to is None:
            return talk.area.elsewhere, kept, answer.text
        kept, neighbourhood = joined_to, _covering(talk, place)
        if place:
            break
    kept = yield from keep.neighbourhood(talk, kept, neighbourhood, _known(talk, place))
    for one in kept.apart:
        yield from keep.neighbourhood(talk, one, neighbourhood, None)
    return neighbourhood, replace(kept, apart=()), ""


def which_of(talk: Talk, kept: Kept, named: Place, here: Neighbourhood) -> Script[tuple[Neighbourhood, Kept, str]]:
    """Somebody in one place speaks of another: ask which of the two it is about; returns as `where` does."""
    asked_at, about = (yield from draw_now()), talk.area.of_place(named.id)
    for _ in range(ASKED):
        answer = yield from ask.choice_or_words(
            "share.which_place",
            (Option(about.id, named.name), Option(here.id, here.name)),
            named=named.name,
            here=here.name,
        )
        if answer == here.id:
            kept = yield from keep.neighbourhood(talk, kept, here, next(iter(here.places), None))
            return here, kept, ""
        if isinstance(answer, str):
            break
        place, joined_to = yield from _place_in(talk, kept, answer.text, asked_at)
        if joined_to is None:
            return about, kept, answer.text
        kept = joined_to
        if place:
            about = _covering(talk, place)
            kept = yield from keep.neighbourhood(talk, kept, about, _known(talk, place))
            break
    return about, kept, ""


def _place_in(talk: Talk, kept: Kept, words: str, asked_at: datetime) -> Script[tuple[str | None, Kept | None]]:
    """The place that words name, which answers; further words are joined, and answer nothing unless they name one.

    A town elsewhere is ELSEWHERE; it is joined too, so that whoever reads it knows which. Second comes what it is known
    by now; None where they were said so much later that they are something new.
    """
    reading = yield from read(words)
    if alone := (yield from places_alone(talk, words, reading)):
        return alone[0].id, kept
    place = next((one.id for one in reading.places if one.id in talk.area.places), None)
    if place is None and (yield from _is_a_town_elsewhere(talk, words)):
        return ELSEWHERE, (yield from keep.more(talk, kept, words))
    now = yield from joined(talk, kept, words, asked_at)
    if now is None or len(now.added) == len(kept.added):
        return None, now  # It is something new, and so is the place in it.
    if place is None:
        yield from say("share.added")
    return place, now


def _is_a_town_elsewhere(talk: Talk, words: str) -> Script[bool]:
    """Whether words name a town elsewhere and no more; the area's own name is none."""
    return talk.area.name.casefold() not in words.casefold() and (yield from of_a_town(words))


def _covering(talk: Talk, place: str | None) -> Neighbourhood:
    """The neighbourhood that covers a place; elsewhere where none is known, or that is what it is."""
    known = _known(talk, place)
    return talk.area.of_place(known) if known else talk.area.elsewhere


def _known(talk: Talk, place: str | None) -> str | None:
    """A place of the gazetteer; None for ELSEWHERE, which is none."""
    return place if place in talk.area.places else None


def places_alone(talk: Talk, words: str, reading: Reading) -> Script[tuple[Place, ...] | None]:
    """The places meant where no more was written: "it's in Mill Row, not Quayside" says no more than its button.

    None where more was written; "not Quayside" means none.
    """
    named = [one for one in reading.places if one.id in talk.area.places]
    rest = words
    for one in sorted(named, key=lambda place: place.start, reverse=True):
        rest = f"{rest[: one.start]} {rest[one.end :]}"
    if not named or (len(rest.split()) > SMALL_WORDS and not (yield from all_small(rest))):
        return None
    meant: tuple[Place, ...] = ()
    for one in named:
        denied = yield from denies(words[: one.start])
        meant = meant if denied else (*meant, talk.area.places[one.id])
    return meant
