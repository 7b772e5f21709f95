"""Gathering all that is kept of one person. What stands for a case, or was said in danger, is left out: see OwnCopy."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channel import Outgoing, load
from bot.domain import reference as references
from bot.domain.own_copy import (
    Attached,
    ChatLine,
    Complaint,
    LetOut,
    OwnCopy,
    Profile,
    StoryTold,
    TalkLine,
    TalkRequest,
)
from bot.domain.participant import AgeBand
from bot.storage import broadcasts, cleared, said_in_case, stories, talks, told
from bot.storage.chat_lines import Side
from bot.storage.keys import Keys
from bot.storage.people import Person
from bot.storage.tables import attachment, chat_line, complaint, holiday_support, participant, talk, talk_request


async def gather(conn: AsyncConnection, keys: Keys, person: Person, now: datetime) -> OwnCopy:
    """Everything of `person`, in the clear. Lines that they hid stay hidden. Raises KeyFileError."""
    of_cases = await said_in_case.in_danger(conn, keys.organisation, person.hash)
    mine = [one for one in await told.mine(conn, keys, person) if one.shown and one.id not in of_cases]
    return OwnCopy(
        made_at=now,
        profile=await _profile(conn, keys, person),
        told=tuple(mine),
        attachments=await _attached(conn, keys, person, frozenset(one.id for one in mine)),
        talk_requests=await _talk_requests(conn, keys, person),
        talks=await _talks(conn, keys, person),
        complaints=await _complaints(conn, keys, person),
        stories=tuple(StoryTold(*one) for one in await stories.mine(conn, keys, person)),
        supports=await _supports(conn, keys, person),
        brought=await broadcasts.brought_of(conn, keys.organisation, person.hash),
        chat=await _chat(conn, keys, person),
        let_out=await _let_out(conn, keys, [one.id for one in mine]),
    )


async def _let_out(conn: AsyncConnection, keys: Keys, shown: Sequence[str]) -> tuple[LetOut, ...]:
    lines = await cleared.of(conn, keys, shown)
    return tuple(LetOut(one, lines[one].at, lines[one].asked, lines[one].told) for one in shown if one in lines)


async def _profile(conn: AsyncConnection, keys: Keys, person: Person) -> Profile:
    chosen = select(participant).where(
        participant.c.organisation == keys.organisation, participant.c.hash == person.hash
    )
    row = (await conn.execute(chosen)).one()
    return Profile(
        channel=row.account.partition(":")[0],
        age_band=AgeBand(row.band) if row.band else None,
        language=row.language,
        neighbourhood=row.neighbourhood,
        notice_at=row.noticed_at,
        first_told_on=row.first_told_on,
        seen_in_week_of=row.seen_on,
        stopped_at=row.stopped_at,
        blocked_at=row.blocked_at,
        news_waiting=row.news_waiting,
        unasked_at=row.unasked_at,
        may_ask_since=row.may_ask_since,
        friday_since=row.friday_since,
        write_only_since=row.write_only_since,
        has_return_words=row.return_words_hash is not None,
    )


async def _attached(conn: AsyncConnection, keys: Keys, person: Person, shown: frozenset[str]) -> tuple[Attached, ...]:
    chosen = (
        select(*attachment.c["shown_at", "medium", "state", "contribution"])
        .where(attachment.c.organisation == keys.organisation, attachment.c.participant == person.hash)
        .order_by(attachment.c.id)
    )
    rows = await conn.execute(chosen)
    return tuple(
        Attached(one.shown_at, one.medium, one.state, one.contribution) for one in rows if one.contribution in shown
    )


async def _talk_requests(conn: AsyncConnection, keys: Keys, person: Person) -> tuple[TalkRequest, ...]:
    chosen = (
        select(talk_request)
        .where(talk_request.c.organisation == keys.organisation, talk_request.c.participant == person.hash)
        .order_by(talk_request.c.id)
    )
    return tuple(
        TalkRequest(row.asked_at, row.neighbourhood, row.state, person.key.read("talk", row.sealed))
        for row in await conn.execute(chosen)
    )


async def _talks(conn: AsyncConnection, keys: Keys, person: Person) -> tuple[TalkLine, ...]:
    chosen = (
        select(talk.c.id)
        .where(talk.c.organisation == keys.organisation, talk.c.participant == person.hash)
        .order_by(talk.c.id)
    )
    held = [await talks.lines(conn, keys, id_) for id_ in (await conn.execute(chosen)).scalars().all()]
    return tuple(TalkLine(one.at, one.side, one.words) for lines in held for one in lines)


async def _complaints(conn: AsyncConnection, keys: Keys, person: Person) -> tuple[Complaint, ...]:
    chosen = (
        select(complaint)
        .where(complaint.c.organisation == keys.organisation, complaint.c.participant == person.hash)
        .order_by(complaint.c.id)
    )
    return tuple(
        Complaint(
            made_at=row.made_at,
            neighbourhood=row.neighbourhood,
            words=person.key.read("complaint", row.sealed),
            answer_by=row.answer_by,
            answered_at=row.answered_at,
            acknowledged_at=row.acknowledged_at,
            answer=person.key.read("answer", row.sealed_answer) if row.sealed_answer else "",
            told_at=row.told_at,
        )
        for row in await conn.execute(chosen)
    )


async def _supports(conn: AsyncConnection, keys: Keys, person: Person) -> tuple[str, ...]:
    theirs = (holiday_support.c.organisation == keys.organisation) & (holiday_support.c.participant == person.hash)
    chosen = select(holiday_support.c.suggestion).where(theirs).order_by(holiday_support.c.suggestion)
    return tuple((await conn.execute(chosen)).scalars())


async def _chat(conn: AsyncConnection, keys: Keys, person: Person) -> tuple[ChatLine, ...]:
    chosen = (
        select(*chat_line.c["at", "side", "sealed"])
        .where(chat_line.c.organisation == keys.organisation, chat_line.c.participant == person.hash)
        .where(chat_line.c.hidden.is_(False), chat_line.c.apart.is_(False))
        .order_by(chat_line.c.id)
    )
    lines, called = [], dict[str, str]()
    for row in await conn.execute(chosen):
        message = load(person.key.open("line", row.sealed))
        if row.side == Side.US:
            labels = {one.token: one.label for one in message.buttons if one.label}
            called |= labels
            line = ChatLine(row.at, row.side, _no_way_in(message), tuple(labels.values()))
        else:
            # A tap of theirs names its button only by what that carries.
            tapped = next((called[one.token] for one in message.buttons if one.token in called), "")
            line = ChatLine(row.at, row.side, message.text or tapped)
        if line.text or line.buttons:
            lines.append(line)
    return tuple(lines)


def _no_way_in(message: Outgoing) -> str:
    """A line of ours without the words by which its person comes back: whoever finds the file comes in by none."""
    offered = message.copy
    return message.text.replace(offered, "...") if offered and not references.tidy(offered) else message.text
