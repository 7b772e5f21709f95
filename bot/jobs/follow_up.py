"""News and "has anything changed?", by day: each person's is played as an event of their own, so it is said once."""

import hashlib
from datetime import datetime

from bot.channel import Incoming
from bot.conversation.events import Prompted
from bot.domain.quiet import is_quiet
from bot.jobs.kit import Kit
from bot.storage import people, supports, unasked

AT_ONCE = 50
"""So many are played together, so that whoever writes meanwhile does not wait."""


async def follow_up(kit: Kit, now: datetime) -> None:
    """Tell and ask whoever is due. `now` is UTC; nothing in quiet hours.

    What is said, that it was said and that it is to be sent are one transaction; a day's event of somebody's has one
    id, so it is played once however many processes look, and after a crash it is played again or was committed.
    """
    local = now.astimezone(kit.area.zone)
    if kit.take is None or is_quiet(kit.area.quiet, local):
        return
    async with kit.database.write() as conn:
        await supports.notice(conn, kit.keys.organisation, kit.area.suggestions)
    async with kit.database.read() as conn:
        organisation, zone = kit.keys.organisation, kit.area.zone
        due = await unasked.due(conn, organisation, pulled=kit.pulled, pushed=kit.pushed, now=now, zone=zone)
        found = [await people.look(conn, kit.keys, one.hash) for one in due]
    events = [
        Incoming(
            account=one.account,
            external_id=_event_id(one.hash, local),
            order=one.last_order,
            # Their own channel knows them by the address we answer to, in a private chat as in a browser.
            person=one.address,
            address=one.address,
            event=Prompted(unasked=one.account in kit.pushed),
        )
        for one in found
        if one is not None
    ]
    for at in range(0, len(events), AT_ONCE):
        await kit.take(events[at : at + AT_ONCE])


def _event_id(who: str, local: datetime) -> str:
    """The id of somebody's event of a day; of them it says nothing once they are erased."""
    return f"clock:{hashlib.sha256(f'{who} {local.date()}'.encode()).hexdigest()[:32]}"
