"""How workers may reach them: "message me, don't ring" is remembered by one tap, and ended by one (product.md 19)."""

from bot.conversation.effects import BeWrittenTo
from bot.conversation.replies import Choice
from bot.conversation.script import Script, Talk, dialogue, do, lasting, say

_ME, _WRITE, _RING = "me", "write", "ring"


@dialogue("reach", lasting=True)
def reach(talk: Talk) -> Script[None]:
    """Take what was tapped, whenever it is, with the way back. Nobody rings whoever may be a child."""
    subject, _, choice = talk.tapped.rpartition(".")
    if talk.participant.protected or subject != _ME or choice not in {_WRITE, _RING}:
        yield from say("conversation.old_button")
        return
    yield from do(BeWrittenTo(choice == _WRITE))
    if choice == _WRITE:
        yield from say("reach.write_only", offered=lasting("reach", _ME, "reach.write_only", (_RING,)))
    else:
        yield from say("reach.may_ring", offered=to_be_written_to(talk))


def to_be_written_to(talk: Talk) -> tuple[Choice, ...]:
    """The button that asks workers to write and not to ring; none for whoever may be a child."""
    return () if talk.participant.protected else lasting("reach", _ME, "reach.may_ring", (_WRITE,))
