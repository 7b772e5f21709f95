"""Whoever sounds low or scared hears where to turn, once a talk, beside the answer and never instead of it (0013)."""

from bot.conversation.replies import Reply
from bot.conversation.stack import Stack
from bot.conversation.stage import Stage

LOW = "low"
SAY_IT_TOO = ("danger.", "worry.", "signposts.childline")
OF_SOMEONE = "about_someone."


def beside(stage: Stage, stack: Stack) -> None:
    """Say it before all else that this turn says; not where that says it already, and never while a worker writes."""
    if not stage.worry or not stage.replies or stage.erased or stage.worried_today:
        return
    about = stage.scene.outside.worried_about(stage.worry) or LOW
    stage.note_worried(about)
    if any(_says_it(one, about) for one in stage.replies):
        return
    answers, stage.replies = stage.replies, []
    stack.tell("where_to_turn", tapped=about)
    stage.replies += answers


def _says_it(reply: Reply, about: str) -> bool:
    """Whether a reply names a line already; of a neighbour, it names whom to ring and a person, and that is enough."""
    of_someone = reply.key.startswith(OF_SOMEONE) and (reply.protected or about == LOW)
    return of_someone or reply.key.startswith(SAY_IT_TOO)
