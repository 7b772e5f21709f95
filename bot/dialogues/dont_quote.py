"""Somebody says in words that they will not be quoted after all: done at once, as it can be given again any time."""

from bot.conversation import keep
from bot.conversation.keep import Kept
from bot.conversation.script import Script, Talk, dialogue, recall_all, say
from bot.conversation.understand import has_story


@dialogue("dont_quote")
def dont_quote(_talk: Talk) -> Script[None]:
    """Take back that we may quote them, of all they told us: "don't quote me" is said of no one thing.

    A story has uses of its own, each agreed to by itself: they are told how to take it back.
    """
    quotable = [one for one in (yield from recall_all()) if one.may_quote]
    for one in quotable:
        yield from keep.quoting(Kept(one.id, one.reference), "dont_quote", may_quote=False)
    yield from say("dont_quote.done" if quotable else "share.quoted_no")
    if (yield from has_story()):
        yield from say("dont_quote.story")
