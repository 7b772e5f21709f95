"""Which neighbourhood something is about, when neither the words nor the door said so."""

from bot.conversation import ask, keep
from bot.conversation.keep import Kept
from bot.conversation.script import Option, Script, Talk, Typed, draw_now, read
from bot.dialogues.together import joined
from bot.domain.area import ELSEWHERE, Neighbourhood, Place
from bot.domain.reading import Reading

SMALL_WORDS = 2
"""So many words beside a place's name, such as "it's in", say nothing more."""


def where(talk: Talk, kept: Kept) -> Script[tuple[Neighbourhood, Kept, str]]:
    """Ask for the neighbourhood; returns it, and what the contribution is known by in it.

    Third comes what was said so much later, instead of a place, that it is something new ("" for nothing).
    """
    asked_at = yield from draw_now()
    served = tuple(Option(one.id, one.name) for one in talk.area.served)
    options: tuple[Option | str, ...] = (*served, ELSEWHERE)
    answer = yield from ask.choice_or_words("share.where", options)
    place: str | None = None
    if isinstance(answer, Typed):
        reading = yield from read(answer.text)
        place = next((one.id for one in reading.places if one.id in talk.area.places), None)
        if not is_only_a_place(answer.text, reading) and not (yield from joined(talk, kept, answer.text, asked_at)):
            return talk.area.elsewhere, kept, answer.text
        neighbourhood = talk.area.of_place(place) if place else talk.area.elsewhere
    else:
        neighbourhood = talk.area.neighbourhood(answer) or talk.area.elsewhere
    kept = yield from keep.neighbourhood(talk, kept, neighbourhood, place)
    return neighbourhood, kept, ""


def which_of(talk: Talk, kept: Kept, named: Place, here: Neighbourhood) -> Script[tuple[Neighbourhood, Kept, str]]:
    """Somebody in one place speaks of another: ask, once, which of the two it is about; returns as `where` does."""
    asked_at = yield from draw_now()
    about = talk.area.of_place(named.id)
    answer = yield from ask.choice_or_words(
        "share.which_place",
        (Option(about.id, named.name), Option(here.id, here.name)),
        named=named.name,
        here=here.name,
    )
    if isinstance(answer, Typed) and not (yield from joined(talk, kept, answer.text, asked_at)):
        return about, kept, answer.text
    if answer == here.id:
        kept = yield from keep.neighbourhood(talk, kept, here, next(iter(here.places), None))
        return here, kept, ""
    return about, kept, ""


def is_only_a_place(words: str, reading: Reading) -> bool:
    """True where nothing but a place and a few small words was written: "in Mill Row" says no more than its button."""
    if not reading.places:
        return False
    first = reading.places[0]
    return len(f"{words[: first.start]} {words[first.end :]}".split()) <= SMALL_WORDS
