"""My words: what somebody told us, one by one, to see, add to, correct, take back, have quoted or not, or take away."""

from bot.conversation import ask, keep
from bot.conversation.effects import HandOut, ShowNoMore, Withdraw
from bot.conversation.keep import Kept
from bot.conversation.on_record import FIRST_WORDS, SAID_BACK, said_back
from bot.conversation.replies import Phrase, Value
from bot.conversation.script import Option, Script, Talk, Typed, dialogue, do, look_up, read, recall, say
from bot.conversation.understand import has_story
from bot.dialogues.about_it import About, Card, confirmed, put_right
from bot.dialogues.about_someone import about_someone
from bot.dialogues.became import all_that_became, in_a_line
from bot.dialogues.heard import heard
from bot.dialogues.story import taken_back
from bot.domain import reference
from bot.domain.contribution import Standing
from bot.domain.participant import AgeBand
from bot.domain.reading import DangerLevel, Reading
from bot.domain.told import Summary, Told

A_PAGE = 5
"""So many are shown at once."""
COPY, DONE, NEWER, OLDER, OTHERS, STORY = "copy", "done", "newer", "older", "others", "story"

_PAGES = {OLDER: 1, NEWER: -1}
NOT_THEIRS = "not_theirs"
"""What a reference that was typed comes to where it is of nothing they told us."""


@dialogue("my_words")
def my_words(talk: Talk) -> Script[None]:
    """Show the newest few, then one of them and what can be done with it. A case is never shown."""
    page = 0
    while True:
        mine = tuple(one for one in (yield from look_up()) if one.standing is not Standing.SAFEGUARDING)
        answer = yield from _list(talk, mine, page)
        if isinstance(answer, Typed):
            yield from heard(talk, answer.text)
            return
        if answer in _PAGES:
            page += _PAGES[answer]
        elif (yield from _taken_up(talk, mine, answer)):
            return


@dialogue("copy")
def copy(talk: Talk) -> Script[None]:
    """A copy of all that is kept of them, for whoever asks for it in words: the law gives it to everybody."""
    yield from _copy(talk)


def _taken_up(talk: Talk, mine: tuple[Summary, ...], answer: str) -> Script[bool]:
    """What they want of the list; True where that is all, False to show the list again."""
    match answer:
        case "not_theirs":
            yield from say("my_words.not_found")
            return False
        case "copy":
            yield from _copy(talk)
        case "done":
            yield from say("my_words.done")
        case "story":
            yield from taken_back()
        case _:
            return (yield from _open(talk, next(one.id for one in mine if one.reference == answer)))
    return True


def _list(talk: Talk, mine: tuple[Summary, ...], page: int) -> Script[str | Typed]:
    """Ask for one of a page; a reference that was typed counts as tapped."""
    story = (STORY,) if (yield from has_story()) else ()
    if not mine:
        return (yield from ask.choice("my_words.nothing", (*story, COPY)))
    first = min(page, (len(mine) - 1) // A_PAGE) * A_PAGE
    shown, older = mine[first : first + A_PAGE], len(mine) > first + A_PAGE
    ways = [NEWER] * (first > 0) + [OLDER] * older + [*story, COPY, DONE]
    answer = yield from ask.choice_or_words(
        "my_words.list",
        (*(Option(one.reference, one.reference) for one in shown), *ways),
        instead=True,
        items=(yield from _lines(shown)),
    )
    return _named(talk, mine, answer) if isinstance(answer, Typed) else answer


def _named(talk: Talk, mine: tuple[Summary, ...], answer: Typed) -> str | Typed:
    """The reference that was typed, or NOT_THEIRS; the words themselves where they are more than one."""
    typed = reference.found_in(answer.text, {one.prefix for one in talk.area.neighbourhoods})
    if typed is None or typed[1].strip():
        return answer
    return typed[0] if any(one.reference == typed[0] for one in mine) else NOT_THEIRS


def _lines(page: tuple[Summary, ...]) -> Script[Value]:
    """A page, a line each."""
    lines: Value = ""
    for one in reversed(page):
        lines = Phrase("my_words.items", {"one": (yield from in_a_line(one)), "more": lines})
    return lines


def _open(talk: Talk, id_: str) -> Script[bool]:
    """Show one and do what they want with it; True where that is all, False to go back to the list."""
    told = yield from recall(id_)
    if told is None:
        return False
    reading = yield from read(told.words)
    words = _sayable(told, reading)
    place = talk.area.places.get(told.place_about or "") or talk.area.neighbourhood(told.neighbourhood)
    answer = yield from ask.choice(
        "my_words.one",
        _ways(talk, told, words),
        instead=True,
        reference=told.reference,
        kind=Phrase(f"kind.{told.kind}"),
        place=place.name if place else "",
        said_on=told.said_on,
        words=words,
        became=all_that_became(talk.area, told),
        quoting=Phrase("my_words.may_quote") if told.may_quote else "",
    )
    if answer == OTHERS:
        return False
    yield from _change(talk, told, answer, reading)
    return True


def _sayable(told: Told, reading: Reading) -> str:
    """Their words; "" where somebody who looks on must not read them (reliability.md, F63), or nothing is left."""
    held = told.standing is Standing.HELD or reading.danger.level is not DangerLevel.NONE
    return "" if held else told.words


def _ways(talk: Talk, told: Told, words: str) -> tuple[str, ...]:
    if told.standing is Standing.WITHDRAWN:
        return (OTHERS,)
    quoting = "unquote" if told.may_quote else "quote"
    may = bool(words) and told.standing is Standing.HEARD and talk.participant.band is AgeBand.ADULT
    return ("add", *(("change",) if words else ()), *((quoting,) if may or told.may_quote else ()), "withdraw", OTHERS)


def _change(talk: Talk, told: Told, answer: str, reading: Reading) -> Script[None]:
    kept = Kept(told.id, told.reference)
    match answer:
        case "add":
            words = yield from ask.text("my_words.add")
            yield from keep.more(talk, kept, words)
            yield from say("my_words.added", reference=told.reference)
        case "change":
            yield from _correct(talk, told, kept, reading)
        case "withdraw":
            yield from _withdraw(told, reading)
        case _:
            yield from keep.quoting(kept, "my_words.one", may_quote=answer == "quote")
            yield from say(f"my_words.{answer}d")


def _correct(talk: Talk, told: Told, kept: Kept, reading: Reading) -> Script[None]:
    """Take the words anew, or only show the card again: it changes kind, theme and place."""
    what = yield from ask.choice_or_words("my_words.change", ("words", "about"), instead=True)
    card = Card(_about(talk, told, reading), kept, told.words, reading)
    if isinstance(what, Typed):
        card = yield from put_right(talk, card, what.text)
    elif what == "words":
        words = yield from ask.text("my_words.anew")
        reading = yield from read(words)
        yield from keep.anew(talk, kept, words, reading)
        card = Card(_about(talk, told, reading), kept, words, reading)
    if not (card.about.against_someone or card.later):
        card = yield from confirmed(talk, card)
    later = card.later
    if card.about.against_someone:
        later = later or (yield from about_someone(talk, card.kept, card.reading.private, again=False))
    else:
        yield from say("my_words.changed", reference=card.kept.reference, copy=card.kept.reference)
    if later:
        yield from heard(talk, later)


def _about(talk: Talk, told: Told, reading: Reading) -> About:
    known = {one.code for one in talk.area.themes}
    return About(
        told.kind,
        next((one for one in told.themes if one in known), "other"),
        talk.area.neighbourhood(told.neighbourhood) or talk.area.elsewhere,
        told=frozenset({"kind", "theme"}),
        someone=reading.someone,
    )


def wiped(told: Told, reading: Reading) -> Script[None]:
    """Take one thing back, wherever it stands: the chat shows its words no more."""
    yield from do(Withdraw(told.id))
    shown = tuple(said_back(told.words, reading.private, longest) for longest in (SAID_BACK, FIRST_WORDS))
    yield from do(ShowNoMore(told.words, shown))


def _withdraw(told: Told, reading: Reading) -> Script[None]:
    if (
        yield from ask.choice("my_words.sure", ("withdraw", "keep"), instead=True, yes="withdraw", no="keep")
    ) == "withdraw":
        yield from wiped(told, reading)
        yield from say("my_words.withdrawn")
    else:
        yield from say("my_words.kept")


def _copy(talk: Talk) -> Script[None]:
    """A copy of all that is kept of them: fetched from the web chat, sent elsewhere."""
    if talk.surface.downloads:
        file = f"{talk.surface.web_link}/chat/my-words"
        yield from say("my_words.fetch", text=f"{file}.txt", json=f"{file}.json")
        return
    yield from do(HandOut(talk.participant.language))
    yield from say("my_words.sent")
