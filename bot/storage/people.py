"""Participants as a batch needs them: made known, loaded under a lock with their key and journal open, changed."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct, field
from msgspec.structs import replace
from sqlalchemy import Row, bindparam, case, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.broadcast import Purpose
from bot.domain.participant import AgeBand, Participant
from bot.storage.inserts import Built, Insert, on_both
from bot.storage.keys import DataKey, Keys
from bot.storage.tables import contribution, journal, participant, safeguarding_case

LANGUAGE = "en"


def _knowing(insert: Insert) -> Built:
    forgotten = participant.c.address == b""
    anew = {
        name: case((forgotten, insert.excluded[name]), else_=participant.c[name]) for name in ("wrapped_key", "address")
    }
    return insert.on_conflict_do_update(
        index_elements=["organisation", "hash"],
        set_={"seen_on": insert.excluded.seen_on, "blocked_at": None, **anew},
        where=or_(participant.c.seen_on < insert.excluded.seen_on, participant.c.blocked_at.is_not(None), forgotten),
    )


_KNOW = on_both(participant, _knowing)
_IN_CASE = exists().where(
    safeguarding_case.c.organisation == participant.c.organisation,
    safeguarding_case.c.participant == participant.c.hash,
    safeguarding_case.c.closed_at.is_(None),
)
_LOOK = (
    select(participant, journal.c.sealed.label("journal"), journal.c.last_order, _IN_CASE.label("in_case"))
    .select_from(participant.outerjoin(journal))
    .where(participant.c.organisation == bindparam("of"), participant.c.hash.in_(bindparam("who", expanding=True)))
)
_TOLD_OF = (
    select(contribution.c.neighbourhood)
    .where(contribution.c.organisation == bindparam("of"), contribution.c.participant == bindparam("who"))
    .order_by(contribution.c.id.desc())
    .limit(1)
)
_LOCK = (
    select(participant.c.hash)
    .where(participant.c.organisation == bindparam("of"), participant.c.hash.in_(bindparam("who", expanding=True)))
    .order_by(participant.c.hash)
    .with_for_update()
)


class Newcomer(Struct, frozen=True):
    """Someone who spoke, perhaps for the first time. `hash` is Keys.participant_hash of the channel's own id."""

    hash: str
    account: str
    address: str


class Person(Struct, frozen=True):
    """A participant as loaded for a batch: key open, address in the clear, locked until it commits.

    `sealed_journal` is empty where there is none. `last_order` is the order of the newest update applied (0 at first).
    `seen_on` is the Monday of the week they were last seen in. `fresh` says that the row is gone: erased in this batch.
    `news`: something became of what they told us and they have not been told; `unasked_at` is when they were last sent
    something that they had not asked for; `agreed` what they agreed to be sent unasked; `in_case`: a case of theirs is
    open.
    """

    hash: str
    account: str
    address: str
    key: DataKey
    wrapped_key: bytes
    seen_on: date
    participant: Participant = field(default_factory=Participant)
    sealed_journal: bytes = b""
    last_order: int = 0
    blocked: bool = False
    stopped: bool = False
    fresh: bool = False
    news: bool = False
    unasked_at: datetime | None = None
    agreed: frozenset[Purpose] = frozenset()
    in_case: bool = False

    @property
    def journal(self) -> bytes:
        """The journal in the clear. Raises KeyFileError where it does not open."""
        return self.key.open("journal", self.sealed_journal) if self.sealed_journal else b""


def fresh(keys: Keys, person: Person) -> Person:
    """The same person as a stranger with a new key, for whatever they say in the batch in which they were erased."""
    key, wrapped = keys.new_key(person.hash)
    return replace(
        person,
        key=key,
        wrapped_key=wrapped,
        participant=Participant(),
        sealed_journal=b"",
        last_order=0,
        blocked=False,
        stopped=False,
        fresh=True,
        news=False,
        unasked_at=None,
        agreed=frozenset(),
    )


async def know(conn: AsyncConnection, keys: Keys, newcomers: Iterable[Newcomer], now: datetime) -> None:
    """Make sure that a row exists for each; who is known already is marked as seen this week and reachable again.

    Whoever was forgotten after all their time (retention.forget_people) has a new key: nothing of the old one is left.

    In the order of their hashes, so that two processes never wait for each other.
    """
    week = week_of(now.date())
    await come_back(
        conn, keys, (Person(one.hash, one.account, one.address, *keys.new_key(one.hash), week) for one in newcomers)
    )


async def come_back(conn: AsyncConnection, keys: Keys, people: Iterable[Person]) -> None:
    """Write rows for people erased in this batch who went on; who has a row keeps it."""
    rows = [
        {
            "organisation": keys.organisation,
            "hash": one.hash,
            "account": one.account,
            "wrapped_key": one.wrapped_key,
            "address": one.key.seal("address", one.address),
            "seen_on": one.seen_on,
        }
        for one in sorted(people, key=lambda person: person.hash)
    ]
    if rows:
        await conn.execute(_KNOW.of(conn), rows)


async def look(conn: AsyncConnection, keys: Keys, who: str) -> Person | None:
    """One person without locking them, for showing; None for a stranger. Raises KeyFileError."""
    row = (await conn.execute(_LOOK, {"of": keys.organisation, "who": [who]})).one_or_none()
    return _person(keys, row) if row else None


async def look_at(conn: AsyncConnection, keys: Keys, hashes: Sequence[str]) -> list[Person]:
    """Several people without locking them; who is unknown is left out. Raises KeyFileError."""
    rows = await conn.execute(_LOOK, {"of": keys.organisation, "who": hashes})
    return [_person(keys, row) for row in rows]


async def told_of(conn: AsyncConnection, organisation: str, person: Person) -> str:
    """The neighbourhood they told us of last, else the one that is remembered; "" where neither is known."""
    last: str | None = (await conn.execute(_TOLD_OF, {"of": organisation, "who": person.hash})).scalar_one_or_none()
    return last or person.participant.neighbourhood or ""


async def load(conn: AsyncConnection, keys: Keys, hashes: Sequence[str]) -> dict[str, Person]:
    """The people of these hashes with their journals, locked until the transaction ends; who is unknown is left out.

    Raises KeyFileError where a key or an address does not open.
    """
    asked = {"of": keys.organisation, "who": hashes}
    if conn.dialect.name == "postgresql":
        # A statement of its own: one that waits for the lock still sees the journals from before it waited.
        await conn.execute(_LOCK, asked)
    return {row.hash: _person(keys, row) for row in await conn.execute(_LOOK, asked)}


async def block(conn: AsyncConnection, organisation: str, hashes: Iterable[str], now: datetime) -> None:
    """Mark people as out of reach (they blocked us or left) until they speak again."""
    statement = (
        update(participant)
        .where(participant.c.organisation == organisation, participant.c.hash == bindparam("who"))
        .values(blocked_at=now)
    )
    if rows := [{"who": one} for one in sorted(hashes)]:
        await conn.execute(statement, rows)


async def by_return_words(conn: AsyncConnection, keys: Keys, words: str) -> str | None:
    """The hash of the participant whose return words these are; None for nobody, or where two have the same."""
    chosen = select(participant.c.hash).where(
        participant.c.organisation == keys.organisation, participant.c.return_words_hash == keys.words_hash(words)
    )
    found = (await conn.execute(chosen.limit(2))).scalars().all()
    return found[0] if len(found) == 1 else None


def week_of(day: date) -> date:
    """The Monday of a day's week: all we keep of when somebody spoke."""
    return day - timedelta(days=day.weekday())


def _person(keys: Keys, row: Row[tuple[object, ...]]) -> Person:
    key = keys.open_key(row.wrapped_key, row.hash)
    return Person(
        hash=row.hash,
        account=row.account,
        address=key.read("address", row.address) if row.address else "",
        key=key,
        wrapped_key=row.wrapped_key,
        seen_on=row.seen_on,
        participant=Participant(
            band=AgeBand(row.band) if row.band else None,
            language=row.language or LANGUAGE,
            neighbourhood=row.neighbourhood,
            noticed=row.noticed_at is not None,
            returning=row.first_told_on is not None,
        ),
        sealed_journal=row.journal or b"",
        last_order=row.last_order or 0,
        blocked=row.blocked_at is not None,
        stopped=row.stopped_at is not None,
        news=row.news_waiting,
        unasked_at=row.unasked_at,
        agreed=frozenset(
            purpose
            for purpose, since in ((Purpose.ASKED, row.may_ask_since), (Purpose.FRIDAY, row.friday_since))
            if since is not None
        ),
        in_case=bool(row.in_case),
    )
