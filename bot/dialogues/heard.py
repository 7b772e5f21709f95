"""What was said is kept at once, and seen through to the thanks: the card, the place, who would like to help."""

from msgspec import Struct
from msgspec.structs import replace

from bot.conversation import ask, keep
from bot.conversation.effects import KeepReturnWords, Remember
from bot.conversation.keep import Beside, Kept
from bot.conversation.replies import Phrase
from bot.conversation.script import (
    Option,
    Script,
    Talk,
    Typed,
    do,
    draw_now,
    draw_return_words,
    draw_today,
    read,
    reader_of,
    say,
)
from bot.conversation.understand import band_now, heard_before, of_them
from bot.dialogues.about_it import About, Card, confirmed, read_again
from bot.dialogues.about_someone import about_someone
from bot.dialogues.closed import has_closed, say_closed, say_closing
from bot.dialogues.messages import offer_messages
from bot.dialogues.next_steps import next_steps
from bot.dialogues.role import offer_roles
from bot.dialogues.their_language import take_up_theirs
from bot.dialogues.theme_of import themes_of
from bot.dialogues.together import added
from bot.dialogues.where import where, which_of
from bot.dialogues.worry import is_a_worry, worry
from bot.domain.area import ELSEWHERE, Neighbourhood, Place
from bot.domain.contribution import Kind
from bot.domain.participant import AgeBand
from bot.domain.reading import DangerLevel, Reading

_QUOTE = tuple(Option(one, Phrase(f"share.quote.{one}")) for one in ("yes", "no"))
GONE = "gone"
"""What is said of somebody who is wanted gone, named or not, is for a person to look at."""


class _Seen(Struct, frozen=True):
    """How far something was seen through: to the thanks, or to what was said so much later that it is new.

    `besides` was said meanwhile and is something of its own; `place` is where this was about; `told` says that they
    were thanked for this, whatever came later.
    """

    thanked: bool = False
    told: bool = False
    later: str = ""
    besides: tuple[Beside, ...] = ()
    place: Neighbourhood | None = None


def heard(talk: Talk, words: str, kind: Kind | None = None, *, again: bool = False) -> Script[bool]:
    """Keep `words` and see them through to the thanks; True where all ended with these, and nothing sounds like danger.

    `kind` is what they tapped first, if they did; `again` says that they told of somebody just before.
    """
    if has_closed(talk):
        yield from say_closed(talk)
        return False
    reading = yield from read(words)
    named = named_place(talk, reading)
    place = talk.area.of_place(named.id) if named else talk.here
    kept = yield from keep.contribution(talk, words, reading, place or talk.area.elsewhere)
    yield from take_up_theirs(talk, reading)
    return (yield from followed(talk, kept, words, reading, kind, again=again))


def followed(
    talk: Talk, kept: Kept, words: str, reading: Reading, kind: Kind | None = None, *, again: bool = False
) -> Script[bool]:
    """See what was kept through to the thanks, asking for the place where neither the words nor the door say it.

    Returns as `heard` does.
    """
    named = named_place(talk, reading)
    place = talk.area.of_place(named.id) if named else talk.here
    about = _about(reading, place or talk.area.elsewhere, named, kind, (yield from themes_of(talk, words, reading)))
    if (yield from _is_about_someone(about, words, reading, again=again)):
        better = yield from about_someone(talk, kept, reading.private, again=again)
        return bool(better) and (yield from heard(talk, better, again=True))
    if talk.participant.protected and (yield from is_a_worry(words, reading, tapped=kind)):
        seen = _Seen(later=(yield from worry(talk, kept)))
    else:
        seen = yield from _placed(talk, kept, about, words, reading)
    thanked = (yield from heard(_going_on(talk, seen), seen.later)) if seen.later else seen.thanked
    for n, one in enumerate(seen.besides):
        thanked = yield from _beside(_thanked(talk, told=seen.told or n > 0), one, seen.place)
    return thanked


def _thanked(talk: Talk, *, told: bool) -> Talk:
    """The talk as it goes on once they were thanked: what is asked or said after the first thanks comes no more."""
    return replace(talk, participant=replace(talk.participant, returning=talk.participant.returning or told))


def _going_on(talk: Talk, seen: _Seen) -> Talk:
    """The talk as it goes on: nobody is asked a minute later for the same place, nor twice what is asked once."""
    person = _thanked(talk, told=seen.told).participant
    if seen.place is not None and seen.place.served and talk.here is None:
        person = replace(person, neighbourhood=seen.place.id)
    return replace(talk, participant=person)


def _beside(talk: Talk, beside: Beside, place: Neighbourhood | None) -> Script[bool]:
    """See through what was said meanwhile: where it names no place, it is about the one that was just told."""
    kept = beside.kept
    if place is not None and named_place(talk, beside.reading) is None:
        kept = yield from keep.neighbourhood(talk, kept, place, None)
        talk = replace(talk, participant=replace(talk.participant, neighbourhood=place.id))
    return (yield from followed(talk, kept, beside.words, beside.reading))


def _placed(talk: Talk, kept: Kept, about: About, words: str, reading: Reading) -> Script[_Seen]:
    """Ask for the place where it is not known, or which of two is meant; then all the rest."""
    named, later = named_place(talk, reading), ""
    if named is None and talk.here is None:
        place, kept, later = yield from where(talk, kept)
        about = _in(about, place)
    elif named and talk.here and talk.here.served and talk.here.id != about.place.id:
        place, kept, later = yield from which_of(talk, kept, named, talk.here)
        about = _in(about, place)
    if later:
        return _Seen(later=later, besides=kept.besides, place=about.place)
    card = Card(about, kept, words, reading)
    if kept.added:
        card = yield from read_again(talk, card, "\n".join((words, *kept.added)))
    return (yield from _seen_through(talk, card))


def _in(about: About, place: Neighbourhood) -> About:
    """The same in this neighbourhood; the spot that was named is said only where none covers it."""
    return replace(about, place=place, spot=about.spot if place.id == ELSEWHERE else "")


def _about(
    reading: Reading, place: Neighbourhood, named: Place | None, tapped: Kind | None, themes: tuple[str, str]
) -> About:
    """What it is held to be about: as it was read, but for the kind where they tapped one."""
    spot = named.name if named and place.id == ELSEWHERE else ""
    told = frozenset({"kind"} if tapped else ())
    kind = tapped or reading.kind
    amber = reading.danger.level is not DangerLevel.NONE
    return About(
        kind,
        themes[0],
        place,
        spot,
        told,
        someone=reading.someone,
        amber=amber,
        interest=reading.interest,
        also=themes[1],
    )


def _is_about_someone(about: About, words: str, reading: Reading, *, again: bool) -> Script[bool]:
    """Whether it tells what is wrong with somebody, or wants somebody gone; `again`: they told of somebody just before.

    Then words about him or her are, and so is what has no theme, or anger, and no idea in it.
    """
    if about.against_someone:
        return True
    of = yield from of_them(words)
    if of == GONE or not again:
        return of == GONE
    angry = about.theme == "other" or reading.danger.level is not DangerLevel.NONE
    return bool(of) or (about.kind is Kind.ISSUE and angry)


def _seen_through(talk: Talk, card: Card) -> Script[_Seen]:
    """From the card to the thanks."""
    card = yield from confirmed(talk, card)
    about, kept, reading = card.about, card.kept, card.reading
    if card.later or about.against_someone:
        better = card.later or (yield from about_someone(talk, kept, reading.private, again=False))
        return _Seen(later=better, besides=kept.besides, place=about.place)
    yield from _remember_place(talk, about.place)
    came = yield from next_steps(talk, kept, about, card.words)
    kept = came.kept
    if not came.later:
        yield from thanks(talk, kept, about.place)
        yield from _others_too(about)
        if came.helps:
            yield from offer_roles(kept.id)
    later = came.later
    if not (later or kept.besides):
        later = yield from _may_we_quote(talk, kept, reading, about.place)
    thanked = not later and reading.danger.level is DangerLevel.NONE
    return _Seen(thanked=thanked, told=not came.later, later=later, besides=kept.besides, place=about.place)


def _others_too(about: About) -> Script[None]:
    """Say that they are not alone, where the last published report does: rounded, of ten people or more."""
    if about.theme == "other" or about.amber:
        return
    people = yield from heard_before(about.place.id, about.kind.value, about.theme)
    if people:
        yield from say("share.others_too", people=people, place=about.place.name)


def _may_we_quote(talk: Talk, kept: Kept, reading: Reading, place: Neighbourhood) -> Script[str]:
    """Ask once in a lifetime, after the first thanks; afterwards MENU is where it is said of each (decision 0010).

    Only adults: children's words are quoted only where ten agreed them as a group (product.md, the report, 7). Not
    where the words say who somebody is, or sound like danger. A detail written instead is put with it; whoever skips
    it, or writes something else, is asked no more. Returns what else they wrote ("" for nothing).
    """
    first = not talk.participant.returning and (yield from band_now()) is AgeBand.ADULT
    if not first or reading.private or reading.danger.level is not DangerLevel.NONE:
        yield from _may_we_write(talk, reading, place)
        return ""
    asked_at, key = (yield from draw_now()), "share.quote"
    while True:
        answer = yield from ask.choice_or_words(key, _QUOTE, once=True)
        if answer == ask.SKIPPED:
            yield from say("conversation.small_talk")
            return ""
        if not isinstance(answer, Typed):
            break
        if not (yield from added(talk, kept, answer.text, asked_at)):
            return answer.text
        key = "share.quote_again"
    yield from keep.quoting(kept, "share.quote", may_quote=answer == "yes")
    yield from say(f"share.quoted_{answer}")
    yield from _may_we_write(talk, reading, place)
    return ""


def _may_we_write(talk: Talk, reading: Reading, place: Neighbourhood) -> Script[None]:
    """Offer it once, after the first thanks and to grown-ups only; afterwards it is in MENU.

    Not where no worker is, neither where they come from nor at `place`: nobody there asks or says anything on Fridays.
    """
    first = not talk.participant.returning and (yield from band_now()) is AgeBand.ADULT
    if first and reading.danger.level is DangerLevel.NONE and (talk.here or place).served:
        yield from offer_messages(talk)


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
    yield from say_closing(talk)
    yield from come_back(talk)


def come_back(talk: Talk) -> Script[None]:
    """Give whoever has told something for the first time the words that let them in anywhere (product.md 26)."""
    if talk.surface.return_words and not talk.participant.returning:
        words = yield from draw_return_words(talk.participant.language)
        yield from do(KeepReturnWords(words))
        yield from say("share.come_back", copy=words, words=words)
