"""Stories on their way out: written by a worker with their teller, shown, checked, cleared; never without their yes."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Row, bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import CheckStory, ShowStory
from bot.domain.form import decode, encode
from bot.domain.story import State, Story, ToCheck
from bot.storage import progress
from bot.storage.done import Done
from bot.storage.inserts import on_both
from bot.storage.keys import Keys
from bot.storage.people import Person
from bot.storage.stories import CHAT
from bot.storage.tables import contribution, participant, story, story_consent

_PURPOSE = "story"
_PUT = on_both(
    story,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["organisation", "id"],
        set_={
            "sealed": insert.excluded.sealed,
            "written_by": insert.excluded.written_by,
            **dict.fromkeys(("shown_at", "checked_at", "checked_how", "wrong_at", "cleared_at", "cleared_by")),
        },
    ),
)


class Kept(Struct, frozen=True):
    """A story without a word of it. `uses` are what its teller agrees to; `written_by` is "" where the teller wrote."""

    id: str
    told_at: datetime
    neighbourhood: str
    state: State
    uses: tuple[str, ...]
    written_by: str = ""
    checked_how: str = ""
    cleared_by: str = ""


async def put(
    conn: AsyncConnection,
    keys: Keys,
    id_: str,
    words: Story,
    *,
    teller: Person,
    neighbourhood: str,
    worker: str,
    now: datetime,
) -> None:
    """Keep what a worker wrote with its teller, or correct it: it is to be checked (again) before anybody uses it."""
    row = {
        "organisation": keys.organisation,
        "id": id_,
        "participant": teller.hash,
        "neighbourhood": neighbourhood,
        "sealed": teller.key.seal(_PURPOSE, encode(words)),
        "told_at": now,
        "written_by": worker,
    }
    await conn.execute(_PUT.of(conn), row)
    mine = participant.c.organisation == keys.organisation, participant.c.hash == teller.hash
    await conn.execute(update(participant).where(*mine).values(news_waiting=True))


async def agree(
    conn: AsyncConnection, keys: Keys, id_: str, uses: Collection[str], *, teller: str, basis: str, now: datetime
) -> None:
    """Put down what a story may be used for."""
    rows = [
        {
            "organisation": keys.organisation,
            "story": id_,
            "use": use,
            "participant": teller,
            "basis": basis,
            "agreed_at": now,
        }
        for use in uses
    ]
    await conn.execute(insert(story_consent), rows)


async def listed(conn: AsyncConnection, organisation: str) -> list[Kept]:
    """Every story that may still be used for something, the newest first."""
    uses = await _uses(conn, organisation)
    chosen = select(story).where(story.c.organisation == organisation).order_by(story.c.told_at.desc(), story.c.id)
    return [_kept(row, tuple(uses[row.id])) for row in await conn.execute(chosen) if uses[row.id]]


async def cleared(conn: AsyncConnection, keys: Keys, use: str) -> list[tuple[Kept, Story]]:
    """The stories that may go out for this use, the newest first: agreed to, checked by their tellers, cleared."""
    found = [one for one in await listed(conn, keys.organisation) if one.state is State.CLEARED and use in one.uses]
    opened = [(one, await look(conn, keys, one.id)) for one in found]
    return [(one, words) for one, words in opened if words is not None]


async def look(conn: AsyncConnection, keys: Keys, id_: str) -> Story | None:
    """A story in the clear, however far it has come. Put it on record who looked."""
    chosen = select(story.c.sealed, *participant.c["hash", "wrapped_key"]).select_from(story.join(participant))
    row = (await conn.execute(chosen.where(_is(keys.organisation, id_)))).one_or_none()
    return decode(keys.open_key(row.wrapped_key, row.hash).open(_PURPOSE, row.sealed), Story) if row else None


async def teller_of(conn: AsyncConnection, organisation: str, id_: str) -> str | None:
    """Whose story it is, by their hash."""
    return (await conn.execute(select(story.c.participant).where(_is(organisation, id_)))).scalar_one_or_none()


async def said_by(conn: AsyncConnection, organisation: str, contribution_id: str) -> str:
    """Who said a contribution, by their hash."""
    mine = contribution.c.organisation == organisation, contribution.c.id == contribution_id
    return str((await conn.execute(select(contribution.c.participant).where(*mine))).scalar_one())


async def check_in_person(conn: AsyncConnection, organisation: str, id_: str, how: str, now: datetime) -> None:
    """It was read to its teller in person, and they stand by it."""
    checked = {"checked_at": now, "checked_how": how, "wrong_at": None}
    await conn.execute(update(story).where(_is(organisation, id_)).values(checked))


async def clear(conn: AsyncConnection, organisation: str, id_: str, who: str | None, now: datetime) -> bool:
    """A person lets it out, or, without `who`, takes that back; False where its teller has not checked it."""
    ready = _is(organisation, id_) & story.c.checked_at.is_not(None)
    values = {"cleared_at": now if who else None, "cleared_by": who}
    return (await conn.execute(update(story).where(ready).values(values))).rowcount == 1


async def wipe(conn: AsyncConnection, organisation: str, id_: str, now: datetime) -> None:
    """Its teller wants it used for nothing any more. Call Database.scrub after the commit."""
    its = story_consent.c.organisation == organisation, story_consent.c.story == id_
    over = update(story_consent).where(*its, story_consent.c.withdrawn_at.is_(None)).values(withdrawn_at=now)
    await conn.execute(over)
    await conn.execute(delete(story).where(_is(organisation, id_)))


async def to_check(conn: AsyncConnection, keys: Keys, person: Person) -> tuple[ToCheck, ...]:
    """What workers wrote down of somebody's that waits for them to look at, the oldest first."""
    chosen = (
        select(story)
        .where(story.c.organisation == keys.organisation, story.c.participant == person.hash)
        .where(story.c.checked_at.is_(None), story.c.wrong_at.is_(None))
        .order_by(story.c.told_at, story.c.id)
    )
    rows = (await conn.execute(chosen)).all()
    uses = await _uses(conn, keys.organisation, person.hash) if rows else {}
    return tuple(
        ToCheck(
            id=row.id,
            words=decode(person.key.open(_PURPOSE, row.sealed), Story),
            uses=tuple(uses[row.id]),
            shown=row.shown_at is not None,
        )
        for row in rows
        if uses[row.id]
    )


async def show(conn: AsyncConnection, keys: Keys, done: Sequence[Done[ShowStory]], now: datetime) -> None:
    """They were shown it; who has been told all has no news any more."""
    rows = [{"which": one.effect.id, "whose": one.person.hash} for one in done]
    await conn.execute(_theirs(keys).values(shown_at=now), rows)
    await progress.all_told(conn, keys, {one.person.hash for one in done})


async def check(conn: AsyncConnection, keys: Keys, done: Sequence[Done[CheckStory]], now: datetime) -> None:
    """They say whether it is right."""
    waits = _theirs(keys).where(story.c.checked_at.is_(None))
    for right, values in ((True, {"checked_at": now, "checked_how": CHAT}), (False, {"wrong_at": now})):
        rows = [{"which": one.effect.id, "whose": one.person.hash} for one in done if one.effect.right is right]
        if rows:
            await conn.execute(waits.values(values), rows)


def _theirs(keys: Keys) -> Any:
    mine = story.c.organisation == keys.organisation, story.c.participant == bindparam("whose")
    return update(story).where(*mine, story.c.id == bindparam("which"))


def _is(organisation: str, id_: str) -> ColumnElement[bool]:
    return (story.c.organisation == organisation) & (story.c.id == id_)


async def _uses(conn: AsyncConnection, organisation: str, teller: str | None = None) -> defaultdict[str, list[str]]:
    """By story what its teller agrees to now."""
    chosen = select(story_consent.c.story, story_consent.c.use).where(
        story_consent.c.organisation == organisation, story_consent.c.withdrawn_at.is_(None)
    )
    if teller is not None:
        chosen = chosen.where(story_consent.c.participant == teller)
    found = defaultdict[str, list[str]](list)
    for row in await conn.execute(chosen.order_by(story_consent.c.use)):
        found[row.story].append(row.use)
    return found


def _kept(row: Row[Any], uses: tuple[str, ...]) -> Kept:
    return Kept(
        id=row.id,
        told_at=row.told_at,
        neighbourhood=row.neighbourhood,
        state=_state(row),
        uses=uses,
        written_by=row.written_by or "",
        checked_how=row.checked_how or "",
        cleared_by=row.cleared_by or "",
    )


def _state(row: Row[Any]) -> State:
    if row.cleared_at is not None:
        return State.CLEARED
    if row.checked_at is not None:
        return State.CHECKED
    return State.WRONG if row.wrong_at is not None else State.TO_CHECK
