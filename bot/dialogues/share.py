"""A resident tells us an idea, an issue, an interest or good news, in under a minute."""

from bot.conversation import ask
from bot.conversation.effects import LeaveOut
from bot.conversation.script import Script, Talk, Typed, dialogue, do, read, say
from bot.conversation.understand import introduces
from bot.dialogues import asked
from bot.dialogues.closed import has_closed, say_closed
from bot.dialogues.heard import heard
from bot.dialogues.holiday import offer_holiday
from bot.dialogues.person import to_a_person
from bot.domain.contribution import Kind
from bot.domain.reading import left_out

_TALK_TO_A_PERSON = "person"


@dialogue("share")
def share(talk: Talk) -> Script[None]:
    """Someone tells us something; it is kept as soon as it is said, and taps only amend it."""
    if has_closed(talk):
        yield from say_closed(talk)
        return
    if talk.opening and not (yield from _introduced(talk, talk.opening)):
        yield from _told(talk, talk.opening)
        return
    told = yield from _what(talk)
    if isinstance(told, Typed):
        yield from _told(talk, told.text)
    elif told == asked.QUESTION:
        yield from asked.chosen(talk)
    elif told == _TALK_TO_A_PERSON:
        yield from to_a_person(talk)
    else:
        words = yield from ask.text(f"share.words.{told}", mobiliser=talk.host)
        yield from _told(talk, words, Kind(told))


def _what(talk: Talk) -> Script[str | Typed]:
    """Ask what they would like to tell, until they say more than who they are."""
    if _can_speak(talk) and talk.area.voice_first(talk.participant.language):
        yield from say("showed.voice_first")
    things = (*asked.offered(talk), *Kind, _TALK_TO_A_PERSON)
    while True:
        told = yield from ask.choice_or_words("share.what", things, mobiliser=talk.host)
        if not (isinstance(told, Typed) and (yield from _introduced(talk, told.text))):
            return told


def _can_speak(talk: Talk) -> bool:
    """Whether a voice note may be offered; on the web to grown-ups alone, as the recording stays on the device."""
    return talk.surface.media and not (talk.surface.downloads and talk.participant.protected)


def _introduced(talk: Talk, words: str) -> Script[bool]:
    """Whether a child, or whoever may be one, only says who they are: that is kept nowhere, and they are told so."""
    if not talk.participant.protected:
        return False
    reading = yield from read(words)
    only = bool(reading.private) and (yield from introduces(left_out(words, reading.private, " ")))
    if only:
        yield from do(LeaveOut(words, reading.private))
        yield from say("share.introduced")
    return only


def _told(talk: Talk, words: str, kind: Kind | None = None) -> Script[None]:
    """See it through; whoever has been thanked may plan the holiday that is near."""
    if (yield from heard(talk, words, kind)):
        yield from offer_holiday(talk)
