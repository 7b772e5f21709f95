"""What waits to be sent to people, and what became of it. A body is wiped as soon as it is sent or given up."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct
from sqlalchemy import Row, bindparam, delete, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.replies import Urgency
from bot.errors import KeyFileError
from bot.storage.keys import DataKey, Keys
from bot.storage.people import Person
from bot.storage.tables import outbox, participant

_PREFIX = 4
_POST = insert(outbox)
_ONE = update(outbox).where(outbox.c.organisation == bindparam("of"), outbox.c.id == bindparam("which"))
_MARK_SENT = _ONE.values(
    sent_at=bindparam("as_sent", type_=outbox.c.sent_at.type),
    message=bindparam("as_message", type_=outbox.c.message.type),
    sealed=None,
)

_BEFORE = outbox.alias()
_PUT_OFF_BEFORE = exists().where(
    _BEFORE.c.organisation == outbox.c.organisation,
    _BEFORE.c.participant == outbox.c.participant,
    _BEFORE.c.id < outbox.c.id,
    _BEFORE.c.sent_at.is_(None),
    _BEFORE.c.failed_at.is_(None),
    _BEFORE.c.attempts > 0,
    _BEFORE.c.due_at > bindparam("now"),
)
_DUE = (
    select(outbox, participant.c.wrapped_key)
    .select_from(outbox.outerjoin(participant))
    .where(
        outbox.c.organisation == bindparam("of"),
        outbox.c.account == bindparam("by"),
        outbox.c.sent_at.is_(None),
        outbox.c.failed_at.is_(None),
        outbox.c.due_at <= bindparam("now"),
        ~_PUT_OFF_BEFORE,
    )
    .order_by(outbox.c.urgency, outbox.c.id)
    .limit(bindparam("most"))
)


class Post(Struct, frozen=True):
    """A message to be sent. `id` is a UUIDv7 in hex, `body` the channel's own form of it.

    `person` is as the batch leaves them; `answers` is the channel's id of the message it answers, if any.
    """

    id: str
    account: str
    person: Person
    urgency: Urgency
    body: bytes
    due_at: datetime
    answers: str = ""


class Due(Struct, frozen=True):
    """A message that waits. `participant` is None for the farewell to someone who was erased."""

    id: str
    account: str
    participant: str | None
    address: str
    urgency: Urgency
    body: bytes
    due_at: datetime
    attempts: int


class Sent(Struct, frozen=True):
    """A message that went out, and the channel's id of it ("" where it has none)."""

    id: str
    message: str


async def post(conn: AsyncConnection, keys: Keys, posts: Sequence[Post]) -> None:
    """Let messages wait to be sent. Those to a person erased in this batch are locked with the installation key."""
    erased = {one.person.hash for one in posts if one.person.fresh}
    rows = [
        {
            "organisation": keys.organisation,
            "id": one.id,
            "account": one.account,
            "participant": None if one.person.hash in erased else one.person.hash,
            "urgency": int(one.urgency),
            "sealed": _seal(keys.installation if one.person.hash in erased else one.person.key, one),
            "due_at": one.due_at,
            "answers": one.answers,
        }
        for one in posts
    ]
    if rows:
        await conn.execute(_POST, rows)


async def due(conn: AsyncConnection, keys: Keys, account: str, now: datetime, limit: int = 1000) -> list[Due]:
    """What an account should have sent by `now`: the urgent first, then the older.

    While a message of somebody's is put off, those that came after it wait too: the order of a chat is kept. One that
    does not open (damaged) is left where it is, so that it holds nobody else up.
    """
    asked = {"of": keys.organisation, "by": account, "now": now, "most": limit}
    found = (_due(keys, row) for row in await conn.execute(_DUE, asked))
    return [one for one in found if one is not None]


async def mark_sent(conn: AsyncConnection, organisation: str, sent: Iterable[Sent], now: datetime) -> None:
    """Record what went out and wipe its bodies; one statement however many."""
    rows = [{"of": organisation, "which": one.id, "as_message": one.message, "as_sent": now} for one in sent]
    if rows:
        await conn.execute(_MARK_SENT, rows)


async def put_off(conn: AsyncConnection, organisation: str, id_: str, due_at: datetime) -> None:
    """Try a message again at `due_at`; counts the attempt."""
    statement = _ONE.values(due_at=due_at, attempts=outbox.c.attempts + 1)
    await conn.execute(statement, {"of": organisation, "which": id_})


async def wait_until(conn: AsyncConnection, organisation: str, id_: str, due_at: datetime) -> None:
    """Let a message wait until `due_at`; that is no attempt, so what came after it need not wait with it."""
    await conn.execute(_ONE.values(due_at=due_at), {"of": organisation, "which": id_})


async def fail(conn: AsyncConnection, organisation: str, ids: Iterable[str], reason: str, now: datetime) -> None:
    """Give up on messages, for a reason given as a code, and wipe their bodies."""
    statement = _ONE.values(failed_at=now, reason=reason, sealed=None)
    if rows := [{"of": organisation, "which": one} for one in ids]:
        await conn.execute(statement, rows)


async def fail_all(conn: AsyncConnection, organisation: str, who: str, reason: str, now: datetime) -> None:
    """Give up on everything that waits for one participant: they cannot be reached."""
    statement = (
        update(outbox)
        .where(outbox.c.organisation == organisation, outbox.c.participant == who)
        .where(outbox.c.sent_at.is_(None), outbox.c.failed_at.is_(None))
        .values(failed_at=now, reason=reason, sealed=None)
    )
    await conn.execute(statement)


async def messages(conn: AsyncConnection, organisation: str, who: str, since: datetime) -> list[str]:
    """The channel's ids of the messages of both sides since a moment, so that they can be taken away (HideChat)."""
    statement = (
        select(outbox.c.answers, outbox.c.message)
        .where(outbox.c.organisation == organisation, outbox.c.participant == who, outbox.c.due_at >= since)
        .order_by(outbox.c.id)
    )
    return list(dict.fromkeys(one for row in await conn.execute(statement) for one in row if one))


async def forget(conn: AsyncConnection, organisation: str, before: datetime) -> int:
    """Delete what was sent or given up before a moment; returns how many."""
    gone = delete(outbox).where(
        outbox.c.organisation == organisation, (outbox.c.sent_at < before) | (outbox.c.failed_at < before)
    )
    return (await conn.execute(gone)).rowcount


def _seal(key: DataKey, one: Post) -> bytes:
    address = one.person.address.encode("utf-8", "surrogatepass")
    return key.seal("outbox", len(address).to_bytes(_PREFIX) + address + one.body)


def _due(keys: Keys, row: Row[tuple[object, ...]]) -> Due | None:
    try:
        key = keys.open_key(row.wrapped_key, row.participant) if row.participant else keys.installation
        clear = key.open("outbox", row.sealed)
    except KeyFileError:
        return None
    end = _PREFIX + int.from_bytes(clear[:_PREFIX])
    return Due(
        row.id,
        row.account,
        row.participant,
        clear[_PREFIX:end].decode("utf-8", "surrogatepass"),
        Urgency(row.urgency),
        clear[end:],
        row.due_at,
        row.attempts,
    )
