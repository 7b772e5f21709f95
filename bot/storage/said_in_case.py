"""What was said in a case: which contributions it holds, and who may not have them (reliability.md S9).

The one place that says so: lists, digests, exports, reports, quotes and counts all ask here.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, FromClause, Select, bindparam, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import PutWithCase
from bot.domain.attachment import Medium, unlooked_at
from bot.domain.case import Decision
from bot.storage.done import Done
from bot.storage.inserts import Insert, OnBoth, on_both
from bot.storage.keys import Keys
from bot.storage.tables import contribution, participant, safeguarding_case, said_in_case

BEFORE_A_CASE = timedelta(days=1)
"""What somebody said so shortly before there was a case of theirs may be part of it; older things are their own."""
ONLY_UNLOOKED_AT = [(unlooked_at(medium),) for medium in Medium]
"""The rules of worries for no other reason than that nobody has looked at a photo or heard a voice note yet."""
_COLUMNS = ["organisation", "case_id", "contribution", "own"]
_CASE = (safeguarding_case.c.organisation == said_in_case.c.organisation) & (
    safeguarding_case.c.id == said_in_case.c.case_id
)
_THEIRS = (safeguarding_case.c.organisation == contribution.c.organisation) & (
    safeguarding_case.c.participant == contribution.c.participant
)
_OPEN = safeguarding_case.c.closed_at.is_(None)
_IN_DANGER = or_(
    safeguarding_case.c.rules.not_in(ONLY_UNLOOKED_AT),
    safeguarding_case.c.decision.in_([one for one in Decision if one is not Decision.NO_ACTION]),
)


# -- who may not have it ---------------------------------------------------------------------------------------------


def held_out(said: FromClause = contribution) -> ColumnElement[bool]:
    """Whether it is the lead's alone by now: it belongs to an open case, or was said round one."""
    return exists().where(_of(said), _CASE, _OPEN)


def was_in_danger(said: FromClause = contribution) -> ColumnElement[bool]:
    """Whether a case was made of these very words, closed or open; a photo that was only not looked at is none."""
    return exists().where(_of(said), _CASE, said_in_case.c.own, _IN_DANGER)


def waits_for_a_look() -> ColumnElement[bool]:
    """Whether it is held out for no other reason than that nobody has looked at a photo or heard a voice note."""
    return held_out() & ~exists().where(_THEIRS, _OPEN, _IN_DANGER)


def nothing_unasked() -> ColumnElement[bool]:
    """Whether nothing is said unasked to a participant: a case of theirs is open, or was for more than a look.

    A photo or voice note at which somebody has looked since, with nothing wrong, silences nobody.
    """
    theirs = (safeguarding_case.c.organisation == participant.c.organisation) & (
        safeguarding_case.c.participant == participant.c.hash
    )
    return exists().where(theirs, _OPEN | _IN_DANGER)


def left_out() -> ColumnElement[bool]:
    """Whether it stands in no table of all that was said: it is held out, or a case was made of it."""
    return held_out() | was_in_danger()


def stays_here() -> ColumnElement[bool]:
    """Whether it changes no hands with a neighbourhood: as left_out, and what was said round a case that is closed."""
    return held_out() | exists().where(_of(contribution), _CASE, _IN_DANGER)


async def all_held_out(conn: AsyncConnection, organisation: str) -> frozenset[str]:
    """The ids of all that is held out: looked up once for a whole report."""
    chosen = select(said_in_case.c.contribution).join(safeguarding_case, _CASE).distinct()
    return frozenset((await conn.execute(chosen.where(said_in_case.c.organisation == organisation, _OPEN))).scalars())


async def held_out_of(conn: AsyncConnection, organisation: str, neighbourhood: str) -> frozenset[str]:
    """The ids of what is held out of one neighbourhood."""
    here = contribution.c.organisation == organisation, contribution.c.neighbourhood == neighbourhood
    return frozenset((await conn.execute(select(contribution.c.id).where(*here, held_out()))).scalars())


async def in_danger(conn: AsyncConnection, organisation: str, who: str) -> frozenset[str]:
    """The ids of one person's contributions of which a case was made."""
    theirs = contribution.c.organisation == organisation, contribution.c.participant == who
    return frozenset((await conn.execute(select(contribution.c.id).where(*theirs, was_in_danger()))).scalars())


# -- what belongs to which case --------------------------------------------------------------------------------------


async def put(conn: AsyncConnection, keys: Keys, done: Sequence[Done[PutWithCase]], _now: datetime) -> None:
    """Say of contributions that a case was made of them: people's own ones, with cases of their own."""
    await own(conn, keys.organisation, [(one.effect.case, one.effect.contribution) for one in done])


async def own(conn: AsyncConnection, organisation: str, pairs: Collection[tuple[str, str]]) -> None:
    """The same of pairs of a case's id and a contribution's; what is not one person's is left alone."""
    rows = [{"of": organisation, "which_case": case, "which": said} for case, said in pairs]
    if rows:
        await conn.execute(_OWN.of(conn), rows)


async def opened(conn: AsyncConnection, organisation: str, cases: Collection[str], now: datetime) -> None:
    """Cases are open from now on: what their people said shortly before belongs to them."""
    values = {"of": organisation, "cases": sorted(cases), "since": now - BEFORE_A_CASE}
    await conn.execute(_BEFORE.of(conn), values)


async def kept(conn: AsyncConnection, organisation: str, contributions: Collection[str]) -> None:
    """Contributions were just kept: they belong to the open cases of whoever said them."""
    await conn.execute(_MEANWHILE.of(conn), {"of": organisation, "said": sorted(contributions)})


def _of(said: FromClause) -> ColumnElement[bool]:
    return (said_in_case.c.organisation == said.c.organisation) & (said_in_case.c.contribution == said.c.id)


def _pairs(bound: ColumnElement[bool], *, own: bool) -> Select[tuple[object, ...]]:
    return (
        select(contribution.c.organisation, safeguarding_case.c.id, contribution.c.id, bindparam("own", own))
        .join(safeguarding_case, _THEIRS)
        .where(contribution.c.organisation == bindparam("of"), bound)
    )


def _linking(bound: ColumnElement[bool]) -> OnBoth:
    pairs = _pairs(bound, own=False)
    return on_both(said_in_case, lambda insert: insert.from_select(_COLUMNS, pairs).on_conflict_do_nothing())


def _owning(insert: Insert) -> Insert:
    this = (safeguarding_case.c.id == bindparam("which_case")) & (contribution.c.id == bindparam("which"))
    pairs = insert.from_select(_COLUMNS, _pairs(this, own=True))
    return pairs.on_conflict_do_update(index_elements=_COLUMNS[:3], set_={"own": True})


_OWN = on_both(said_in_case, _owning)
_BEFORE = _linking(
    safeguarding_case.c.id.in_(bindparam("cases", expanding=True))
    & (contribution.c.received_at >= bindparam("since", type_=contribution.c.received_at.type))
)
_MEANWHILE = _linking(contribution.c.id.in_(bindparam("said", expanding=True)) & _OPEN)
