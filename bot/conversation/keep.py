"""What a script has kept of what was said, in the words of the product."""

from msgspec import Struct
from msgspec.structs import replace

from bot.conversation.effects import (
    AddWords,
    AgreeToQuote,
    AmendContribution,
    JoinTo,
    KeepContribution,
    KeepOffer,
    ReplaceWords,
    SetAside,
)
from bot.conversation.on_record import OnRecord, on_record
from bot.conversation.script import Do, Script, Talk, draw_id, draw_reference, draw_today, read
from bot.domain.area import Neighbourhood
from bot.domain.contribution import HelpRole, Interest, Kind, Standing
from bot.domain.reading import DangerLevel, Reading, ThemeScore


class Subject(Struct, frozen=True):
    """What something is about, as it was read: what is said next is told apart by it.

    `place` is a neighbourhood's; `amber`: it sounds low or scared.
    """

    kind: Kind
    themes: tuple[ThemeScore, ...]
    place: str | None = None
    amber: bool = False


class Kept(Struct, frozen=True):
    """A contribution just kept: its id, and the reference its writer may know.

    `of` is what it is about, None where that is not known; `added` are the words joined to it since, and `besides` what
    was said meanwhile that is something of its own; `one`: they said that what they said next was more of the same.
    `apart` are worries that were heard meanwhile, of which no place is known: they are where this turns out to be.
    """

    id: str
    reference: str
    of: Subject | None = None
    added: tuple[str, ...] = ()
    besides: tuple["Beside", ...] = ()
    one: bool = False
    apart: tuple["Kept", ...] = ()


class Beside(Struct, frozen=True):
    """Something of its own that was said while something else was being asked about; it is kept already."""

    kept: Kept
    words: str
    reading: Reading


def contribution(
    talk: Talk,
    words: str,
    reading: Reading,
    neighbourhood: Neighbourhood,
    standing: Standing = Standing.HEARD,
) -> Script[Kept]:
    """Keep `words` as a contribution of `neighbourhood`, as soon as they are said."""
    amber = reading.danger.level is not DangerLevel.NONE
    subject = Subject(reading.kind, reading.themes, neighbourhood.id if reading.places or talk.here else None, amber)
    kept = Kept((yield from draw_id("contribution")), (yield from draw_reference(neighbourhood.prefix)), subject)
    today = yield from draw_today()
    record = on_record(talk.participant, words, reading)
    yield Do(
        KeepContribution(
            id=kept.id,
            reference=kept.reference,
            words=record.words,
            reading=reading,
            neighbourhood=neighbourhood.id,
            said_on=today,
            read_by=talk.area.read_by(neighbourhood, today),
            place_about=reading.places[0].id if reading.places else None,
            place_of_speaker=_where_they_are(talk),
            door=talk.door,
            prompted_by=talk.prompted_by,
            standing=standing,
        )
    )
    if standing is not Standing.SAFEGUARDING:  # A case holds its own.
        yield from _left_out(record, kept.id)
    return kept


def _where_they_are(talk: Talk) -> str | None:
    """A place of the neighbourhood they are in, as far as it is known; never of anyone under 13 (reliability.md P2)."""
    known = talk.here is not None and talk.participant.band is not None and talk.participant.band.remembers_place
    return next(iter(talk.here.places), None) if known and talk.here else None


def more(talk: Talk, kept: Kept, words: str) -> Script[Kept]:
    """Join further words to what was said."""
    record = on_record(talk.participant, words, (yield from read(words)))
    yield Do(AddWords(kept.id, record.words))
    yield from _left_out(record, kept.id)
    return replace(kept, added=(*kept.added, words))


def join(beside: Kept, kept: Kept) -> Script[None]:
    """They say that what was kept beside it is more of the same."""
    yield Do(JoinTo(beside.id, kept.id))


def without_who_they_are(talk: Talk, words: str) -> Script[str]:
    """Words for a person to read, on record and in the chat without what a child is known by (product.md 22)."""
    record = on_record(talk.participant, words, (yield from read(words)))
    yield from _left_out(record, None)
    return record.words


def aside(kept: Kept) -> Script[None]:
    """Hold what was said for a person to look at: it tells of somebody."""
    yield Do(SetAside(kept.id))


def anew(talk: Talk, kept: Kept, words: str, reading: Reading) -> Script[None]:
    """Let `words` stand in the place of what was said."""
    record = on_record(talk.participant, words, reading)
    yield Do(ReplaceWords(kept.id, record.words))
    yield from _left_out(record, kept.id)


def quoting(kept: Kept, basis: str, *, may_quote: bool) -> Script[None]:
    """Record whether it may be quoted; `basis` is the key of the question that was answered."""
    yield Do(AgreeToQuote(kept.id, may_quote, basis))


def reading(kept: Kept, kind: Kind, themes: tuple[str, ...], interest: Interest) -> Script[None]:
    """Record the kind and themes that were confirmed or corrected, and what sort of interest it is, if it is one."""
    sort = interest if kind is Kind.INTEREST else None
    yield Do(AmendContribution(kept.id, kind=kind, themes=themes, confirmed=True, interest=sort))


def as_an_issue(kept: Kept) -> Script[None]:
    """Record that something is wrong, where it was read as anything else: nobody has confirmed it."""
    if kept.of is not None and kept.of.kind is not Kind.ISSUE:
        yield Do(AmendContribution(kept.id, kind=Kind.ISSUE))


def neighbourhood(talk: Talk, kept: Kept, where: Neighbourhood, place: str | None) -> Script[Kept]:
    """Move a contribution to `where`; returns what is known of it now.

    Its number stays, though it opens with the letters of the place it was first kept for: it may stand on paper.
    """
    today = yield from draw_today()
    read_by = talk.area.read_by(where, today)
    yield Do(AmendContribution(kept.id, neighbourhood=where.id, place_about=place, read_by=read_by))
    of = replace(kept.of, place=where.id) if kept.of else None
    return replace(kept, of=of)


def offer(kept: Kept, role: HelpRole) -> Script[None]:
    """Record that someone would like to help make it happen."""
    yield Do(KeepOffer(kept.id, role))


def _left_out(record: OnRecord, contribution_id: str | None) -> Script[None]:
    if record.held or record.private:
        held = yield from draw_id("held")
        for effect in record.effects(held, contribution_id):
            yield Do(effect)
