"""By which number something is known whose questions they turned away from before they were thanked for it."""

from bot.conversation.half_way import KEPT
from bot.conversation.script import Script, Talk, dialogue, recall, say
from bot.dialogues.heard import come_back
from bot.domain.contribution import Standing


@dialogue(KEPT)
def kept_so_far(talk: Talk) -> Script[None]:
    """Say it, where it still stands."""
    told = yield from recall(talk.tapped)
    if told is None or told.standing is not Standing.HEARD:
        return
    yield from say("conversation.kept_so_far", copy=told.reference, reference=told.reference)
    yield from come_back(talk)
