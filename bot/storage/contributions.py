"""What people said: kept, amended, withdrawn, each change made only to the participant's own."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, exists, func, insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import AmendContribution, JoinTo, KeepContribution, KeepOffer, Withdraw
from bot.domain.contribution import Contribution, Kind, Standing
from bot.storage import said_in_case, texts
from bot.storage.done import Done
from bot.storage.keys import DataKey, Keys
from bot.storage.tables import contribution
from bot.storage.texts import Text

Row = dict[str, object]

_AMENDED = ("kind", "themes", "neighbourhood", "place_about", "read_by", "confirmed", "interest")
_KEEP = insert(contribution)
_OWN = update(contribution).where(
    contribution.c.organisation == bindparam("of"),
    contribution.c.id == bindparam("which"),
    contribution.c.participant == bindparam("who"),
)
_AMEND = _OWN.values(
    {one.name: func.coalesce(bindparam(f"as_{one.name}", type_=one.type), one) for one in contribution.c[_AMENDED]}
)
_OFFER = _OWN.values(help_role=bindparam("as_role"))
_TO = contribution.alias()
_JOIN = _OWN.where(
    exists().where(
        _TO.c.organisation == bindparam("of"), _TO.c.id == bindparam("as_to"), _TO.c.participant == bindparam("who")
    )
).values(joined_to=bindparam("as_to"))
_WITHDRAW = _OWN.values(standing=Standing.WITHDRAWN, sealed=None)


async def keep(conn: AsyncConnection, keys: Keys, done: Sequence[Done[KeepContribution]], now: datetime) -> None:
    """Write contributions, their words locked with their participants' keys.

    A reference that is taken already raises DatabaseBusy on leaving the transaction: draw it again.
    """
    await conn.execute(_KEEP, [_kept(keys, one, now) for one in done])
    if in_case := [one.effect.id for one in done if one.person.in_case]:
        await said_in_case.kept(conn, keys.organisation, in_case)


async def add_whole(conn: AsyncConnection, keys: Keys, whole: Sequence[tuple[Contribution, DataKey]]) -> None:
    """Write contributions that come whole, such as imported ones, each with the open key of its participant."""
    rows = [_row(keys, one, texts.seal(key, (Text("", one.words),))) for one, key in whole]
    if rows:
        await conn.execute(_KEEP, rows)
        await said_in_case.kept(conn, keys.organisation, [one.id for one, _ in whole])


async def amend(conn: AsyncConnection, keys: Keys, done: Sequence[Done[AmendContribution]], _now: datetime) -> None:
    """Record what people confirmed or corrected; what is None stays as it is."""
    rows = [_own(keys, one) | {f"as_{name}": getattr(one.effect, name) for name in _AMENDED} for one in done]
    await conn.execute(_AMEND, rows)


async def offer(conn: AsyncConnection, keys: Keys, done: Sequence[Done[KeepOffer]], _now: datetime) -> None:
    """Record who would like to help make it happen."""
    await conn.execute(_OFFER, [_own(keys, one) | {"as_role": one.effect.role} for one in done])


async def join(conn: AsyncConnection, keys: Keys, done: Sequence[Done[JoinTo]], _now: datetime) -> None:
    """Have something of theirs stand with another thing of theirs, as when a worker joins them."""
    await conn.execute(_JOIN, [_own(keys, one) | {"as_to": one.effect.to} for one in done])


async def withdraw(conn: AsyncConnection, keys: Keys, done: Sequence[Done[Withdraw]], _now: datetime) -> None:
    """Stop using contributions and wipe their words. Call Database.scrub after the commit."""
    await conn.execute(_WITHDRAW, [_own(keys, one) for one in done])


def _own(keys: Keys, one: Done[AmendContribution] | Done[KeepOffer] | Done[JoinTo] | Done[Withdraw]) -> Row:
    return {"of": keys.organisation, "which": one.effect.contribution, "who": one.person.hash}


def _kept(keys: Keys, one: Done[KeepContribution], now: datetime) -> Row:
    said = one.effect
    whole = Contribution(
        id=said.id,
        reference=said.reference,
        participant=one.person.hash,
        account=one.account,
        external_id=one.external_id,
        words="",
        kind=said.reading.kind,
        themes=tuple(score.theme for score in said.reading.themes),
        neighbourhood=said.neighbourhood,
        language=said.reading.language,
        said_on=said.said_on,
        received_at=now,
        standing=said.standing,
        place_about=said.place_about,
        place_of_speaker=said.place_of_speaker,
        door=said.door,
        prompted_by=said.prompted_by,
        read_by=said.read_by,
    )
    sort = said.reading.interest if said.reading.kind is Kind.INTEREST else None
    return _row(keys, whole, texts.seal(one.person.key, (Text(one.message, said.words),))) | {
        "lane": one.lane,
        "interest": sort,
    }


def _row(keys: Keys, whole: Contribution, sealed: bytes) -> Row:
    return {
        "organisation": keys.organisation,
        "id": whole.id,
        "reference": whole.reference,
        "participant": whole.participant,
        "account": whole.account,
        "external_id": whole.external_id,
        "lane": 0,
        "sealed": sealed,
        "kind": whole.kind,
        "themes": whole.themes,
        "neighbourhood": whole.neighbourhood,
        "place_about": whole.place_about,
        "place_of_speaker": whole.place_of_speaker,
        "language": whole.language,
        "door": whole.door,
        "prompted_by": whole.prompted_by,
        "written_by": whole.written_by,
        "said_it": whole.said_it,
        "present": whole.present,
        "said_on": whole.said_on,
        "received_at": whole.received_at,
        "read_by": whole.read_by,
        "standing": whole.standing,
        "joined_to": whole.joined_to,
        "help_role": whole.help_role,
        "interest": None,
    }
