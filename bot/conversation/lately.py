"""What somebody wrote lately, so that danger told bit by bit over several messages is heard (reliability.md S12)."""

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from bot.conversation.journal import Lately
from bot.conversation.limits import LATELY, LATELY_FRESH, LATELY_LONG
from bot.conversation.stack import Stack
from bot.conversation.stage import Stage
from bot.domain.reading import Danger, DangerLevel

_WORSE = (DangerLevel.NONE, DangerLevel.AMBER, DangerLevel.RED)


def screened(stage: Stage, stack: Stack, text: str) -> tuple[Danger, str]:
    """How dangerous a text sounds, alone or with the few before it, and the words that say so; it is remembered.

    What the others raised an alarm for raises none again. Nothing is remembered before the notice, nor of what is said
    in a talk about danger.
    """
    alone = stage.scene.outside.screen(text)
    if stack.in_danger() or not stage.participant.noticed or stage.scene.outside.reserved(text) is not None:
        return alone, text
    now = stage.scene.outside.draw("now", "")
    before = _fresh(stack.journal.lately, now)
    raised = max((alone.level, *(one.level for one in before)), key=_WORSE.index)
    words = _beside(stage, before, text, raised)
    together = stage.scene.outside.screen_together(words) if len(words) > 1 else Danger()
    worse = _WORSE.index(together.level) > _WORSE.index(raised)
    level = together.level if worse else alone.level
    stack.journal = replace(stack.journal, lately=(*before, Lately(text[-LATELY_LONG:], level, now))[-LATELY:])
    return (together, "\n".join(words)) if worse else (alone, text)


def _fresh(lately: Sequence[Lately], now: str) -> Sequence[Lately]:
    today = datetime.fromisoformat(now)
    return [one for one in lately if one.when and today - datetime.fromisoformat(one.when) < LATELY_FRESH]


def _beside(stage: Stage, before: Sequence[Lately], text: str, raised: DangerLevel) -> list[str]:
    """What is screened together with a text, and the text.

    "Bye" tells what something before it meant ("there is no point", "bye"), but many such words in a row, or after a
    place's name alone, only end a talk: where nothing has raised an alarm they are left out.
    """
    small_talk = stage.scene.outside.small_talk
    told = [one.text for one in before]
    if raised is DangerLevel.NONE and small_talk(text):
        told = [one for one in told if len(one.split()) > 1 and not small_talk(one)]
    return [*told, text]
