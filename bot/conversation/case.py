"""What the journal remembers of a case: when it was opened and last spoken of, and whether a worker may write back."""

from msgspec.structs import replace

from bot.conversation.effects import AnswerCase, DoubtCase, HideChat
from bot.conversation.journal import Journal, OpenedCase
from bot.conversation.replies import Urgency
from bot.conversation.stage import Stage


def with_case(journal: Journal, stage: Stage) -> Journal:
    """The journal with what this turn did about the case: opened, spoken of, answered, hidden or not meant so."""
    now = stage.scene.outside.draw("now", "")
    case = OpenedCase(stage.case, now) if stage.case is not None else journal.case
    if case is None:
        return journal
    answers = [one.may_write_back for one in stage.effects if isinstance(one, AnswerCase)]
    if answers:
        case = replace(case, answer="yes" if answers[-1] else "no")
    if any(isinstance(one, HideChat | DoubtCase) for one in stage.effects):
        case = replace(case, last="", spoken="")
    elif any(one.urgency is Urgency.DANGER for one in stage.replies):
        case = replace(case, last=now, spoken=now)
    return replace(journal, case=case)
