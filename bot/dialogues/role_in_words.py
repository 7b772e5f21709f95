"""What somebody could do, said in words where they were asked for it: "i can do the teas" is no idea of its own."""

from bot.conversation import keep
from bot.conversation.effects import KeepOffer
from bot.conversation.keep import Kept
from bot.conversation.script import Script, Talk, dialogue, do, recall
from bot.conversation.understand import role_in
from bot.dialogues.heard import heard
from bot.dialogues.role import may_help, say_kept
from bot.domain.contribution import HelpRole


@dialogue("role_in_words")
def role_in_words(talk: Talk) -> Script[None]:
    """Put the words with what they would help with, and the role in them; where that is gone, they are heard anew."""
    told = yield from recall(talk.tapped)
    if told is None or not may_help(talk, told):
        yield from heard(talk, talk.opening)
        return
    yield from keep.more(talk, Kept(told.id, told.reference), talk.opening)
    role = yield from role_in(talk.opening)
    if role:
        yield from do(KeepOffer(told.id, HelpRole(role)))
    yield from say_kept(talk, told)
