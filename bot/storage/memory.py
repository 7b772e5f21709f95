"""What is remembered of participants between talks: band, language, neighbourhood, notice, wishes."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Boolean, ColumnElement, Update, bindparam, case, func, null, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import KeepContribution, KeepReturnWords, Remember, StopMessages
from bot.domain.participant import AgeBand
from bot.storage.done import Done
from bot.storage.keys import Keys
from bot.storage.tables import participant

Remembering = Done[Remember] | Done[KeepReturnWords] | Done[StopMessages] | Done[KeepContribution]
_REMEMBERED = ("band", "language", "neighbourhood", "noticed", "return_words_hash", "stopped_at", "first_told_on")


def _remembering() -> Update:
    table = participant.c
    kept = ("band", "language", "neighbourhood", "return_words_hash", "stopped_at")
    values: dict[str, ColumnElement[object]] = {
        name: func.coalesce(bindparam(f"as_{name}", type_=table[name].type), table[name]) for name in kept
    }
    # Nobody under 13 has a place remembered (reliability.md P2), said late or not.
    values["neighbourhood"] = case((bindparam("as_band") == AgeBand.UNDER_13, null()), else_=values["neighbourhood"])
    first = func.coalesce(table.first_told_on, bindparam("as_first_told_on", type_=table.first_told_on.type))
    now, noticed = bindparam("as_now", type_=table.noticed_at.type), bindparam("as_noticed", type_=Boolean())
    noticed_at = case(
        (noticed.is_(None), table.noticed_at), (noticed, func.coalesce(table.noticed_at, now)), else_=null()
    )
    return (
        update(participant)
        .where(table.organisation == bindparam("of"), table.hash == bindparam("who"))
        .values(values | {"first_told_on": first, "noticed_at": noticed_at})
    )


_REMEMBER = _remembering()


async def remember(conn: AsyncConnection, keys: Keys, done: Sequence[Remembering], now: datetime) -> None:
    """Write what changed of each participant, one row each, however many effects it came of.

    A first contribution is remembered by its day: they are a returning resident from then on.
    """
    changes: dict[str, dict[str, object]] = {}
    for one in done:
        changes.setdefault(one.person.hash, {}).update(_change(keys, one, now))
    rows = [
        {"of": keys.organisation, "who": who, "as_now": now} | {f"as_{name}": change.get(name) for name in _REMEMBERED}
        for who, change in sorted(changes.items())
        if change
    ]
    if rows:
        await conn.execute(_REMEMBER, rows)


def _change(keys: Keys, one: Remembering, now: datetime) -> dict[str, object]:
    match one.effect:
        case Remember(band, language, neighbourhood, noticed):
            told = {"band": band, "language": language, "neighbourhood": neighbourhood, "noticed": noticed}
            return {name: value for name, value in told.items() if value is not None}
        case KeepReturnWords(words):
            return {"return_words_hash": keys.words_hash(words)}
        case StopMessages():
            return {"stopped_at": now}
        case KeepContribution(said_on=said_on):
            return {} if one.person.participant.returning else {"first_told_on": said_on}
