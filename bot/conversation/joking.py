"""They say that it was a joke: after danger it takes nothing back, and it is never told as something new."""

from bot.conversation.script import Say
from bot.conversation.stack import Stack
from bot.conversation.stage import Stage
from bot.conversation.write_back import NOT_MEANT

KEPT = "not_meant.kept"


def taken(stage: Stage, stack: Stack, text: str) -> bool:
    """Take it where danger does not ask just now: to the case, or for what was told last, which is theirs to take back.

    It lowers nothing (reliability.md S4). False where they say something else, or before the notice.
    """
    if stack.in_danger() or not stage.participant.noticed or not stage.scene.outside.not_meant(text):
        return False
    if stack.fresh_case() is not None:
        stack.tell("write_back", tapped=NOT_MEANT, opening=text)
    elif stage.worried_today or stack.journal.case is not None:
        stage.say(Say(KEPT, {}))
    else:
        stack.start("take_back", door=stack.door())
        return True
    stack.ask_again()
    return True
