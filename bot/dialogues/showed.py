"""A photo or a voice note comes before any words: it is kept, and a person will look or listen."""

from bot.conversation import ask, keep
from bot.conversation.effects import KeepAttachment, OpenCase
from bot.conversation.keep import Kept
from bot.conversation.script import Script, Shown, Talk, dialogue, do, draw_id, read, say
from bot.dialogues.closed import has_closed, say_closed
from bot.dialogues.heard import followed, named_place, thanks
from bot.dialogues.where import where
from bot.domain.attachment import Medium, unlooked_at
from bot.domain.reading import DangerLevel, Reading


@dialogue("showed")
def showed(talk: Talk) -> Script[None]:
    """Keep what was shown at once; a photo needs a few words, a voice note needs only a place."""
    if talk.shown is None:
        return
    if has_closed(talk):
        yield from say_closed(talk)
        return
    reading = yield from read("")
    kept = yield from keep.contribution(talk, "", reading, talk.here or talk.area.elsewhere)
    yield from _attached(talk.shown, kept)
    if talk.shown.medium is Medium.VOICE:
        yield from _voice(talk, kept)
    else:
        yield from _photo(talk, kept)


def _attached(shown: Shown, kept: Kept) -> Script[None]:
    attachment = yield from draw_id("attachment")
    yield from do(KeepAttachment(attachment, shown.medium, shown.file, kept.id))
    case = yield from draw_id("case")
    yield from do(OpenCase(case, DangerLevel.AMBER, (unlooked_at(shown.medium),), "", kept.id))


def _voice(talk: Talk, kept: Kept) -> Script[None]:
    yield from say("showed.voice_kept")
    place, later = talk.here, ""
    if place is None:
        place, kept, later = yield from where(talk, kept)
    if later:
        reading = yield from read(later)
        yield from keep.more(talk, kept, later)
        yield from followed(talk, kept, later, reading)
    else:
        yield from thanks(talk, kept, place)


def _photo(talk: Talk, kept: Kept) -> Script[None]:
    words = yield from ask.text("showed.photo_words")
    yield from keep.more(talk, kept, words)
    reading = yield from read(words)
    kept = yield from _moved(talk, kept, reading)
    yield from followed(talk, kept, words, reading)


def _moved(talk: Talk, kept: Kept, reading: Reading) -> Script[Kept]:
    """Where the words name a place, it is about that one and not about where they live."""
    named = named_place(talk, reading)
    if named is None:
        return kept
    return (yield from keep.neighbourhood(talk, kept, talk.area.of_place(named.id), named.id))
