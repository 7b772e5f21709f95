"""A worker wrote somebody's story down: they look at it, and say whether it is right; until then nobody uses it."""

from bot.conversation.effects import CheckStory, ShowStory
from bot.conversation.replies import Phrase
from bot.conversation.script import Script, Talk, dialogue, do, lasting, say
from bot.conversation.understand import stories_to_check

QUESTION = "story_check.ask"
RIGHT, WRONG = "right", "wrong"


@dialogue("story_check", lasting=True)
def story_check(talk: Talk) -> Script[None]:
    """Take their answer, whenever it is tapped, where the story still waits for it."""
    id_, _, answer = talk.tapped.rpartition(".")
    waiting = yield from stories_to_check()
    if id_ not in {one.id for one in waiting} or answer not in {RIGHT, WRONG}:
        yield from say("conversation.old_button")
        return
    yield from do(CheckStory(id_, right=answer == RIGHT))
    yield from say(f"story_check.{answer}", mobiliser=talk.host)


def stories_shown(talk: Talk) -> Script[None]:
    """Show what was written down of theirs and not shown yet."""
    fresh = [one for one in (yield from stories_to_check()) if not one.shown]
    for one in fresh:
        yield from do(ShowStory(one.id))
        yield from say(
            QUESTION,
            offered=lasting("story_check", one.id, QUESTION, (RIGHT, WRONG)),
            mobiliser=talk.host,
            before=one.words.before,
            happened=one.words.happened,
            now=one.words.now,
            uses=tuple(Phrase(f"story.use.{use}") for use in one.uses),
        )
