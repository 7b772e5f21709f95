"""Cards about what came in, beside the plain one: many with their words, what was sent, what to say, why to hold."""

from collections.abc import Sequence
from datetime import datetime

from bot.channel import Button, Outgoing
from bot.conversation.replies import Value
from bot.domain.deed import Deed, Does, canned_for
from bot.domain.hold import Why
from bot.domain.item import Item
from bot.domain.worker import Worker
from bot.staff.cards import WORK, Writer
from bot.staff.triage import Opened, Triage

LONGEST = 3_000
"""Signs of residents' words in one message: with a line for each it stays within what a channel takes."""


def words(writer: Writer, which: str, opened: Sequence[Opened], *, left: int, apart: int, had: int) -> Outgoing:
    """What came in with its words. `which` is the place and the moment that the buttons carry.

    `left` could be read next, `apart` are in the console only, `had` this worker has read before.
    """
    lines = [f"{one.item.reference}: {one.words}" for one in opened]
    lines += [_say(writer, "digest.apart", count=apart)] if apart else []
    read = len(opened) + had
    buttons = [Button(_say(writer, "digest.thank", count=read), f"{WORK}all.{which}")] if read else []
    buttons += [Button(_say(writer, "digest.read_on", count=left), f"{WORK}words.{which}")] if left else []
    return Outgoing("\n\n".join(lines) or _say(writer, "digest.nothing_left"), tuple(buttons))


def echo(writer: Writer, item: Item, now: datetime, told: str) -> Outgoing:
    """What was just sent, or waits for a second worker, above the card."""
    return writer.card(item, now, _say(writer, "card.waits" if item.waits else "card.told", words=told))


async def done(triage: Triage, writer: Writer, worker: Worker, item: Item, deed: Deed) -> str | None:
    """What stands on the card where a deed says more than its marks do: what was sent, who has it, what it joined."""
    if deed.does is Does.ASSIGN:
        named = {one.id: one.name for one in await triage.answerers(item)}
        return _say(writer, "card.given", who=named.get(item.owner, item.owner))
    if deed.does is Does.JOIN:
        return _say(writer, "card.joined", reference=deed.other)
    told = await triage.told(worker, item) if deed.canned or deed.does in {Does.SIGNPOST, Does.READ} else None
    if told is None:
        return None
    return _say(writer, "card.waits" if told.waits else "card.told", words=told.words or _say(writer, "card.thanked"))


def asks(writer: Writer, item: Item) -> Outgoing:
    """Asks for an answer; a tap on the number of a reply that is there already says it in their language."""
    ready = [one for one in canned_for(item) if one not in _NEEDS_DATE]
    key = "card.write_now_second" if item.protected else "card.write_now"
    # A sentence is cut off on a button of a phone.
    lines = [f"{number}. {writer.say(f'canned.{one}', {})}" for number, one in enumerate(ready, start=1)]
    buttons = [Button(f"{number}", f"{WORK}say.{item.reference}.{one}") for number, one in enumerate(ready, start=1)]
    return Outgoing("\n".join([_say(writer, key, reference=item.reference), *lines]), tuple(buttons))


def reasons(writer: Writer, item: Item, now: datetime) -> Outgoing:
    """Asks why it is held."""
    text = writer.card(item, now, _say(writer, "card.why_hold")).text
    buttons = [Button(writer.say(f"staff.console.hold.{one}", {}), f"{WORK}held.{item.reference}.{one}") for one in Why]
    return Outgoing(text, tuple(buttons))


_NEEDS_DATE = frozenset({"listed"})


def _say(writer: Writer, key: str, **values: Value) -> str:
    return writer.say(f"staff.{key}", values)
