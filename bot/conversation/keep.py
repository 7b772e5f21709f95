"""What a script has kept of what was said, in the words of the product."""

from msgspec import Struct

from bot.conversation.effects import AddWords, AmendContribution, KeepContribution, KeepOffer
from bot.conversation.script import Do, Script, Talk, draw_id, draw_reference, draw_today
from bot.domain.area import Neighbourhood
from bot.domain.contribution import HelpRole, Kind, Standing
from bot.domain.reading import Reading


class Kept(Struct, frozen=True):
    """A contribution just kept: its id, and the reference its writer may know."""

    id: str
    reference: str


def contribution(
    talk: Talk,
    words: str,
    reading: Reading,
    neighbourhood: Neighbourhood,
    standing: Standing = Standing.HEARD,
) -> Script[Kept]:
    """Keep `words` as a contribution of `neighbourhood`, as soon as they are said."""
    kept = Kept((yield from draw_id("contribution")), (yield from draw_reference(neighbourhood.prefix)))
    today = yield from draw_today()
    yield Do(
        KeepContribution(
            id=kept.id,
            reference=kept.reference,
            words=words,
            reading=reading,
            neighbourhood=neighbourhood.id,
            said_on=today,
            read_by=talk.area.read_by(neighbourhood, today),
            place_about=reading.places[0].id if reading.places else None,
            door=talk.door,
            standing=standing,
        )
    )
    return kept


def more(kept: Kept, words: str) -> Script[None]:
    """Join further words to what was said."""
    yield Do(AddWords(kept.id, words))


def reading(kept: Kept, kind: Kind, theme: str) -> Script[None]:
    """Record the kind and theme that were confirmed or corrected."""
    yield Do(AmendContribution(kept.id, kind=kind, themes=(theme,)))


def neighbourhood(talk: Talk, kept: Kept, where: Neighbourhood, place: str | None) -> Script[Kept]:
    """Move a contribution to `where`; its reference changes with it. Returns what it is known by now."""
    reference = yield from draw_reference(where.prefix)
    today = yield from draw_today()
    read_by = talk.area.read_by(where, today)
    yield Do(
        AmendContribution(kept.id, neighbourhood=where.id, place_about=place, reference=reference, read_by=read_by)
    )
    return Kept(kept.id, reference)


def offer(kept: Kept, role: HelpRole) -> Script[None]:
    """Record that someone would like to help make it happen."""
    yield Do(KeepOffer(kept.id, role))
