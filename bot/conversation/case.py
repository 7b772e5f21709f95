"""What the journal remembers of a case: when it was opened and last spoken of, and whether a worker may write back."""

from itertools import product

from msgspec.structs import replace

from bot.conversation.effects import (
    AddToCase,
    AddWords,
    AnswerCase,
    DoubtCase,
    Effect,
    HideChat,
    KeepContribution,
    OpenCase,
    PutWithCase,
    ReplaceWords,
)
from bot.conversation.journal import Journal, OpenedCase
from bot.conversation.replies import Urgency
from bot.conversation.stage import Stage

UNKEPT = 20
"""So many cases at most are made of words that wait for the notice; the words themselves are cut no earlier."""


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


def put_together(journal: Journal, stage: Stage, *, waits: bool) -> Journal:
    """Say which contributions the cases of this turn were made of, in whatever order the two came about.

    While words typed before the notice wait (`waits`), the journal remembers the case that was made of them: they are
    kept in a later turn.
    """
    cases = dict.fromkeys((*journal.unkept, *touched(stage)))
    said = dict.fromkeys(contribution for one in stage.effects if (contribution := _kept(one)))
    known = {(one.id, one.contribution) for one in stage.effects if isinstance(one, OpenCase)}
    for pair in product(cases, said):
        if pair not in known:
            stage.do(PutWithCase(*pair))
    return replace(journal, unkept=tuple(cases)[-UNKEPT:] if waits and not said else ())


def touched(stage: Stage) -> list[str]:
    """The cases that were opened or added to in this turn so far."""
    opened = [one.id for one in stage.effects if isinstance(one, OpenCase)]
    return [*opened, *(one.case for one in stage.effects if isinstance(one, AddToCase))]


def _kept(effect: Effect) -> str:
    match effect:
        case KeepContribution():
            return effect.id
        case AddWords() | ReplaceWords():
            return effect.contribution
        case _:
            return ""
