"""Words whose time is over: they go, and what was said stays as a row that can be counted (reliability.md P7)."""

from datetime import date, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables import (
    attachment,
    chat_line,
    contribution,
    journal,
    participant,
    progress,
    story,
    story_consent,
    talk_request,
)


async def wipe_words(conn: AsyncConnection, organisation: str, last: date, until: datetime) -> int:
    """Wipe the words that were said on the day `last` or before; returns how many contributions were wiped.

    `until` is the moment that day ended, for what is dated by the moment. Standing, theme, place and day stay, and are
    counted as before; why it became so, in a worker's words, goes too. Lines of web chats, requests to talk to a
    person, photos, stories, and talks that nobody has carried on since (told by the week: up to six days early) go
    whole. Call Database.scrub after the commit.
    """
    old = (contribution.c.organisation == organisation) & (contribution.c.said_on <= last)
    wiped = await conn.execute(update(contribution).where(old, contribution.c.sealed.is_not(None)).values(sealed=None))
    theirs = select(contribution.c.id).where(old)
    whys = (progress.c.organisation == organisation) & progress.c.contribution.in_(theirs)
    await conn.execute(update(progress).where(whys, progress.c.sealed.is_not(None)).values(sealed=None))
    moments = (
        chat_line.c.at,
        talk_request.c.asked_at,
        attachment.c.shown_at,
        story.c.told_at,
        story_consent.c.agreed_at,
    )
    for moment in moments:
        table = moment.table
        await conn.execute(delete(table).where(table.c.organisation == organisation, moment < until))
    gone = select(participant.c.hash).where(participant.c.organisation == organisation, participant.c.seen_on <= last)
    await conn.execute(delete(journal).where(journal.c.organisation == organisation, journal.c.participant.in_(gone)))
    return wiped.rowcount
