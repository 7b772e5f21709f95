"""What comes of a photo or a voice note: kept with what it belongs to, and a person is to look at it."""

from bot.conversation.effects import KeepAttachment, KeepContribution, OpenCase
from bot.conversation.events import Showed
from bot.conversation.script import Say, Shown
from bot.conversation.stack import Stack
from bot.conversation.stage import Stage
from bot.domain.attachment import File, Medium, may_be_kept, unlooked_at
from bot.domain.reading import DangerLevel


def keep(stage: Stage, stack: Stack, showed: Showed) -> bool:
    """Keep what was shown and say so, if it may be; False where it may not, and nothing was said of it."""
    if showed.file is None or not _may_be_kept(stage, showed):
        return False
    if _attached(stage, stack, showed.medium, showed.file):
        stage.say(Say(f"showed.{showed.medium}_kept", {}))
        stack.ask_again()
    else:
        stack.start("showed", door=stack.door(), shown=Shown(showed.medium, showed.file))
    return True


def keep_with_caption(stage: Stage, stack: Stack, showed: Showed) -> None:
    """Keep what came with words, if it may be, now that these have been taken.

    What became of it is said first, but nothing is said beside danger's reply.
    """
    key = "conversation.showed.caption"
    if showed.file is not None and _may_be_kept(stage, showed):
        if not _attached(stage, stack, showed.medium, showed.file):
            stack.start("showed", door=stack.door(), shown=Shown(showed.medium, showed.file))
            return
        key = f"showed.{showed.medium}_kept"
    if not stack.in_danger():
        stage.say_first(Say(key, {}))


def _may_be_kept(stage: Stage, showed: Showed) -> bool:
    return may_be_kept(showed.medium, showed.file, stage.participant)


def _attached(stage: Stage, stack: Stack, medium: Medium, file: File) -> bool:
    """Have the file kept with the case or the contribution being talked about; False where there is neither."""
    contribution, case = _contribution(stage, stack), stage.case or stack.fresh_case()
    if case is not None:
        _attach(stage, medium, file, case=case)
    elif contribution is not None:
        _attach(stage, medium, file, contribution=contribution)
    return case is not None or contribution is not None


def _attach(
    stage: Stage, medium: Medium, file: File, *, contribution: str | None = None, case: str | None = None
) -> None:
    draw = stage.scene.outside.draw
    stage.do(KeepAttachment(draw("id", ""), medium, file, contribution, case))
    if case is None:
        stage.do(OpenCase(draw("id", ""), DangerLevel.AMBER, (unlooked_at(medium),), "", contribution))


def _contribution(stage: Stage, stack: Stack) -> str | None:
    """The contribution that is being talked about: one kept in this very turn, or the last of the talk under way."""
    now = [one.id for one in stage.effects if isinstance(one, KeepContribution)]
    return next(iter(now[-1:]), None) or stack.last_kept()
