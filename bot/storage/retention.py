"""Words whose time is over: they go, and what was said stays as a row that can be counted (reliability.md P7)."""

from datetime import date, datetime

from sqlalchemy import Select, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables import (
    agenda_item,
    attachment,
    chat_line,
    cleared_line,
    complaint,
    contribution,
    journal,
    need,
    outbox,
    participant,
    progress,
    safeguarding_case,
    story,
    story_consent,
    talk,
    talk_request,
)

_FORGOTTEN = {
    "address": b"",
    "news_waiting": False,
    **dict.fromkeys(("band", "language", "neighbourhood", "noticed_at", "return_words_hash")),
    **dict.fromkeys(("may_ask_since", "friday_since", "write_only_since")),
}


async def wipe_words(conn: AsyncConnection, organisation: str, last: date, until: datetime) -> int:
    """Wipe the words that were said on the day `last` or before; returns how many contributions were wiped.

    `until` is the moment that day ended, for what is dated by the moment. Standing, theme, place and day stay, and are
    counted as before; why it became so, what everybody may read of it and what a group read of it, in a worker's words,
    go too. Lines of web chats, requests to talk to a person, photos, stories, complaints, talks with grown-ups, and
    talks that nobody has carried on since (told by the week: up to six days early) go whole. Call Database.scrub after
    the commit.
    """
    old = (contribution.c.organisation == organisation) & (contribution.c.said_on <= last)
    wiped = await conn.execute(update(contribution).where(old, contribution.c.sealed.is_not(None)).values(sealed=None))
    theirs = select(contribution.c.id).where(old)
    whys = (progress.c.organisation == organisation) & progress.c.contribution.in_(theirs)
    await conn.execute(update(progress).where(whys, progress.c.sealed.is_not(None)).values(sealed=None))
    await _let_out_of(conn, organisation, theirs)
    await conn.execute(
        update(need).where(need.c.organisation == organisation, need.c.noted_on <= last).values(sealed=None)
    )
    moments = (
        chat_line.c.at,
        complaint.c.made_at,
        talk_request.c.asked_at,
        attachment.c.shown_at,
        story.c.told_at,
        story_consent.c.agreed_at,
    )
    for moment in moments:
        table = moment.table
        await conn.execute(delete(table).where(table.c.organisation == organisation, moment < until))
    # A talk with a child, or whoever may be one, is a record that nobody can delete (product.md 25).
    talked = (talk.c.organisation == organisation) & talk.c.protected.is_(False)
    await conn.execute(delete(talk).where(talked, talk.c.opened_at < until, (talk.c.over_at < until)))
    gone = select(participant.c.hash).where(participant.c.organisation == organisation, participant.c.seen_on <= last)
    await conn.execute(delete(journal).where(journal.c.organisation == organisation, journal.c.participant.in_(gone)))
    return wiped.rowcount


async def forget_people(conn: AsyncConnection, organisation: str, last: date) -> int:
    """Forget where whoever was last here on that day or before can be reached, and all that is known of them.

    That somebody spoke stays, so that they are counted as before. Left alone is whoever has an open case, and so can
    still be written to, or words that are kept yet. Returns how many were forgotten. Whoever speaks again is known anew
    (people.know), with a new key: nothing that the old one locks may be left.
    """
    in_case = select(safeguarding_case.c.participant).where(
        safeguarding_case.c.organisation == organisation, safeguarding_case.c.closed_at.is_(None)
    )
    gone = (
        participant.c.organisation == organisation,
        participant.c.seen_on <= last,
        participant.c.address != b"",
        participant.c.hash.not_in(in_case),
        participant.c.hash.not_in(
            select(contribution.c.participant).where(
                contribution.c.organisation == organisation, contribution.c.sealed.is_not(None)
            )
        ),
    )
    theirs = select(participant.c.hash).where(*gone)
    await conn.execute(delete(outbox).where(outbox.c.organisation == organisation, outbox.c.participant.in_(theirs)))
    return (await conn.execute(update(participant).where(*gone).values(_FORGOTTEN))).rowcount


async def _let_out_of(conn: AsyncConnection, organisation: str, theirs: Select[tuple[str]]) -> None:
    mine = (cleared_line.c.organisation == organisation) & cleared_line.c.contribution.in_(theirs)
    await conn.execute(delete(cleared_line).where(mine))
    summed_up = (agenda_item.c.organisation == organisation) & agenda_item.c.contribution.in_(theirs)
    await conn.execute(update(agenda_item).where(summed_up).values(sealed=None))
