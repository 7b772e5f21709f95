"""Stories of change: kept locked, used for what their tellers agreed to, for as long as they do."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct
from sqlalchemy import ColumnElement, and_, bindparam, delete, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import KeepStory, WithdrawStories
from bot.domain.form import decode, encode
from bot.domain.story import Agreed, Story
from bot.storage.done import Done
from bot.storage.keys import Keys
from bot.storage.people import Person
from bot.storage.tables import participant, story, story_consent

_PURPOSE = "story"
CHAT = "chat"
"""How a story was checked whose teller was asked in the chat."""
_IN_USE = exists().where(
    story_consent.c.organisation == story.c.organisation,
    story_consent.c.story == story.c.id,
    story_consent.c.withdrawn_at.is_(None),
)


class Listed(Struct, frozen=True):
    """A story that may be used, without a word of it: since when, of which neighbourhood, and for what."""

    id: str
    told_at: datetime
    neighbourhood: str
    uses: tuple[str, ...]


async def keep(conn: AsyncConnection, keys: Keys, done: Sequence[Done[KeepStory]], now: datetime) -> None:
    """Keep stories, locked with their tellers' keys, and what was agreed to."""
    rows = [
        {
            "organisation": keys.organisation,
            "id": one.effect.id,
            "participant": one.person.hash,
            "neighbourhood": one.effect.neighbourhood,
            "sealed": one.person.key.seal(_PURPOSE, encode(one.effect.story)),
            "told_at": now,
            "checked_at": now,
            "checked_how": CHAT,
        }
        for one in done
    ]
    await conn.execute(insert(story), rows)
    agreed = [
        {
            "organisation": keys.organisation,
            "story": one.effect.id,
            "use": use,
            "participant": one.person.hash,
            "basis": f"story.{use}",
            "agreed_at": now,
        }
        for one in done
        for use in one.effect.uses
    ]
    if agreed:
        await conn.execute(insert(story_consent), agreed)


async def withdraw(conn: AsyncConnection, keys: Keys, done: Sequence[Done[WithdrawStories]], now: datetime) -> None:
    """Note what is taken back, and wipe what may be used for nothing any more. Call Database.scrub after the commit."""
    theirs = and_(
        story_consent.c.organisation == keys.organisation,
        story_consent.c.participant == bindparam("who"),
        story_consent.c.withdrawn_at.is_(None),
    )
    all_of_it = update(story_consent).where(theirs).values(withdrawn_at=now)
    if wholly := [{"who": one.person.hash} for one in done if one.effect.use is None]:
        await conn.execute(all_of_it, wholly)
    one_use = all_of_it.where(story_consent.c.use == bindparam("what"))
    if partly := [{"who": one.person.hash, "what": one.effect.use} for one in done if one.effect.use]:
        await conn.execute(one_use, partly)
    tellers = sorted({one.person.hash for one in done})
    mine = (story.c.organisation == keys.organisation) & story.c.participant.in_(tellers)
    await conn.execute(delete(story).where(mine, ~_IN_USE))


async def usable(conn: AsyncConnection, organisation: str) -> list[Listed]:
    """All stories that their tellers checked and that may be used for something, the oldest first."""
    chosen = (
        select(*story.c["id", "told_at", "neighbourhood"], story_consent.c.use)
        .select_from(story.join(story_consent, _its_consents()))
        .where(story.c.organisation == organisation, story_consent.c.withdrawn_at.is_(None))
        .where(story.c.checked_at.is_not(None))
        .order_by(story.c.told_at, story.c.id, story_consent.c.use)
    )
    found: dict[tuple[str, datetime, str], list[str]] = defaultdict(list)
    for row in await conn.execute(chosen):
        found[row.id, row.told_at, row.neighbourhood].append(row.use)
    return [Listed(*one, tuple(uses)) for one, uses in found.items()]


async def look(conn: AsyncConnection, keys: Keys, id_: str) -> Story | None:
    """One that may be used, in the clear; None where there is none. Put it on record who looked."""
    chosen = (
        select(story.c.sealed, *participant.c["hash", "wrapped_key"])
        .select_from(story.join(participant))
        .where(story.c.organisation == keys.organisation, story.c.id == id_, _IN_USE, story.c.checked_at.is_not(None))
    )
    row = (await conn.execute(chosen)).one_or_none()
    if row is None:
        return None
    return decode(keys.open_key(row.wrapped_key, row.hash).open(_PURPOSE, row.sealed), Story)


async def told_by(conn: AsyncConnection, keys: Keys, person: Person) -> bool:
    """Whether a story of this participant's may be used for something."""
    own = story.c.organisation == keys.organisation, story.c.participant == person.hash
    return (await conn.execute(select(story.c.id).where(*own, _IN_USE).limit(1))).first() is not None


async def mine(
    conn: AsyncConnection, keys: Keys, person: Person
) -> list[tuple[datetime, str, Story, tuple[Agreed, ...]]]:
    """All that one participant told: when, of which neighbourhood, the words, and what it may be used for."""
    own = (story_consent.c.organisation == keys.organisation) & (story_consent.c.participant == person.hash)
    agreed: dict[str, list[Agreed]] = defaultdict(list)
    for row in await conn.execute(select(story_consent).where(own).order_by(story_consent.c.use)):
        agreed[row.story].append(Agreed(row.use, row.agreed_at, row.basis, row.withdrawn_at))
    chosen = (
        select(story)
        .where(story.c.organisation == keys.organisation, story.c.participant == person.hash)
        .order_by(story.c.told_at, story.c.id)
    )
    return [
        (
            row.told_at,
            row.neighbourhood,
            decode(person.key.open(_PURPOSE, row.sealed), Story),
            tuple(agreed[row.id]),
        )
        for row in await conn.execute(chosen)
    ]


def _its_consents() -> ColumnElement[bool]:
    return and_(story_consent.c.organisation == story.c.organisation, story_consent.c.story == story.c.id)
