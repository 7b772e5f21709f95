"""Answers to complaints are brought to whoever made them, within minutes, wherever they wrote."""

import hashlib
from datetime import datetime

from bot.channel import Incoming
from bot.conversation.events import Prompted
from bot.domain.quiet import is_quiet
from bot.jobs.kit import Kit
from bot.storage import complaints, people


async def answers(kit: Kit, now: datetime) -> None:
    """Tell whoever was answered and does not know yet. `now` is UTC; nothing in quiet hours.

    An hour's event of somebody's has one id: it is played once however many processes look, and whoever could not be
    told (a worker writes with them just then) is tried again.
    """
    local = now.astimezone(kit.area.zone)
    if kit.take is None or is_quiet(kit.area.quiet, local):
        return
    async with kit.database.read() as conn:
        waiting = await complaints.untold(conn, kit.keys.organisation)
        found = [(await people.look(conn, kit.keys, one), anyway) for one, anyway in waiting.items()]
    events = [
        Incoming(
            account=one.account,
            external_id=_event_id(one.hash, local, anyway=anyway),
            order=one.last_order,
            person=one.address,
            address=one.address,
            event=Prompted(answer=True, anyway=anyway),
        )
        for one, anyway in found
        if one is not None
    ]
    if events:
        await kit.take(events)


def _event_id(who: str, local: datetime, *, anyway: bool) -> str:
    """The id of somebody's event of an hour; of them it says nothing once they are erased.

    One that is let through is another: nobody waits an hour for it because they could not be told before.
    """
    known = f"{who} {local:%Y-%m-%d %H}{' anyway' if anyway else ''}"
    return f"answer:{hashlib.sha256(known.encode()).hexdigest()[:32]}"
