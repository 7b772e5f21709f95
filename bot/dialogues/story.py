"""A story of change: before, what happened, now; read back once, then asked for each use by itself. Adults only."""

from bot.conversation import ask
from bot.conversation.effects import KeepStory, LeaveOut, WithdrawStories
from bot.conversation.on_record import to_be_shown
from bot.conversation.replies import Phrase
from bot.conversation.script import Script, Talk, Typed, dialogue, do, draw_id, read, say
from bot.conversation.understand import has_story
from bot.dialogues.closed import has_closed, say_closed
from bot.dialogues.heard import heard
from bot.domain.reading import DangerLevel
from bot.domain.story import Story, Use

TAKE_BACK = "take_back"
Parts = tuple[str, str, str]
_YES_OR_NO = ("yes", "no")


@dialogue("story")
def story(talk: Talk) -> Script[None]:
    """Take a story and what it may be used for; without a use it is not kept. Taken back here, too."""
    if has_closed(talk):
        yield from say_closed(talk)
        return
    if talk.participant.protected:
        yield from say("story.with_a_grown_up", mobiliser=talk.host)
        return
    told = yield from _told()
    if told is None:
        return
    uses, later = yield from _uses()
    if uses:
        id_ = yield from draw_id("story")
        yield from do(KeepStory(id_, (talk.here or talk.area.elsewhere).id, told, uses))
    yield from say("story.kept" if uses else "story.not_kept", mobiliser=talk.host)
    if later:
        yield from heard(talk, later)


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


def _told() -> Script[Story | None]:
    """The story as they stand by it; None where they took one back instead."""
    parts = yield from _parts()
    while parts is not None:
        before, happened, now = parts
        answer = yield from ask.choice_or_words(
            "story.read_back", ("right", "again"), yes="right", no="again", before=before, happened=happened, now=now
        )
        if answer == "right":
            return Story(before, happened, now)
        parts = (yield from _more(parts, answer.text)) if isinstance(answer, Typed) else (yield from _parts())
    return None


def _more(parts: Parts, words: str) -> Script[Parts]:
    """The same with what they wrote when it was read back, which goes on with how it is now."""
    before, happened, now = parts
    more = yield from _shown(words)
    return before, happened, f"{now} {more}"


def _parts() -> Script[Parts | None]:
    """Ask for the three parts; None where they took a story back."""
    ways = (TAKE_BACK,) if (yield from has_story()) else ()
    first = yield from ask.choice_or_words("story.before", ways, counted=False)
    if not isinstance(first, Typed):
        yield from taken_back()
        return None
    before = yield from _shown(first.text)
    happened = yield from _shown((yield from ask.text("story.happened")))
    now = yield from _shown((yield from ask.text("story.now")))
    return before, happened, now


def _shown(words: str) -> Script[str]:
    """What was said last, as others may see it.

    Being lonely is what many a story begins with: words that sound low have a case and where to turn beside the next
    question, as at every step (product.md 27), and the story goes on. What is graver never comes to a story.
    """
    reading = yield from read(words)
    if reading.danger.level is not DangerLevel.NONE:
        yield from say("story.heard")
    if reading.private:
        yield from do(LeaveOut(words, reading.private))
    return to_be_shown(words, reading)


def _uses() -> Script[tuple[tuple[Use, ...], str]]:
    """What it may be used for, each asked by itself; second comes what else they wrote instead, which ends this."""
    uses: tuple[Use, ...] = ()
    for use, asked in (
        (Use.REPORT, ask.choice_or_words("story.report", _YES_OR_NO)),
        (Use.POSTER, ask.choice_or_words("story.poster", _YES_OR_NO)),
        (Use.WEB, ask.choice_or_words("story.web", _YES_OR_NO)),
    ):
        answer = yield from asked
        if isinstance(answer, Typed):
            return uses, answer.text
        uses = (*uses, use) if answer == "yes" else uses
    return uses, ""
