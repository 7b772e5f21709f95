"""News that nobody asked for: brought by the clock, beside an answer, or answered by a button that lasts."""

from msgspec.structs import replace

from bot.conversation import with_worker
from bot.conversation.effects import HideChat, MarkBrought, SpeakUnasked, StopMessages
from bot.conversation.events import Commanded, Event, Opened, Pressed, Prompted, Said, Showed
from bot.conversation.replies import Urgency
from bot.conversation.script import LASTING, Say, lasting
from bot.conversation.stack import Stack
from bot.conversation.stage import Stage
from bot.domain.broadcast import Broadcast, Purpose

ASKED = "asked"
"""The dialogue of a question to many: of those that last the one that waits for an answer."""
ANYTHING = "share.what"
"""The question that takes whatever they tell us, and so would take the answer."""
THEIRS = Opened | Said | Pressed | Commanded | Showed
SILENCING = HideChat | StopMessages
"""Whoever has just asked for this is told nothing beside it."""


def prompted(stage: Stage, stack: Stack, event: Prompted) -> None:
    """The clock came by: tell what there is, in one message that disturbs nothing that is being asked."""
    if not _may_be_told(stage, stack, anyway=event.anyway):
        return
    if event.message is not None:
        _brought(stage, stack, event.message)
    else:
        stack.tell("answered" if event.answer else "news" if event.here else "follow_up")
    if stage.replies and event.unasked:
        stage.replies = [replace(one, urgency=Urgency.BROADCAST) for one in stage.replies]
        stage.do(SpeakUnasked())


def _brought(stage: Stage, stack: Stack, message: Broadcast) -> None:
    """A message to many, in their language, with a button that ends such messages; what they write next answers it."""
    language, key = stage.participant.language, f"broadcast.{message.purpose}"
    buttons = lasting("messages", message.purpose, key, ("stop",))
    if message.purpose is Purpose.ASKED:
        buttons = (*lasting(ASKED, message.id, key, ("answer",)), *buttons)
        stack.asks(message.id, instead_of=ANYTHING)
    stage.say(
        Say(
            key,
            {"title": message.title_in(language), "words": message.words_in(language)},
            offered=buttons,
            voice=message.voice,
        )
    )
    stage.do(MarkBrought(message.id))


def tapped(stage: Stage, stack: Stack, token: str) -> None:
    """A lasting button was tapped: the dialogue it names answers, or it is a button from before."""
    name, _, rest = token.removeprefix(LASTING).partition(".")
    dialogue = stack.dialogues.get(name)
    if dialogue is not None and dialogue.lasting:
        if name == ASKED:
            stack.start(name, tapped=rest)
        else:
            stack.tell(name, tapped=rest)
    else:
        stage.say(Say("conversation.old_button", {}))


def beside(stage: Stage, stack: Stack, event: Event) -> None:
    """Whoever comes to us while there is news hears it first, whatever else they came for; never beside danger."""
    quiet = stage.erased or any(isinstance(one, SILENCING) for one in stage.effects)
    danger = any(one.urgency is Urgency.DANGER for one in stage.replies)
    if not stage.scene.news or not isinstance(event, THEIRS) or quiet or danger or not stage.replies:
        return
    if _may_be_told(stage, stack):
        answers, stage.replies = stage.replies, []
        stack.tell("news")
        stage.replies += answers


def _may_be_told(stage: Stage, stack: Stack, *, anyway: bool = False) -> bool:
    """Danger ends it for good (product.md, danger), but for what the lead lets through; not while a worker writes."""
    told = anyway or (stack.journal.case is None and stage.case is None and not stack.in_danger())
    return told and stage.participant.noticed and not with_worker.is_there(stage, stack)
