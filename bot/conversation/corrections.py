"""An edited message: what they kept is put right, and names are left out of it as of any other (product.md 8, 22)."""

from bot.conversation import ours
from bot.conversation.case import touched
from bot.conversation.effects import CorrectWords
from bot.conversation.on_record import on_record, said_back
from bot.conversation.script import Say
from bot.conversation.stage import Stage
from bot.domain.contribution import Kind


def correct_on_record(stage: Stage, message: str, text: str) -> None:
    """Put `text` on record in the place of the message that the channel knows as `message`."""
    outside, participant = stage.scene.outside, stage.participant
    reading = ours.read(stage.scene, text, participant.language)
    record = on_record(participant, text, reading)
    case = next(iter(touched(stage)), None)
    aside = reading.someone and reading.kind is Kind.ISSUE
    stage.do(CorrectWords(message, record.words, aside=aside, case=case))
    if record.held or record.private:
        for effect in record.effects(outside.draw("id", "")):
            stage.do(effect)
    if record.private:
        stage.say(Say("about_someone.corrected", {}))
    else:
        stage.say(Say("conversation.corrected_to", {"words": said_back(text, reading.private)}))
