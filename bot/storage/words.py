"""Changing the words of contributions: further words joined, written anew, an edited message followed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import AddWords, CorrectWords, ReplaceWords, SetAside
from bot.domain.contribution import Standing
from bot.storage import said_in_case, texts
from bot.storage.done import Done
from bot.storage.keys import Keys
from bot.storage.tables import contribution
from bot.storage.texts import Text, Texts

_HOLD = (
    update(contribution)
    .where(
        contribution.c.organisation == bindparam("of"),
        contribution.c.id == bindparam("which"),
        contribution.c.standing == Standing.HEARD,
    )
    .values(standing=Standing.HELD)
)
_HOLD_OWN = _HOLD.where(contribution.c.participant == bindparam("who"))
_CHANGE = (
    update(contribution)
    .where(contribution.c.organisation == bindparam("of"), contribution.c.id == bindparam("which"))
    .values(sealed=bindparam("as_sealed"))
)
_THEIRS = select(*contribution.c["id", "participant", "sealed", "standing"]).where(
    contribution.c.organisation == bindparam("of"),
    contribution.c.participant.in_(bindparam("who", expanding=True)),
    contribution.c.standing != Standing.WITHDRAWN,
)

Changing = Done[AddWords] | Done[CorrectWords] | Done[ReplaceWords]


async def change(conn: AsyncConnection, keys: Keys, done: Sequence[Changing], _now: datetime) -> None:
    """Join or correct words of the participants' own contributions, in the order given; withdrawn ones stay wiped.

    An edited message is looked for in all that its sender said, in what stands for a case only if it is nowhere else.
    Where it is in nothing (it answered a question, or waited for the notice), its words are joined to what they said
    last: they are told that it was changed.
    """
    theirs, in_cases = await _texts_of(conn, keys, done)
    aside: set[str] = set()
    in_danger: set[tuple[str, str]] = set()
    changed: dict[tuple[str, str], tuple[Texts, Changing]] = {}
    for one in done:
        own = theirs[one.person.hash]
        for id_, now_said in _changed(own, in_cases, one):
            own[id_] = now_said
            changed[one.person.hash, id_] = (now_said, one)
            if isinstance(one.effect, CorrectWords):
                aside |= {id_} if one.effect.aside else set()
                in_danger |= {(one.effect.case, id_)} if one.effect.case else set()
    rows = [
        {"of": keys.organisation, "which": id_, "as_sealed": texts.seal(one.person.key, said)}
        for (_, id_), (said, one) in changed.items()
    ]
    if rows:
        await conn.execute(_CHANGE, rows)
    if aside:
        await conn.execute(_HOLD, [{"of": keys.organisation, "which": id_} for id_ in sorted(aside)])
    await said_in_case.own(conn, keys.organisation, sorted(in_danger))


async def set_aside(conn: AsyncConnection, keys: Keys, done: Sequence[Done[SetAside]], _now: datetime) -> None:
    """Hold contributions of their own for a person to look at."""
    rows = [{"of": keys.organisation, "which": one.effect.contribution, "who": one.person.hash} for one in done]
    await conn.execute(_HOLD_OWN, rows)


def _changed(own: dict[str, Texts], in_cases: set[str], one: Changing) -> list[tuple[str, Texts]]:
    effect = one.effect
    if isinstance(effect, CorrectWords):
        return _corrected(own, in_cases, effect)
    if effect.contribution not in own:
        return []
    before = own[effect.contribution] if isinstance(effect, AddWords) else ()
    return [(effect.contribution, (*before, Text(one.message, effect.words)))]


def _corrected(own: dict[str, Texts], in_cases: set[str], effect: CorrectWords) -> list[tuple[str, Texts]]:
    """What holds the message is as corrected, of no case where something else holds it too; else the last has it."""
    ordinary = sorted(own.keys() - in_cases)
    holding = [id_ for id_ in sorted(own) if any(text.message == effect.message for text in own[id_])]
    found = [id_ for id_ in holding if id_ in ordinary] or holding
    if found:
        return [(id_, texts.corrected(own[id_], effect.message, effect.words)) for id_ in found]
    return [(id_, (*own[id_], Text(effect.message, effect.words))) for id_ in (ordinary or sorted(own))[-1:]]


async def _texts_of(
    conn: AsyncConnection, keys: Keys, done: Iterable[Changing]
) -> tuple[dict[str, dict[str, Texts]], set[str]]:
    """The texts of all that each said, by its id; and the ids of those that stand for a case."""
    key_of = {one.person.hash: one.person.key for one in done}
    found: dict[str, dict[str, Texts]] = defaultdict(dict)
    in_cases = set[str]()
    for row in await conn.execute(_THEIRS, {"of": keys.organisation, "who": sorted(key_of)}):
        found[row.participant][row.id] = texts.unseal(key_of[row.participant], row.sealed)
        in_cases |= {row.id} if row.standing == Standing.SAFEGUARDING else set()
    return found, in_cases
