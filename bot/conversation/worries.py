"""Whoever sounds low or scared hears where to turn, once a talk, beside the answer and never instead of it (0013)."""

from bot.conversation.replies import Reply
from bot.conversation.stack import Stack
from bot.conversation.stage import Stage

LOW = "low"
SAY_IT_TOO = ("danger.", "worry.", "signposts.childline")
SAY_IT_TO_CHILDREN = "about_someone."


def beside(stage: Stage, stack: Stack) -> None:
    """Say it before all else that this turn says; not where that says it already, and never while a worker writes."""
    if not stage.worry or not stage.replies or stage.erased or stage.worried_today:
        return
    about = stage.scene.outside.worried_about(stage.worry) or LOW
    stage.note_worried(about)
    if any(map(_says_it, stage.replies)):
        return
    answers, stage.replies = stage.replies, []
    stack.tell("where_to_turn", tapped=about)
    stage.replies += answers


def _says_it(reply: Reply) -> bool:
    return reply.key.startswith(SAY_IT_TOO) or (reply.protected and reply.key.startswith(SAY_IT_TO_CHILDREN))
