"""A story of change: before, what happened, now; read back once, then asked for each use by itself. Adults only."""

from bot.conversation import ask
from bot.conversation.effects import KeepStory, LeaveOut, WithdrawStories
from bot.conversation.on_record import to_be_shown
from bot.conversation.replies import Phrase
from bot.conversation.script import Script, Talk, Typed, dialogue, do, draw_id, read, say
from bot.dialogues.closed import has_closed, say_closed
from bot.dialogues.heard import heard
from bot.domain.reading import DangerLevel
from bot.domain.story import Story, Use

TAKE_BACK = "take_back"


@dialogue("story")
def story(talk: Talk) -> Script[None]:
    """Take a story and what it may be used for; without a use it is not kept. Taken back here, too."""
    if has_closed(talk):
        yield from say_closed(talk)
        return
    if talk.participant.protected:
        yield from say("story.with_a_grown_up", mobiliser=talk.host)
        return
    told = yield from _told(talk)
    if told is None:
        return
    uses = yield from _uses()
    if not uses:
        yield from say("story.not_kept", mobiliser=talk.host)
        return
    id_ = yield from draw_id("story")
    yield from do(KeepStory(id_, (talk.here or talk.area.elsewhere).id, told, uses))
    yield from say("story.kept", mobiliser=talk.host)


def taken_back() -> Script[None]:
    """Ask what their stories must not be used for any more."""
    answer = yield from ask.choice("story.change", (*Use, "all", "keep"))
    if answer == "keep":
        yield from say("story.as_it_was")
    elif answer == "all":
        yield from do(WithdrawStories())
        yield from say("story.gone")
    else:
        yield from do(WithdrawStories(Use(answer)))
        yield from say("story.not_used", where=Phrase(f"story.use.{answer}"))


def _told(talk: Talk) -> Script[Story | None]:
    """The story as they stand by it; None where they took one back, or where it must be heard in another way."""
    while True:
        parts = yield from _parts(talk)
        if parts is None:
            return None
        before, happened, now = parts
        told = Story(before, happened, now)
        answer = yield from ask.choice(
            "story.read_back", ("right", "again"), yes="right", no="again", before=before, happened=happened, now=now
        )
        if answer == "right":
            return told


def _parts(talk: Talk) -> Script[tuple[str, str, str] | None]:
    first = yield from ask.choice_or_words("story.before", (TAKE_BACK,), counted=False)
    if not isinstance(first, Typed):
        yield from taken_back()
        return None
    said = [first.text]
    before = yield from _shown(talk, said)
    if before is None:
        return None
    said.append((yield from ask.text("story.happened")))
    happened = yield from _shown(talk, said)
    if happened is None:
        return None
    said.append((yield from ask.text("story.now")))
    now = yield from _shown(talk, said)
    return None if now is None else (before, happened, now)


def _shown(talk: Talk, said: list[str]) -> Script[str | None]:
    """What was said last, as others may see it; None where it sounds like danger: then all of it is heard, no story."""
    words = said[-1]
    reading = yield from read(words)
    if reading.danger.level is not DangerLevel.NONE:
        yield from heard(talk, "\n".join(said))
        return None
    if reading.private:
        yield from do(LeaveOut(words, reading.private))
    return to_be_shown(words, reading)


def _uses() -> Script[tuple[Use, ...]]:
    report = yield from ask.choice("story.report", ("yes", "no"))
    poster = yield from ask.choice("story.poster", ("yes", "no"))
    web = yield from ask.choice("story.web", ("yes", "no"))
    answers = {Use.REPORT: report, Use.POSTER: poster, Use.WEB: web}
    return tuple(use for use, answer in answers.items() if answer == "yes")
