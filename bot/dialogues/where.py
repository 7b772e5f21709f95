"""Which neighbourhood something is about, when neither the words nor the door said so."""

from bot.conversation import ask, keep
from bot.conversation.keep import Kept
from bot.conversation.script import Option, Script, Talk, Typed, read
from bot.domain.area import ELSEWHERE, Neighbourhood


def where(talk: Talk, kept: Kept) -> Script[tuple[Neighbourhood, Kept]]:
    """Ask for the neighbourhood; returns it, and what the contribution is known by in it."""
    served = tuple(Option(one.id, one.name) for one in talk.area.served)
    options: tuple[Option | str, ...] = (*served, ELSEWHERE)
    answer = yield from ask.choice_or_words("share.where", options)
    place = None
    if isinstance(answer, Typed):
        reading = yield from read(answer.text)
        if reading.places:
            place = reading.places[0].id
        else:
            yield from keep.more(kept, answer.text)
        neighbourhood = talk.area.of_place(place) if place else talk.area.elsewhere
    else:
        neighbourhood = talk.area.neighbourhood(answer) or talk.area.elsewhere
    kept = yield from keep.neighbourhood(talk, kept, neighbourhood, place)
    return neighbourhood, kept
