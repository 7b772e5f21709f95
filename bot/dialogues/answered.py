"""A complaint was answered by a person: its maker reads it here, as it was written (reliability.md P14)."""

from bot.conversation.effects import MarkAnswerTold
from bot.conversation.script import Script, Talk, dialogue, do, say
from bot.conversation.understand import answers_to_tell


@dialogue("answered")
def answered(talk: Talk) -> Script[None]:
    """Tell what was answered, and nothing else."""
    yield from answers_told(talk)


def answers_told(talk: Talk) -> Script[None]:
    """Tell each answer they have not been told; now it is told."""
    for one in (yield from answers_to_tell()):
        yield from do(MarkAnswerTold(one.id))
        yield from say(
            "answered.complaint",
            organisation=talk.area.organisation_name,
            made_on=one.made_at.astimezone(talk.area.zone).date(),
            words=one.words,
        )
