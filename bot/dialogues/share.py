"""A resident tells us an idea, an issue, an interest or good news, in under a minute."""

from bot.conversation import ask, keep
from bot.conversation.effects import KeepReturnWords, Remember
from bot.conversation.keep import Kept
from bot.conversation.script import (
    Script,
    Talk,
    Typed,
    dialogue,
    do,
    draw_return_words,
    draw_today,
    read,
    reader_of,
    say,
)
from bot.dialogues.about_it import About, confirmed, first_theme
from bot.dialogues.about_someone import about_someone
from bot.dialogues.next_steps import next_steps
from bot.dialogues.person import person
from bot.dialogues.where import where, which_of
from bot.dialogues.worry import worry
from bot.domain.area import ELSEWHERE, Neighbourhood, Place
from bot.domain.contribution import Kind
from bot.domain.participant import AgeBand
from bot.domain.reading import DangerLevel, Reading

_TALK_TO_A_PERSON = "person"


@dialogue("share")
def share(talk: Talk) -> Script[None]:
    """Someone tells us something; it is kept as soon as it is said, and taps only amend it."""
    if talk.opening:
        yield from heard(talk, talk.opening)
        return
    if talk.surface.media and talk.area.voice_first(talk.participant.language):
        yield from say("showed.voice_first")
    told = yield from ask.choice_or_words("share.what", (*Kind, _TALK_TO_A_PERSON), mobiliser=talk.host)
    if isinstance(told, Typed):
        yield from heard(talk, told.text)
    elif told == _TALK_TO_A_PERSON:
        yield from person.script(talk)
    else:
        words = yield from ask.text(f"share.words.{told}", mobiliser=talk.host)
        yield from heard(talk, words, Kind(told))


def heard(talk: Talk, words: str, kind: Kind | None = None, *, again: bool = False) -> Script[None]:
    """Keep `words` and see them through to the thanks.

    `kind` is what they tapped first, if they did; `again` says that they told of somebody just before.
    """
    reading = yield from read(words)
    named = named_place(talk, reading)
    place = talk.area.of_place(named.id) if named else talk.here
    kept = yield from keep.contribution(talk, words, reading, place or talk.area.elsewhere)
    yield from followed(talk, kept, words, reading, kind, again=again)


def followed(
    talk: Talk, kept: Kept, words: str, reading: Reading, kind: Kind | None = None, *, again: bool = False
) -> Script[None]:
    """See what was kept through to the thanks, asking for the place where neither the words nor the door say it."""
    named = named_place(talk, reading)
    place = talk.area.of_place(named.id) if named else talk.here
    about = _about(talk, reading, place or talk.area.elsewhere, named, kind)
    if about.against_someone or (again and _goes_on_about_someone(about, reading)):
        better = yield from about_someone(talk, kept, reading.private, again=again)
        if better:
            yield from heard(talk, better, again=True)
        return
    later = ""
    if about.worried:
        later = yield from worry(talk, kept)
    else:
        if place is None:
            place, kept, later = yield from where(talk, kept)
            about = _about(talk, reading, place, named, kind)
        elif named and talk.here and talk.here.served and talk.here.id != place.id:
            place, kept, later = yield from which_of(talk, kept, named, talk.here)
            about = _about(talk, reading, place, named, kind)
        if not later:
            later = yield from _seen_through(talk, kept, about, words, reading)
    if later:
        yield from heard(talk, later)


def _about(talk: Talk, reading: Reading, place: Neighbourhood, named: Place | None, tapped: Kind | None) -> About:
    """What it is held to be about: as it was read, but for the kind where they tapped one."""
    spot = named.name if named and place.id == ELSEWHERE else ""
    told = frozenset({"kind"} if tapped else ())
    kind = tapped or reading.kind
    amber = reading.danger.level is not DangerLevel.NONE
    worried = amber and kind is Kind.ISSUE and talk.participant.protected
    return About(
        kind,
        first_theme(talk, reading),
        place,
        spot,
        told,
        someone=reading.someone,
        worried=worried,
        interest=reading.interest,
    )


def _goes_on_about_someone(about: About, reading: Reading) -> bool:
    """Whether words straight after telling of somebody only go on about them: no theme, or anger, and no idea in it."""
    angry = about.theme == "other" or reading.danger.level is not DangerLevel.NONE
    return about.kind is Kind.ISSUE and angry


def _seen_through(talk: Talk, kept: Kept, about: About, words: str, reading: Reading) -> Script[str]:
    """From the card to the thanks; returns what was said so much later that it is something new ("" for nothing)."""
    about, kept, later = yield from confirmed(talk, kept, about, words, reading)
    if later:
        return later
    if about.against_someone:
        return (yield from about_someone(talk, kept, reading.private, again=False))
    yield from _remember_place(talk, about.place)
    later = yield from next_steps(talk, kept, about)
    if not later:
        yield from thanks(talk, kept, about.place)
        yield from _may_we_quote(talk, kept, reading)
    return later


def _may_we_quote(talk: Talk, kept: Kept, reading: Reading) -> Script[None]:
    """Ask once in a lifetime, after the first thanks; afterwards MENU is where it is said of each (decision 0010).

    Only adults: children's words are quoted only where ten agreed them as a group (product.md, the report, 7). Not
    where the words say who somebody is, or sound like danger.
    """
    first = not talk.participant.returning and talk.participant.band is AgeBand.ADULT
    if not first or reading.private or reading.danger.level is not DangerLevel.NONE:
        return
    answer = yield from ask.choice("share.quote", ("yes", "no"), once=True)
    yield from keep.quoting(kept, "share.quote", may_quote=answer == "yes")
    yield from say(f"share.quoted_{answer}")


def named_place(talk: Talk, reading: Reading) -> Place | None:
    """The first place named that the pack (still) knows."""
    return next((talk.area.places[one.id] for one in reading.places if one.id in talk.area.places), None)


def _remember_place(talk: Talk, place: Neighbourhood) -> Script[None]:
    """Remember the door they came by, else the first place they spoke of: a later one may be a place they pass."""
    person = talk.participant
    if person.band is None or not person.band.remembers_place:
        return
    home = talk.area.behind_door(talk.door) or (place if person.neighbourhood is None else None)
    if home and home.id != person.neighbourhood:
        yield from do(Remember(neighbourhood=home.id))


def thanks(talk: Talk, kept: Kept, place: Neighbourhood) -> Script[None]:
    """Say by which number it is known and when somebody will have read it."""
    today = yield from draw_today()
    yield from say(
        "share.thanks" if place.served else "share.thanks_unserved",
        copy=kept.reference,
        reference=kept.reference,
        mobiliser=reader_of(place),
        place=place.name,
        read_by=talk.area.read_by(place, today),
    )
    if talk.surface.return_words and not talk.participant.returning:
        words = yield from draw_return_words(talk.participant.language)
        yield from do(KeepReturnWords(words))
        yield from say("share.come_back", copy=words, words=words)
