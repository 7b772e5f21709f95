"""What is kept for a time only goes in time: waiting words, quarantine, hand-overs, what was sent, names held."""

from datetime import datetime, timedelta

from bot.alerts.wanted import HELLO, IMPORT, LIST
from bot.jobs.kit import Kit
from bot.storage import (
    alerts,
    attachments,
    broadcasts,
    friday_drafts,
    handovers,
    held_words,
    note_drafts,
    outbox,
    quarantine,
    staff_messages,
    uploads,
    waiting,
)

SENT_KEPT = timedelta(hours=48)
"""The ids of what was sent are kept for as long as a bot can still take messages away (HideChat)."""

BROUGHT_KEPT = timedelta(days=30)
"""To whom a message to many was brought, after it is over: for whoever asks why they were or were not."""
FRIDAYS_KEPT = timedelta(days=14)
"""A Friday answer's draft and voice note: a week after no page shows it any more."""
LISTS_KEPT = timedelta(days=90)
"""Which morning list went to whom, and when: a quarter, for whoever looks into what was told."""


async def forgetting(kit: Kit, now: datetime) -> None:
    """Delete what is due. Doing it twice does no harm, so no run is claimed. `now` is UTC."""
    organisation = kit.keys.organisation
    async with kit.database.write() as conn:
        await waiting.forget(conn, organisation, now)
        await quarantine.wipe(conn, organisation, now)
        await handovers.forget(conn, organisation, now)
        await held_words.forget(conn, organisation, now)
        await outbox.forget(conn, organisation, now - SENT_KEPT)
        await alerts.forget(conn, organisation, (LIST, IMPORT, HELLO), now - LISTS_KEPT)
        await uploads.forget(conn, organisation, now)
        await note_drafts.forget(conn, organisation, now)
        await staff_messages.forget(conn, organisation, now - SENT_KEPT)
        await attachments.forget_voices(conn, organisation, now - attachments.VOICE_KEPT)
        await broadcasts.forget(conn, organisation, now - BROUGHT_KEPT)
        await friday_drafts.forget(conn, organisation, (now - FRIDAYS_KEPT).date())
    await kit.database.scrub()
