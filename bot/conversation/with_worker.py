"""While a worker writes with somebody the bot is silent: their words go to the worker, after the danger screen."""

from datetime import datetime

from msgspec.structs import replace

from bot.conversation.effects import AddToTalk, BeginTalk, EndTalk
from bot.conversation.events import WorkerJoined, WorkerLeft, WorkerWrote
from bot.conversation.journal import WithWorker
from bot.conversation.script import Say
from bot.conversation.stack import Stack
from bot.conversation.stage import Stage
from bot.domain.talk import QUIET_ENDS, Side


def take(stage: Stage, stack: Stack, event: WorkerJoined | WorkerWrote | WorkerLeft) -> None:
    """What a worker does in a talk."""
    match event:
        case WorkerJoined():
            _joined(stage, stack, event)
        case WorkerWrote():
            _wrote(stage, stack, event)
        case WorkerLeft():
            _left(stage, stack, event)


def _joined(stage: Stage, stack: Stack, event: WorkerJoined) -> None:
    """Say who is there, and be silent from now on."""
    now = stage.scene.outside.draw("now", "")
    stack.clear()
    stack.journal = replace(stack.journal, worker=WithWorker(event.talk, event.worker, event.second, now))
    stage.do(BeginTalk(event.talk))
    key = "with_worker.joined_two" if event.second else "with_worker.joined"
    stage.say(Say(key, {"worker": event.worker, "second": event.second}))


def _wrote(stage: Stage, stack: Stack, event: WorkerWrote) -> None:
    """Say what the worker wrote, as theirs; what comes when the talk is over is not said."""
    there = stack.journal.worker
    if there is None or there.talk != event.talk:
        stage.do(EndTalk(event.talk))
        return
    stack.journal = replace(stack.journal, worker=replace(there, last=stage.scene.outside.draw("now", "")))
    stage.do(AddToTalk(event.talk, Side.WORKER, event.words))
    stage.say(Say("with_worker.says", {"worker": there.worker, "words": event.words}))


def _left(stage: Stage, stack: Stack, event: WorkerLeft) -> None:
    """Say that it is the computer again."""
    there = stack.journal.worker
    stage.do(EndTalk(event.talk))
    if there is not None and there.talk == event.talk:
        stack.journal = replace(stack.journal, worker=None)
        stage.say(Say("with_worker.left", {"worker": there.worker}))


def is_there(stage: Stage, stack: Stack) -> bool:
    """Whether a worker is there now; one who has written nothing for long is there no more."""
    there = stack.journal.worker
    if there is None:
        return False
    now = datetime.fromisoformat(stage.scene.outside.draw("now", ""))
    if now - datetime.fromisoformat(there.last) <= QUIET_ENDS:
        return True
    stage.do(EndTalk(there.talk))
    stack.journal = replace(stack.journal, worker=None)
    return False


def hears(stage: Stage, stack: Stack, words: str) -> None:
    """Put what they wrote on the worker's screen."""
    if stack.journal.worker is not None:
        stage.do(AddToTalk(stack.journal.worker.talk, Side.THEM, words))


def end(stage: Stage, stack: Stack) -> bool:
    """They would rather go back to the bot; False where no worker was there."""
    there = stack.journal.worker
    if there is None:
        return False
    stage.do(EndTalk(there.talk))
    stack.journal = replace(stack.journal, worker=None)
    return True
