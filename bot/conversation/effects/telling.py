"""People are told what became of their words, and asked whether anything has changed."""

from msgspec import Struct

from bot.domain.suggestion import Stage
from bot.domain.told import Changed


class MarkTold(Struct, frozen=True):
    """They have been told what became of a contribution, up to this step."""

    contribution: str
    step: int


class MarkAnswerTold(Struct, frozen=True):
    """They have been told what was answered to a complaint of theirs."""

    complaint: str


class MarkSupportTold(Struct, frozen=True):
    """They have been told how far a holiday suggestion that they support has come."""

    suggestion: str
    stage: Stage


class AskFollowUp(Struct, frozen=True):
    """They are asked whether anything has changed, so many steps of progress being known."""

    contribution: str
    step: int


class KeepFollowUp(Struct, frozen=True):
    """What they answered; a later answer to the same question takes its place."""

    contribution: str
    step: int
    answer: Changed


class SpeakUnasked(Struct, frozen=True):
    """Something is sent that they did not ask for: nothing more for a week."""
